using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal run</c>: builds and runs a model.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var model = ModelFile.Argument();
        var options = SharedOptions.Create();
        Command command = new("run", "Builds and runs a model. Options that the model declares for itself are passed on too; 'cajal run MODEL -- --help' lists them.") { model };
        foreach (var option in options) { command.Options.Add(option); }
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => ModelProcess.Run(ModelFile.Find(parsed.GetValue(model)!), [.. SharedOptions.Given(parsed, options), .. parsed.UnmatchedTokens]));
        return command;
    }
}
