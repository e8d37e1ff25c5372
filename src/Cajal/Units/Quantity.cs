namespace Cajal.Units;

/// <summary>A number with its dimension; the value is held in SI base units.</summary>
/// <param name="Si">The value in SI base units.</param>
/// <param name="Dimension">The dimension.</param>
public readonly record struct Quantity(double Si, Dimension Dimension);
