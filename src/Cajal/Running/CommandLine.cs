using System.Text;

namespace Cajal;

/// <summary>Reads <c>--name value</c>, <c>--name=value</c> and <c>--flag</c>, and knows nothing of what they mean.</summary>
internal static class CommandLine
{
    /// <summary>The value of each option given; the empty string for a flag. An option given twice has its last value.</summary>
    /// <exception cref="ModelException">An argument is no option, or an option lacks its value, has one too many, or one that is not allowed.</exception>
    public static Dictionary<string, string> Read(IReadOnlyList<string> args, IReadOnlyList<RunOption> options)
    {
        Dictionary<string, string> given = [];
        for (var k = 0; k < args.Count; k++)
        {
            if (!args[k].StartsWith("--", StringComparison.Ordinal)) { throw new ModelException($"'{args[k]}' is not an option. Options start with two dashes; --help lists them."); }
            var (name, value) = args[k].IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (args[k][2..equals], args[k][(equals + 1)..]) : (args[k][2..], null);
            var option = options.FirstOrDefault(o => o.Name == name)
                ?? throw new ModelException($"There is no option --{name}.{Suggest.Sentence("--" + name, options.Select(o => "--" + o.Name))} --help lists all options.");
            given[name] = option.Placeholder is null ? NoValue(option, value) : CheckedValue(option, value ?? (k + 1 < args.Count ? args[++k] : null));
        }

        return given;
    }

    /// <summary>The options as a table: what to write, what it means, its default.</summary>
    public static string Help(string program, string about, IReadOnlyList<RunOption> options)
    {
        StringBuilder text = new($"{about}\n\nUsage: dotnet run -c Release {program}.cs -- [options]\n\n");
        var rows = options.Select(o => (Usage: o.Placeholder is null ? $"--{o.Name}" : $"--{o.Name} {o.Placeholder}", Option: o)).ToList();
        var width = rows.Max(r => r.Usage.Length);
        foreach (var (usage, option) in rows)
        {
            text.Append("  ").Append(usage.PadRight(width)).Append("  ").Append(option.About);
            if (option.Default is { } initial) { text.Append(" (").Append(initial).Append(')'); }
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string NoValue(RunOption option, string? value) =>
        value is null ? "" : throw new ModelException($"--{option.Name} takes no value, but was given '{value}'.");

    private static string CheckedValue(RunOption option, string? value)
    {
        if (value is null || value.StartsWith("--", StringComparison.Ordinal))
        {
            throw new ModelException($"--{option.Name} needs a value: --{option.Name} {option.Default ?? option.Placeholder}");
        }

        return option.Choices.Count == 0 || option.Choices.Contains(value) ? value
            : throw new ModelException($"--{option.Name} cannot be '{value}'. It is one of {string.Join(", ", option.Choices)}.{Suggest.Sentence(value, option.Choices)}");
    }
}
