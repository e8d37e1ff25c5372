namespace Cajal.Runtime.Random;

/// <summary>
/// What Philox needs of a vector: 64-bit lanes that carry a 32-bit word in their low half. The high half is never read, and holds anything.
/// Every width does the same integer arithmetic and exact conversions, so all give the same bits.
/// </summary>
internal unsafe interface IPhiloxLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same word in every lane.</summary>
    static abstract TVector All(uint word);

    /// <summary>first, first+1, first+2, ...</summary>
    static abstract TVector Consecutive(uint first);

    /// <summary>The next <see cref="Count"/> words of a list.</summary>
    static abstract TVector Listed(int* words);

    /// <summary>64-bit products of the words.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>The high half of each lane as its word.</summary>
    static abstract TVector HighHalf(TVector a);

    /// <summary>Exclusive or of all three.</summary>
    static abstract TVector Xor(TVector a, TVector b, TVector c);

    /// <summary>Writes doubles of 53 bits in [0, 1): 27 from the first word, 26 from the second.</summary>
    static abstract void StoreUniform(TVector u0, TVector u1, double* destination);

    /// <summary>Writes floats of 24 bits in [0, 1).</summary>
    static abstract void StoreUniform(TVector u, float* destination);

    /// <summary>Writes both words, the first in the low half.</summary>
    static abstract void StoreBits(TVector u0, TVector u1, ulong* destination);
}

/// <summary>How words become numbers; each step is exact.</summary>
internal static class UniformBits
{
    public const int HighShift = 21, LowShift = 6, SingleShift = 8;
    public const ulong HighMask = ((1UL << 27) - 1) << 26, LowMask = (1UL << 26) - 1, SingleMask = (1UL << 24) - 1;
    public const double DoubleScale = 1.0 / (1UL << 53);
    public const float SingleScale = 1.0f / (1 << 24);

    public static double ToDouble(ulong u0, ulong u1) => (((u0 << HighShift) & HighMask) | ((u1 >> LowShift) & LowMask)) * DoubleScale;

    public static float ToSingle(ulong u) => (int)((u >> SingleShift) & SingleMask) * SingleScale;
}
