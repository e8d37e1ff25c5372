namespace Cajal;

/// <summary>An option that an example declares for itself, next to those that all examples share.</summary>
public sealed record RunOption
{
    private RunOption(string name, string? placeholder, string? initial, string about, IReadOnlyList<string> choices)
    {
        (Name, Placeholder, Default, About, Choices) = (name, placeholder, initial, about, choices);
    }

    /// <summary>Name without the two dashes.</summary>
    internal string Name { get; }

    /// <summary>What stands for the value in the help; null for a flag, which has none.</summary>
    internal string? Placeholder { get; }

    /// <summary>Value when the option is not given; null for none.</summary>
    internal string? Default { get; }

    internal string About { get; }

    /// <summary>The values allowed; empty for any.</summary>
    internal IReadOnlyList<string> Choices { get; }

    /// <summary>An option that is there or not: <c>--as-written</c>.</summary>
    public static RunOption Flag(string name, string about) => new(name, null, null, about, []);

    /// <summary>An option with any value: <c>--neurons 4000</c>.</summary>
    public static RunOption Value(string name, string initial, string about) => new(name, name.ToUpperInvariant(), initial, about, []);

    /// <summary>An option with one of a few values, the first of which is the default: <c>--size small</c>.</summary>
    public static RunOption Choice(string name, string about, params string[] values) => new(name, string.Join('|', values), values[0], about, values);

    internal static RunOption Common(string name, string placeholder, string? initial, string about) => new(name, placeholder, initial, about, []);
}
