using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>A weight as the 16 high bits of a float (sign, 8 bits of exponent, 8 binary digits), in a word whose low half is the target.</summary>
internal static class CompactWeight
{
    private const uint Weight = 0xFFFF_0000;

    /// <summary>Digits of a double that are rounded off: of 52 behind the first, 7 stay.</summary>
    private const int Dropped = 45;

    /// <summary>The nearest weight, of two that are as near the even one, with target 0.</summary>
    public static uint WordOf(double weight)
    {
        var bits = BitConverter.DoubleToUInt64Bits(weight);
        bits += (1UL << (Dropped - 1)) - 1 + ((bits >> Dropped) & 1);
        var rounded = double.IsNaN(weight) ? double.NaN : BitConverter.UInt64BitsToDouble(bits & (ulong.MaxValue << Dropped));
        return BitConverter.SingleToUInt32Bits((float)rounded) & Weight;
    }

    /// <summary>The weight of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(uint word) => BitConverter.UInt32BitsToSingle(word & Weight);
}
