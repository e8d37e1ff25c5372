namespace Cajal.Ir;

/// <summary>The layout of a real number in memory (IEEE 754 binary64 or binary32).</summary>
/// <param name="FractionBits">Bits after the leading one.</param>
/// <param name="ExponentBias">What is added to an exponent when it is stored.</param>
internal sealed record RealFormat(int FractionBits, int ExponentBias)
{
    public static RealFormat Of(Precision precision) => precision == Precision.Double ? new(52, 1023) : new(23, 127);

    /// <summary>Smallest number with all its bits.</summary>
    public double SmallestNormal { get; } = Math.ScaleB(1, 1 - ExponentBias);

    /// <summary>A number so large that adding it rounds to the nearest integer and leaves that integer in the lowest bits of the sum.</summary>
    public double RoundingShift { get; } = Math.ScaleB(1.5, FractionBits);

    /// <summary>The bits of 1.0.</summary>
    public long One { get; } = (long)ExponentBias << FractionBits;
}
