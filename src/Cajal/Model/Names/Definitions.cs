using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>The constants and functions that came with an object's texts, or were given to it.</summary>
internal sealed class Definitions
{
    private readonly OrderedDictionary<string, Quantity> _quantities = [];
    private readonly OrderedDictionary<string, EquationFunction> _functions = [];

    /// <exception cref="ModelException">Two texts give one name different values.</exception>
    public Definitions(Constants? constants, params IEnumerable<ModelText?> texts)
    {
        foreach (var (name, value) in constants ?? []) { Add(name, value.Value); }
        foreach (var text in texts.OfType<ModelText>())
        {
            foreach (var (name, value) in text.Constants) { Add(name, value); }
            foreach (var (name, function) in text.Functions) { Add(name, function); }
        }
    }

    private Definitions(Definitions original)
    {
        (_quantities, _functions) = (new(original._quantities), new(original._functions));
    }

    /// <summary>These definitions and those of another text, which hide the ones of the same name.</summary>
    public Definitions With(ModelText text)
    {
        Definitions more = new(this);
        foreach (var (name, value) in text.Constants) { more.Set(name, value); }
        foreach (var (name, function) in text.Functions) { more.Set(name, function); }
        return more;
    }

    /// <summary>Names with their values, one a line.</summary>
    public IEnumerable<string> Describe() =>
        [.. _quantities.Select(q => ModelDescription.Constant(q.Key, q.Value)), .. _functions.Select(f => ModelDescription.Constant(f.Key, f.Value))];

    /// <exception cref="EquationException">A constant has the name of a variable.</exception>
    public void RequireOtherNames(IEnumerable<Declaration> declarations)
    {
        if (declarations.FirstOrDefault(d => _quantities.ContainsKey(d.Name) || _functions.ContainsKey(d.Name)) is { } declared)
        {
            throw new EquationException(declared.Span, $"'{declared.Name}' is declared here and given as a constant too.", "Remove one of the two.");
        }
    }

    /// <summary>What to say of the run's constants that mean something else to an object: what is its own counts.</summary>
    /// <param name="name">Name of the object.</param>
    /// <param name="declarations">Its variables.</param>
    public IEnumerable<string> ConflictsWith(Constants constants, string name, IReadOnlyCollection<Declaration> declarations)
    {
        foreach (var (constant, given) in constants)
        {
            var own = (object?)(_quantities.TryGetValue(constant, out var quantity) ? quantity : null) ?? _functions.GetValueOrDefault(constant);
            if (declarations.Any(d => d.Name == constant))
            {
                yield return $"'{constant}' is a variable of '{name}' and a constant of the network; to '{name}' it is the variable. Rename one of the two.";
            }
            else if (own is not null && !own.Equals(given.Value))
            {
                yield return $"'{constant}' is {own} by the constants of '{name}' and {given.Value} by those of the network; to '{name}' it is {own}. Rename one of the two.";
            }
        }
    }

    /// <summary>What names mean.</summary>
    /// <param name="variables">The object's variables.</param>
    /// <param name="constants">Constants of the run; null while a model is only being put together, when names may still be missing.</param>
    public Scope ScopeOf(IEnumerable<VariableInfo> variables, Constants? constants)
    {
        Definitions all = new(this);
        foreach (var (name, value) in constants ?? [])
        {
            if (!_quantities.ContainsKey(name) && !_functions.ContainsKey(name)) { all.Set(name, value.Value); }
        }

        return new(variables, all._quantities, all._functions) { AllowsUnknown = constants is null };
    }

    /// <summary>The places of these definitions, of the run's constants and of units.</summary>
    public NameTable NamesWith(RunContext context, Scope scope)
    {
        NameTable names = new(scope);
        foreach (var (name, value) in context.Constants)
        {
            if (value.Value is ILowered function) { function.DefineIn(names, name, context); }
        }

        foreach (var (name, function) in _functions)
        {
            ((ILowered)function).DefineIn(names, name, context);
        }

        return names;
    }

    private void Add(string name, object? value)
    {
        var known = (object?)(_quantities.TryGetValue(name, out var quantity) ? quantity : null) ?? _functions.GetValueOrDefault(name);
        if (known is not null && !known.Equals(value))
        {
            throw new ModelException($"'{name}' stands for {known} in one text and for {value} in another of the same object. Give one of them another name.");
        }

        Set(name, value);
    }

    private void Set(string name, object? value)
    {
        if (value is EquationFunction function) { _functions[name] = function; }
        else if (value is Quantity quantity) { _quantities[name] = quantity; }
    }
}
