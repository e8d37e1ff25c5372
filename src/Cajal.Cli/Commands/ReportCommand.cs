using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal report</c>: a page of a run.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var file = RunFileArgument.Create("file");
        Option<string?> output = new("--out") { Description = "The page (that of the run file, with .html)", HelpName = "FILE" };
        Option<bool> json = new("--json") { Description = "Print the report of the run as one JSON object, and write no page" };
        Command command = new("report", "Makes a page of a run file: what was run, statistics, and pictures to zoom.") { file, output, json };
        command.SetAction(parsed =>
        {
            using var run = RunFileArgument.Open(parsed.GetValue(file)!);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine((run.Report ?? throw new ModelException($"'{run.Path}' holds no report: the run is not at its end.")).ToJson());
                return ExitCode.Success;
            }

            var page = parsed.GetValue(output) ?? Path.ChangeExtension(run.Path, ".html");
            RunFileReport.Of(run).Save(page);
            Console.Out.WriteLine($"{page}: {run.Model}, {run.Populations.Count} {(run.Populations.Count == 1 ? "population" : "populations")}, {TimeText.Of(run.Time)}");
            return ExitCode.Success;
        });
        return command;
    }
}
