using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal explain</c>: prints what becomes of a model.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var model = ModelFile.Argument();
        var options = SharedOptions.Create("quiet", "explain", "json", "out", "duration");
        Command command = new("explain", "Prints every stage of a model from its text to the kernels and the order of one time step, and runs nothing.") { model };
        foreach (var option in options) { command.Options.Add(option); }
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => ModelProcess.Run(ModelFile.Find(parsed.GetValue(model)!), ["--explain", "--quiet", .. SharedOptions.Given(parsed, options), .. parsed.UnmatchedTokens]));
        return command;
    }
}
