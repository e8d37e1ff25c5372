using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Cajal.Cli.Commands;

namespace Cajal.Cli;

/// <summary>The command <c>cajal</c> with all its subcommands.</summary>
internal static class CommandTree
{
    public static RootCommand Create() => new("Simulates spiking neural networks.")
    {
        NewCommand.Create(),
        RunCommand.Create(),
        ResumeCommand.Create(),
        ExplainCommand.Create(),
        ReportCommand.Create(),
        DiffCommand.Create(),
        ExportCommand.Create(),
        BenchCommand.Create(),
        DoctorCommand.Create(),
        CompletionCommand.Create(),
    };

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public static int Invoke(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) { return Fail(parsed); }
        if (parsed.Action is HelpAction) { return Help(parsed); }
        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (ModelException error)
        {
            Console.Error.WriteLine($"cajal: {error.Message}");
            return ExitCode.Mistake;
        }
    }

    /// <summary>Says what is wrong with a command line, with near names and where to look.</summary>
    private static int Fail(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Parents(parsed.CommandResult).Reverse().Select(c => c.Command is RootCommand ? "cajal" : c.Command.Name));
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var isOption = unknown.StartsWith('-');
            var known = isOption ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
            Console.Error.WriteLine($"cajal: There is no {(isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument")} '{unknown}' of '{path}'.{Suggest.Sentence(unknown, known)}");
        }
        else
        {
            var needs = string.Join(' ', command.Arguments.Select(a => a.HelpName));
            var isShort = command.Arguments.Any(a => parsed.GetResult(a) is null or { Tokens.Count: 0 });
            Console.Error.WriteLine($"cajal: {(command is RootCommand ? "Name a command." : isShort ? $"'{path}' needs {needs}." : parsed.Errors[0].Message)}");
        }

        Console.Error.WriteLine($"'{path} --help' lists what it takes.");
        return ExitCode.Mistake;
    }

    // The parser calls this program by the name of its library.
    private static int Help(ParseResult parsed)
    {
        using StringWriter text = new();
        var code = parsed.Invoke(new() { Output = text });
        Console.Out.Write(text.ToString().Replace(RootCommand.ExecutableName, "cajal", StringComparison.Ordinal));
        return code;
    }

    private static IEnumerable<CommandResult> Parents(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult) { yield return result; }
    }
}
