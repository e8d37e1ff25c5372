using System.Runtime.CompilerServices;

namespace Cajal.Units;

/// <summary>Checks of quantities that a user hands in.</summary>
public static class QuantityChecks
{
    /// <summary>The SI value of a quantity that must have a given dimension; a plain 0 has any.</summary>
    /// <param name="name">What the error calls the quantity; by default the expression as it is written in the call.</param>
    /// <exception cref="ModelException">The dimension differs: "delay: expected s, got 2 mV".</exception>
    public static double Require(this Quantity quantity, Dimension dimension, [CallerArgumentExpression(nameof(quantity))] string name = "") =>
        Quantity.Agrees(quantity.Dimension, dimension, quantity.Si)
            ? quantity.Si
            : throw new ModelException($"{name}: expected {dimension}, got {quantity}{Remedy(quantity, dimension)}");

    /// <summary>The SI values of an array that must have a given dimension; plain zeros have any.</summary>
    /// <param name="name">What the error calls the array; by default the expression as it is written in the call.</param>
    /// <exception cref="ModelException">The dimension differs.</exception>
    public static ReadOnlySpan<double> Require(
        this QuantityArray quantities, Dimension dimension, [CallerArgumentExpression(nameof(quantities))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(quantities);
        if (quantities.Dimension == dimension) { return quantities.AsSpan(); }
        foreach (var value in quantities) { _ = value.Require(dimension, name); }
        return quantities.AsSpan();
    }

    private static string Remedy(Quantity quantity, Dimension dimension) =>
        quantity.Dimension.IsNone && UnitTable.BaseUnitOf(dimension) is { } unit ? $", a plain number; write {quantity} * {unit}, say." : "";
}
