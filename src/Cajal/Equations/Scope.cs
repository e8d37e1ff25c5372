using Cajal.Units;

namespace Cajal.Equations;

/// <summary>What the names of a text mean, in one place: variables first, then constants given with the model, then pi, e, inf, then units.</summary>
internal sealed class Scope
{
    private static readonly Dimension s_noise = Dimension.Time.Pow(-0.5);
    private readonly OrderedDictionary<string, VariableInfo> _variables = [];
    private readonly OrderedDictionary<string, Quantity> _constants;
    private readonly OrderedDictionary<string, EquationFunction> _functions;
    private readonly List<Name> _unresolved;

    /// <param name="functions">Functions given with the model, by the names that its texts call them by.</param>
    public Scope(
        IEnumerable<VariableInfo> variables,
        IEnumerable<KeyValuePair<string, Quantity>>? constants = null,
        IEnumerable<KeyValuePair<string, EquationFunction>>? functions = null)
        : this(variables, new(constants ?? []), new(functions ?? []), [])
    {
    }

    private Scope(
        IEnumerable<VariableInfo> variables,
        OrderedDictionary<string, Quantity> constants,
        OrderedDictionary<string, EquationFunction> functions,
        List<Name> unresolved)
    {
        (_constants, _functions, _unresolved) = (constants, functions, unresolved);
        foreach (var variable in variables)
        {
            _variables[variable.Name] = variable;
        }
    }

    /// <summary>Whether a name that means nothing may get its meaning later; it is then noted in <see cref="Unresolved"/> and agrees with everything.</summary>
    public bool AllowsUnknown { get; init; }

    /// <summary>Whether white noise (xi, xi_...) may stand here.</summary>
    public bool AllowsNoise { get; private init; }

    /// <summary>Names that checks met and that meant nothing, each where it was met first.</summary>
    public IReadOnlyList<Name> Unresolved => _unresolved;

    public IEnumerable<VariableInfo> Variables => _variables.Values;

    public VariableInfo? Variable(string name) => _variables.GetValueOrDefault(name);

    /// <summary>The number that a name stands for during the whole run; null for anything else.</summary>
    public Quantity? Constant(string name) =>
        _variables.ContainsKey(name) ? null
        : _constants.TryGetValue(name, out var given) ? given
        : BuiltInConstants.Find(name) is { } number ? new Quantity(number, Dimension.None)
        : UnitTable.TryGet(name, out var unit) ? unit
        : null;

    /// <summary>A function given with the model; null when there is none of that name.</summary>
    public EquationFunction? GivenFunction(string name) => _functions.GetValueOrDefault(name);

    /// <summary>This scope with further variables, which hide those of the same name; both note unknown names in one list.</summary>
    public Scope With(params IEnumerable<VariableInfo> more) =>
        new([.. Variables, .. more], _constants, _functions, _unresolved) { AllowsUnknown = AllowsUnknown, AllowsNoise = AllowsNoise };

    /// <summary>Adds a variable to this very scope, which nobody else has: a temporary of the code that it is made for.</summary>
    public void Add(VariableInfo temporary) => _variables[temporary.Name] = temporary;

    /// <summary>This scope as a differential equation sees it, with white noise.</summary>
    public Scope WithNoise() => new(Variables, _constants, _functions, _unresolved) { AllowsUnknown = AllowsUnknown, AllowsNoise = true };

    /// <summary>Type and unit of a name.</summary>
    /// <exception cref="EquationException">The name means nothing, or is a function.</exception>
    public TypeInfo TypeOf(Name name)
    {
        if (Variable(name.Id) is { } variable)
        {
            return variable.TypeInfo;
        }
        if (Constant(name.Id) is { } constant)
        {
            return new(ValueType.Real, constant.Dimension);
        }
        if (FunctionTable.Find(name.Id) is { } function)
        {
            throw new EquationException(name.Span, $"'{name.Id}' is a function, not a value.", $"Call it with {Count(function.Arguments.Length)}.");
        }
        if (GivenFunction(name.Id) is { } given)
        {
            throw new EquationException(name.Span, $"'{name.Id}' is a function, not a value.", $"Call it as {CallChecker.Form(name.Id, given)}.");
        }
        if (IsNoise(name.Id))
        {
            return AllowsNoise ? new(ValueType.Real, s_noise) : throw new EquationException(name.Span,
                $"White noise such as '{name.Id}' can only stand in a differential equation.", "Elsewhere draw a number with randn().");
        }
        return Unknown(name, "It is no variable, constant or unit.",
            () => [.. _variables.Keys, .. _constants.Keys, .. BuiltInConstants.Names, "True", "False", .. UnitTable.Names],
            $" Give it a value by a hole, as in $\"... {{{name.Id}}} ...\", or by network.Constants[\"{name.Id}\"] = ...");
    }

    /// <summary>The type of a call to a function that means nothing: an error, unless it may get its meaning later.</summary>
    public TypeInfo UnknownFunction(Call call) =>
        Unknown(new(call.Function) { Span = call.Span with { Length = Math.Min(call.Span.Length, call.Function.Length) } },
        "It is no function.", () => [.. FunctionTable.Names, .. _functions.Keys]);

    /// <summary>How many arguments, in words.</summary>
    public static string Count(int arguments) => arguments switch
    {
        0 => "no argument",
        1 => "1 argument",
        _ => $"{arguments} arguments",
    };

    /// <summary>Whether a name is white noise, of unit second**-0.5.</summary>
    public static bool IsNoise(string name) => name == "xi" || name.StartsWith("xi_", StringComparison.Ordinal);

    private TypeInfo Unknown(Name name, string what, Func<IEnumerable<string>> known, string remedy = "")
    {
        var isHole = name.Id.StartsWith('{');
        var meaning = ReservedNames.WhereKnown(name.Id);
        if (!AllowsUnknown || isHole || meaning is not null)
        {
            throw new EquationException(name.Span, $"'{name.Id}' is not known here.", isHole
                ? $"A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $\"... {name.Id} ...\"."
                : meaning ?? $"{what}{(Suggest.Sentence(name.Id, known()) is { Length: > 0 } near ? near : remedy)}");
        }
        if (!_unresolved.Contains(name))
        {
            _unresolved.Add(name);
        }
        return TypeInfo.Pending;
    }
}
