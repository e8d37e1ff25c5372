using System.CommandLine;
using System.Reflection;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal bench</c>: the standard workloads, on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Argument<string[]> workload = new("workload") { Description = "A standard workload and its options; none lists the workloads", Arity = ArgumentArity.ZeroOrMore, HelpName = "WORKLOAD" };
        Command command = new("bench", "Measures a standard workload. 'cajal bench WORKLOAD -- --help' lists its options.") { workload };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => Run([.. parsed.GetValue(workload)!, .. parsed.UnmatchedTokens]));
        return command;
    }

    // The program of the bench, as a library.
    private static int Run(string[] arguments) => (int)Assembly.Load("Cajal.Bench").EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!;
}
