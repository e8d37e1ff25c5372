namespace Cajal.Conformance;

/// <summary>Agreement within the rounding of a number of operations.</summary>
internal static class Agreement
{
    /// <summary>Greatest relative error of one rounding.</summary>
    public static double Rounding(Precision precision) => Math.ScaleB(1, precision == Precision.Double ? -53 : -24);

    /// <summary>Asserts that a value differs from the exact one by no more than that many roundings of it.</summary>
    public static void Close(double exact, double value, Precision precision, int operations) =>
        Assert.True(
            Math.Abs(value - exact) <= operations * Rounding(precision) * Math.Abs(exact),
            FormattableString.Invariant($"expected {exact:R} within {operations} roundings, got {value:R}"));

    /// <summary>The same for each of several values.</summary>
    public static void Close(IReadOnlyList<double> exact, IReadOnlyList<double> values, Precision precision, int operations)
    {
        Assert.Equal(exact.Count, values.Count);
        for (var k = 0; k < exact.Count; k++) { Close(exact[k], values[k], precision, operations); }
    }
}
