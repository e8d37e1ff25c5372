using System.CommandLine;
using Cajal.Store;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal diff</c>: compares the spikes of two runs.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var (a, b) = (RunFileArgument.Create("a"), RunFileArgument.Create("b"));
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("diff", "Compares the spikes of two run files: how many, at which rates, and where they part first. Ends with 1 when they differ.") { a, b, json };
        command.SetAction(parsed =>
        {
            using var first = RunFileArgument.Open(parsed.GetValue(a)!);
            using var second = RunFileArgument.Open(parsed.GetValue(b)!);
            var comparison = RunComparison.Of(first, second);
            Console.Out.Write(parsed.GetValue(json) ? comparison.ToJson() + "\n" : comparison.ToText(first.Path, second.Path));
            return comparison.AreSame ? ExitCode.Success : ExitCode.Finding;
        });
        return command;
    }
}
