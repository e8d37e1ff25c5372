using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal completion</c>: what a shell needs to complete words of this command.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _cajal() {
          local IFS=$'\n'
          COMPREPLY=($(cajal "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null | grep -- "^${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _cajal cajal
        """;

    private const string Zsh = """
        _cajal() {
          compadd -- "${(@f)$(cajal "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}"
        }
        compdef _cajal cajal
        """;

    private const string Fish = """
        complete -c cajal -a "(cajal '[suggest]' (commandline -cp) 2>/dev/null)"
        """;

    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or fish", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Command command = new("completion", "Prints a script that lets a shell complete words: put 'source <(cajal completion bash)' into ~/.bashrc.") { shell };
        command.SetAction(parsed => Console.Out.WriteLine(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash }));
        return command;
    }
}
