using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>
/// The text of a model, and the constants that stood in its holes: of <c>$"dv/dt = -v/{tau} : volt"</c> the text is
/// <c>dv/dt = -v/tau : volt</c> and the constant is <c>tau</c>, with its value and unit.
/// </summary>
/// <remarks>
/// A hole takes a quantity, a number, a function object such as a timed array, or another text, which is put in place with its constants.
/// A hole that is more than a name gets one: <c>{cell.Tau}</c> is <c>cell_Tau</c>, <c>{2 * ms}</c> is <c>_2_ms</c>.
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

    /// <summary>Called by the compiler for a hole with a quantity or number.</summary>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        _text.Append(AddConstant(NameOf(expression), value));

    /// <summary>Called by the compiler for a hole with a function.</summary>
    public void AppendFormatted(EquationFunction function, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        var name = NameOf(expression);
        AddFunction(name, function);
        _text.Append(name);
    }

    /// <summary>Called by the compiler for a hole with another text.</summary>
    public void AppendFormatted(ModelText text)
    {
        var pasted = text.Text;
        foreach (var (name, value) in text._constants)
        {
            var here = AddConstant(name, value);
            pasted = here == name ? pasted : Regex.Replace(pasted, $@"\b{name}\b", here);
        }
        foreach (var (name, function) in text._functions)
        {
            AddFunction(name, function);
        }
        _text.Append(pasted);
    }

    /// <summary>The text, with names in the holes.</summary>
    public override string ToString() => Text;

    /// <summary>This text's constants and functions with another text.</summary>
    internal ModelText WithText(string text)
    {
        var copy = new ModelText(text);
        foreach (var (name, value) in _constants)
        {
            copy.AddConstant(name, value);
        }
        foreach (var (name, function) in _functions)
        {
            copy.AddFunction(name, function);
        }
        return copy;
    }

    /// <summary>This text with a constant more.</summary>
    internal ModelText WithConstant(string name, Quantity value)
    {
        var copy = WithText(Text);
        copy.AddConstant(name, value);
        return copy;
    }

    /// <summary>Throws when a constant or function of this text has the name of a variable.</summary>
    /// <param name="owner">Whose variables these are, such as "the neurons 'cells'".</param>
    internal void RequireDistinctFrom(IEnumerable<string> variables, string owner)
    {
        foreach (var name in variables.Where(v => _constants.ContainsKey(v) || _functions.ContainsKey(v)))
        {
            var given = _constants.TryGetValue(name, out var value) ? $"constant '{name}' ({value})" : $"function '{name}'";
            throw new ModelException($"The {given} in the text has the name of the variable '{name}' of {owner}. Rename one of the two.");
        }
    }

    /// <summary>Adds a constant under its name; a name that was made from an expression gives way to another one.</summary>
    private string AddConstant(string name, Quantity value)
    {
        var free = name;
        for (var k = 2; IsMade(name) && _constants.TryGetValue(free, out var other) && other != value; k++)
        {
            free = $"{name}_{k}";
        }
        if (_constants.TryGetValue(free, out var present) && present != value)
        {
            throw new ModelException($"One text is given two values for '{free}', {present} and {value}. Give them different names.");
        }
        RequireOneKind(free, !_functions.ContainsKey(free));
        _constants[free] = value;
        return free;
    }

    private void AddFunction(string name, EquationFunction function)
    {
        RequireOneKind(name, !_constants.ContainsKey(name) && (!_functions.TryGetValue(name, out var present) || ReferenceEquals(present, function)));
        _functions[name] = function;
    }

    private static void RequireOneKind(string name, bool isOne)
    {
        if (!isOne)
        {
            throw new ModelException($"One text is given two meanings for '{name}'. Give them different names.");
        }
    }

    private static bool IsMade(string name) => name.StartsWith('_');

    private static string NameOf(string expression)
    {
        var source = expression.StartsWith("this.", StringComparison.Ordinal) ? expression[5..] : expression;
        var name = NoName.Replace(source.TrimStart('@'), "_").Trim('_');
        return Path.IsMatch(source) ? name : "_" + (name.Length == 0 ? "value" : name);
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NoName { get; }

    [GeneratedRegex(@"^@?[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$")]
    private static partial Regex Path { get; }
}
