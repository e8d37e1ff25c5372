namespace Cajal.Runtime.Random;

/// <summary>
/// Philox4x32-10, a bijection of 128-bit counters chosen by a 64-bit key whose outputs pass as independent random numbers.
/// Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3 (SC'11, section 4).
/// </summary>
internal static class Philox
{
    /// <summary>Applications of the round function.</summary>
    public const int Rounds = 10;

    /// <summary>Multiplier of word 0.</summary>
    public const uint Multiplier0 = 0xD2511F53;

    /// <summary>Multiplier of word 2.</summary>
    public const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>What a round adds to the first word of the key: the golden ratio.</summary>
    public const uint Weyl0 = 0x9E3779B9;

    /// <summary>What a round adds to the second word of the key: the square root of 3, less 1.</summary>
    public const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four words of 32 random bits for a counter and a key.</summary>
    public static (uint U0, uint U1, uint U2, uint U3) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)Multiplier0 * c0;
            var p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ key0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ key1, (uint)p0);
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (c0, c1, c2, c3);
    }
}
