using System.CommandLine;
using Cajal.Store;

namespace Cajal.Cli.Commands;

/// <summary>A run file as an argument of a command.</summary>
internal static class RunFileArgument
{
    private const string Pattern = "*.cajal";

    public static Argument<string> Create(string name)
    {
        Argument<string> argument = new(name) { Description = "A run file, such as model.cajal", HelpName = "RUNFILE" };
        argument.CompletionSources.Add(context => Directory.GetFiles(".", Pattern).Select(f => Path.GetFileName(f))
            .Where(file => file.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Select(file => new System.CommandLine.Completions.CompletionItem(file)));
        return argument;
    }

    /// <exception cref="ModelException">There is no such file, or it is no run file.</exception>
    public static RunReader Open(string path)
    {
        if (File.Exists(path)) { return RunFile.Open(path); }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var near = Directory.Exists(folder) ? Directory.GetFiles(folder, Pattern).Select(f => Path.GetFileName(f)) : [];
        throw new ModelException($"There is no run file '{path}'.{Suggest.Sentence(Path.GetFileName(path), near)} A model writes one by 'cajal run MODEL --record FILE'; 'cajal new' shows how.");
    }
}
