namespace Cajal;

/// <summary>The width of a network's real numbers.</summary>
public enum Precision
{
    /// <summary>64-bit floating point, the default.</summary>
    Double,

    /// <summary>32-bit floating point: half the memory, about twice the speed.</summary>
    Single,
}
