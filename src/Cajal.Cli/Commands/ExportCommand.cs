using System.CommandLine;
using Cajal.Store;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal export</c>: recordings for other programs.</summary>
internal static class ExportCommand
{
    private static readonly string[] _formats = [.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())];

    public static Command Create()
    {
        var file = RunFileArgument.Create("file");
        Option<string> format = new("--format") { Description = "Kind of file: NumPy arrays, tables, or objects", HelpName = string.Join('|', _formats), DefaultValueFactory = _ => _formats[0] };
        format.AcceptOnlyFromAmong(_formats);
        Option<string?> folder = new("--out") { Description = "The folder (that of the run file, with -export)", HelpName = "DIR" };
        Command command = new("export", "Writes the recordings of a run file, the spikes of each group among them, for other programs: a file each.") { file, format, folder };
        command.SetAction(parsed =>
        {
            using var run = RunFileArgument.Open(parsed.GetValue(file)!);
            var into = parsed.GetValue(folder) ?? Path.ChangeExtension(run.Path, null) + "-export";
            run.Export(into, Enum.Parse<ExportFormat>(parsed.GetValue(format)!, ignoreCase: true));
            foreach (var recording in run.Recordings) { Console.Out.WriteLine($"{recording.Name}: {recording.Kind} of {recording.Source}, {recording.Rows} rows"); }
            Console.Out.WriteLine($"written to {into}");
            return ExitCode.Success;
        });
        return command;
    }
}
