using System.Diagnostics;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal.Compilation;

/// <summary>Where the value of a name comes from when a kernel is written.</summary>
internal abstract record Place;

/// <summary>A stored variable.</summary>
/// <param name="Access">How a lane reaches its element.</param>
/// <param name="Array">The memory.</param>
/// <param name="WriteMask">A boolean variable without which writes have no effect (<c>unless refractory</c>); null when they always have.</param>
internal sealed record VariablePlace(Access Access, StateArray Array, VariablePlace? WriteMask = null) : Place
{
    /// <summary>The memory of the index array of a link, through which a lane reaches elements of other workers; null for any other place.</summary>
    public NativeBuffer? Index { get; init; }
}

/// <summary>A subexpression, evaluated where it is used, with the names of the place where it was written.</summary>
internal sealed record ExpressionPlace(Expr Value, NameTable Names) : Place;

/// <summary>A value that the kernel makes: a constant, the time, the number of the element.</summary>
internal sealed record ValuePlace(Func<KernelWriter, Node> Make) : Place
{
    /// <summary>A number that is the same for the whole run, in SI.</summary>
    public static ValuePlace Constant(double si) => new(w => w.Ir.Real(si)) { IsConstant = true };

    /// <summary>Whether it is the same for all elements and the whole run.</summary>
    public bool IsConstant { get; private init; }
}

/// <summary>An index array of a layout: the source or the target of each synapse, counted from <paramref name="Origin"/>.</summary>
internal sealed record IndexPlace(ArraySymbol Array, int Origin) : Place;

/// <summary>A place that is found when it is first asked for.</summary>
internal sealed record DeferredPlace(Func<Place> Find) : Place;

/// <summary>What names mean in one piece of code: its own, then those of the surroundings, then constants and units.</summary>
internal sealed class NameTable
{
    /// <summary>Name of the condition that a lane of a range has an element and is no padding; users cannot write it.</summary>
    public const string Exists = "_exists";

    private readonly Dictionary<string, Place> _places = [];
    private readonly Dictionary<string, LowerCall> _functions = [];
    private readonly NameTable? _parent;
    private readonly Scope? _scope;

    /// <summary>Names within surroundings.</summary>
    public NameTable(NameTable parent) => _parent = parent;

    /// <summary>Names of their own.</summary>
    /// <param name="scope">What the names mean to checks; it also knows the constants.</param>
    public NameTable(Scope scope) => _scope = scope;

    /// <summary>How a function given with the model becomes nodes.</summary>
    public delegate Node LowerCall(KernelWriter writer, IReadOnlyList<Node> arguments, Call call);

    /// <summary>The place of a name.</summary>
    public Place this[string name]
    {
        get => Find(name) ?? throw new UnreachableException($"Lowering: '{name}' passed the checks and has no place.");
        set => _places[name] = value;
    }

    /// <summary>The place of a name; null when it has none.</summary>
    public Place? Find(string name) =>
        _places.TryGetValue(name, out var place) ? place is DeferredPlace deferred ? _places[name] = deferred.Find() : place
        : _parent is not null ? _parent.Find(name)
        : _scope?.Constant(name) is { } constant ? ValuePlace.Constant(constant.Si)
        : null;

    /// <summary>Proves an expression that other code uses, which may do so before a run has proved the whole model.</summary>
    /// <exception cref="EquationException">A name means nothing, or units disagree.</exception>
    public void Prove(Expr expression)
    {
        if (_scope is not null) { DimensionChecker.Check(expression, _scope); } else { _parent?.Prove(expression); }
    }

    /// <summary>Gives a meaning to a function's name.</summary>
    public void AddFunction(string name, LowerCall lower) => _functions[name] = lower;

    /// <summary>The meaning of a function's name; null when it is not in this table.</summary>
    public LowerCall? FindFunction(string name) => _functions.TryGetValue(name, out var lower) ? lower : _parent?.FindFunction(name);
}
