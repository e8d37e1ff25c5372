using System.Collections.Immutable;
using Cajal.Units;

namespace Cajal;

/// <summary>A function that a model is given as an object, such as a timed array; its name is the one that the text calls it by.</summary>
public abstract class EquationFunction
{
    /// <summary>The unit of each argument, in order.</summary>
    public abstract ImmutableArray<Dimension> ArgumentDimensions { get; }

    /// <summary>The unit of the result, a real number.</summary>
    public abstract Dimension ResultDimension { get; }
}
