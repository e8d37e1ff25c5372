using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// The text of a model, and the constants that stood in its holes: <c>$"dv/dt = -v/{tau} : volt"</c> is the text <c>dv/dt = -v/{tau} : volt</c>
/// with the constant <c>{tau}</c>, its value and its unit.
/// </summary>
/// <remarks>
/// A hole takes a quantity, a number, a function object such as a timed array, or another text, which is put in place with its constants; an integer stays one.
/// The braces are part of the constant's name, so that it never clashes with a variable: in <c>$"w = clip(w, 0, {w})"</c> the two are different things.
/// Formats (<c>{tau:F2}</c>) do not compile: a constant always enters with its full value.
/// </remarks>
[InterpolatedStringHandler]
public sealed partial class ModelText
{
    private readonly StringBuilder _text;
    private readonly OrderedDictionary<string, Quantity> _constants = [];
    private readonly OrderedDictionary<string, EquationFunction> _functions = [];

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public ModelText(int literalLength, int formattedCount) => _text = new(literalLength + (8 * formattedCount));

    private ModelText(string text) => _text = new(text);

    /// <summary>The text, with names in the holes.</summary>
    public string Text => _text.ToString();

    /// <summary>The constants of the text by their names, in the order of the text.</summary>
    public IReadOnlyDictionary<string, Quantity> Constants => _constants;

    /// <summary>Functions given with the text, by the names that it calls them by.</summary>
    internal IReadOnlyDictionary<string, EquationFunction> Functions => _functions;

    /// <summary>A text without constants.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ModelText?(string? text) => text is null ? null : new(text);

    /// <summary>A text that is one constant: <c>refractory: 5 * ms</c>.</summary>
    public static implicit operator ModelText(Quantity value)
    {
        var text = new ModelText("");
        text.AppendFormatted(value, value.ToString());
        return text;
    }

    /// <summary>One text after the other, on a new line, with the constants of both.</summary>
    /// <exception cref="ModelException">One name has two values.</exception>
    public static ModelText operator +(ModelText first, ModelText second)
    {
        var sum = new ModelText("");
        sum.AppendFormatted(first);
        sum.AppendLiteral("\n");
        sum.AppendFormatted(second);
        return sum;
    }

    /// <summary>Called by the compiler for the text between holes.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Called by the compiler for a hole with an integer. It stands in the text by its digits: an integer, as a number without a point is.</summary>
    public void AppendFormatted(int value) =>
        _text.Append(value < 0 ? "(" : "").Append(value.ToString(CultureInfo.InvariantCulture)).Append(value < 0 ? ")" : "");

    /// <summary>Called by the compiler for a hole with a quantity or number.</summary>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        _text.Append(Name(_constants, NameOf(expression), value));

    /// <summary>Called by the compiler for a hole with a function.</summary>
    public void AppendFormatted(EquationFunction function, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        _text.Append(Name(_functions, NameOf(expression), function));

    /// <summary>Called by the compiler for a hole with another text.</summary>
    public void AppendFormatted(ModelText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, string> names = [];
        foreach (var (name, value) in text._constants) { names[name] = Name(_constants, name, value); }
        foreach (var (name, function) in text._functions) { names[name] = Name(_functions, name, function); }
        _text.Append(Hole.Replace(text.Text, hole => names.GetValueOrDefault(hole.Value, hole.Value)));
    }

    /// <summary>The text, with names in the holes.</summary>
    public override string ToString() => Text;

    /// <summary>This text's constants and functions with another text.</summary>
    internal ModelText WithText(string text)
    {
        var copy = new ModelText(text);
        foreach (var (name, value) in _constants) { copy._constants[name] = value; }
        foreach (var (name, function) in _functions) { copy._functions[name] = function; }
        return copy;
    }

    /// <summary>This text with a value for a name that it uses.</summary>
    internal ModelText WithConstant(string name, Quantity value)
    {
        var copy = WithText(Text);
        copy._constants[name] = value;
        return copy;
    }

    /// <summary>Keeps a value under its name, or under a numbered one when the text has another value of that name.</summary>
    private static string Name<T>(OrderedDictionary<string, T> known, string name, T value)
    {
        var stem = name.StartsWith('{') ? name[1..^1].Split('#')[0] : null;
        var free = stem is null ? name : $"{{{stem}}}";
        for (var k = 2; known.TryGetValue(free, out var other) && !EqualityComparer<T>.Default.Equals(other, value); k++)
        {
            free = stem is not null
                ? $"{{{stem}#{k}}}"
                : throw new ModelException($"One text is given two values for '{name}', {other} and {value}. Give them different names.");
        }

        known[free] = value;
        return free;
    }

    [GeneratedRegex(@"\{[^}\n]*\}")]
    private static partial Regex Hole { get; }

    private static string NameOf(string expression) =>
        $"{{{string.Join(' ', expression.Split((char[])['{', '}', '#', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))}}}";
}
