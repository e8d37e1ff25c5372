using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal resume</c>: goes on with a run.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var file = RunFileArgument.Create("file");
        Option<string?> model = new("--model") { Description = "The model file (that of the name in the run file)", HelpName = "FILE|EXAMPLE" };
        var options = SharedOptions.Create("explain", "dt", "seed", "precision");
        Command command = new("resume", "Goes on with the run of a file from its last checkpoint, by the same model: give the options that it ran with.") { file, model };
        foreach (var option in options) { command.Options.Add(option); }
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            using var run = RunFileArgument.Open(path);
            var program = ModelFile.Find(parsed.GetValue(model) ?? run.Model);
            return ModelProcess.Run(program, ["--resume", path, "--seed", $"{run.Seed}", .. SharedOptions.Given(parsed, options), .. parsed.UnmatchedTokens]);
        });
        return command;
    }
}
