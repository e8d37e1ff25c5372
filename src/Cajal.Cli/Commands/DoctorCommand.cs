using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal doctor</c>: what this machine offers.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("doctor", "Says what this machine offers to simulations, and what it lacks: vector units, threads, memory, .NET. Ends with 1 when something is missing.") { json };
        command.SetAction(parsed =>
        {
            var findings = Machine.Examine();
            Console.Out.Write(parsed.GetValue(json) ? Finding.ToJson(findings) + "\n" : Finding.ToText(findings));
            return findings.Any(f => f.Problem is not null) ? ExitCode.Finding : ExitCode.Success;
        });
        return command;
    }
}
