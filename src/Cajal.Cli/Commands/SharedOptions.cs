using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary>The options that all models share, as <see cref="RunOptions"/> declares them; they are passed on as they are.</summary>
internal static class SharedOptions
{
    public static IReadOnlyList<Option> Create(params ReadOnlySpan<string> without)
    {
        List<Option> options = [];
        foreach (var shared in RunOptions.Declare("that of the model", "that of the model", []))
        {
            if (shared.Name == "help" || without.Contains(shared.Name)) { continue; }
            options.Add(Create(shared));
        }

        return options;
    }

    /// <summary>The options that were given, with their values, as another program takes them.</summary>
    public static IEnumerable<string> Given(ParseResult parsed, IEnumerable<Option> options) =>
        from option in options
        let result = parsed.GetResult(option)
        where result is { Implicit: false }
        from word in (IEnumerable<string>)[option.Name, .. result.Tokens.Select(t => t.Value)]
        select word;

    private static Option Create(RunOption shared)
    {
        var about = shared.Default is { } initial ? $"{shared.About} ({initial})" : shared.About;
        if (shared.Placeholder is null) { return new Option<bool>("--" + shared.Name) { Description = about }; }
        Option<string> option = new("--" + shared.Name) { Description = about, HelpName = shared.Placeholder };
        if (shared.Choices.Count > 0) { option.AcceptOnlyFromAmong([.. shared.Choices]); }
        return option;
    }
}
