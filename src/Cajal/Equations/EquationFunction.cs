using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// A function that a model is given as an object, such as a <see cref="TimedArray"/> or a <see cref="ModelFunction"/>; its name is the one that
/// the text calls it by.
/// </summary>
public abstract class EquationFunction
{
    private protected EquationFunction()
    {
    }

    /// <summary>The unit of each argument, in order.</summary>
    public abstract ImmutableArray<Dimension> ArgumentDimensions { get; }

    /// <summary>The unit of the result.</summary>
    public abstract Dimension ResultDimension { get; }

    /// <summary>Whether equal arguments always give equal results.</summary>
    public virtual bool IsStateless => true;

    /// <summary>What the function is, for telling it from others.</summary>
    internal virtual string Describe() => $"a {GetType().Name}";

    /// <summary>Type and unit of each argument.</summary>
    internal virtual ImmutableArray<TypeInfo> ArgumentTypes => [.. ArgumentDimensions.Select(d => new TypeInfo(Equations.ValueType.Real, d))];

    /// <summary>Type and unit of the result.</summary>
    internal virtual TypeInfo ResultType => new(Equations.ValueType.Real, ResultDimension);

    /// <summary>A call of the function written out, in expressions that every model knows; null when that cannot be.</summary>
    internal virtual Expr? WrittenOut(ImmutableArray<Expr> arguments) => null;
}
