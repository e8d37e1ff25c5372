using System.Runtime.Intrinsics.X86;
using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class CountTableTests
{
    private static readonly RandomStream s_stream = RandomStream.Create(42, 0, 0, 0);

    /// <summary>Numbers of trials and probabilities, from one place of the table to all of them.</summary>
    public static TheoryData<int, double> Distributions => new()
    {
        { 0, 0.5 }, { 1, 0 }, { 1, 0.001 }, { 1, 0.5 }, { 5, 1 }, { 7, 0.3 }, { 13, 0.95 }, { 1000, 0.002 }, { 100_000, 0.00005 }, { 1_000_000, 0.000012 }, { 200, 0.06 },
    };

    // Oracle: the definition. 48 bits choose a place and are compared with its threshold: 16 of a block of eight elements, and 32 of the element's own,
    // which change the count where the first bits equal those of the threshold.
    [Theory, MemberData(nameof(Distributions))]
    public void A_count_is_found_by_48_bits_of_its_element(int trials, double p)
    {
        const int Count = 3 * 512 * 64, First = 64 * 100;
        var table = AliasTable.Binomial(trials, p);
        var placeBits = System.Numerics.BitOperations.Log2((uint)table.Size);
        var drawn = Drawn(CountTable.Binomial(trials, p), Count, First, step: 12);
        for (var k = 0; k < Count; k++)
        {
            var element = (uint)(First + k);
            var (u0, u1, u2, u3) = s_stream.Bits(element / 8, 12, (1u << 30) | 3);
            var pair = (element % 8) switch { 0 or 2 => u0, 4 or 6 => u1, 1 or 3 => u2, _ => u3 };
            var bits = (pair >> (element % 4 < 2 ? 0 : 16)) & 0xFFFF;
            var place = (int)(bits & (uint)(table.Size - 1));
            var number = ((ulong)(bits >> placeBits) << 32) | s_stream.Bits(element, 12, (1u << 31) | 3).U0;
            var expected = number < Math.Round(table.Thresholds[place] * Math.Pow(2, 48 - placeBits)) ? table.First + place : table.Aliases[place];
            Assert.Equal(expected, drawn[k]);
        }
    }

    [Theory, MemberData(nameof(Distributions))]
    public unsafe void Vectors_look_up_what_is_looked_up_one_by_one(int trials, double p)
    {
        var table = CountTable.Binomial(trials, p);
        var bits = new ulong[128];
        s_stream.FillBits(bits.AsSpan(0, 64), bits.AsSpan(64), 0, 0, 0);
        var oneByOne = LookedUp(table.LookUpOneByOne);
        if (Avx2.IsSupported) { Assert.Equal(oneByOne, LookedUp(table.LookUp256)); }
        if (Avx512BW.IsSupported) { Assert.Equal(oneByOne, LookedUp(table.LookUp512)); }

        int[] LookedUp(LookUp lookUp)
        {
            var (counts, ties) = (new byte[512], new int[512]);
            fixed (ulong* words = bits)
            fixed (byte* c = counts)
            fixed (int* t = ties)
            {
                var tied = lookUp(c, (ushort*)words, (ushort*)(words + 64), 64, t);
                return [.. counts, .. ties[..tied].Order()];
            }
        }
    }

    private unsafe delegate int LookUp(byte* counts, ushort* even, ushort* odd, int blocks, int* ties);

    // Oracle: binomial mean and variance, within five standard deviations of their estimates, and no correlation of neighbours.
    [Theory, MemberData(nameof(Distributions))]
    public void Counts_have_the_mean_and_variance_of_the_distribution_and_are_independent(int trials, double p)
    {
        const int Count = 1 << 20;
        var counts = Drawn(CountTable.Binomial(trials, p), Count, 0, step: 1);
        var (mean, variance) = (trials * p, trials * p * (1 - p));
        var error = 5 / Math.Sqrt(Count);
        Assert.InRange(counts.Average(k => (double)k) - mean, -error * Math.Sqrt(variance), error * Math.Sqrt(variance));
        var spread = error * Math.Sqrt((2 * variance * variance) + variance);
        Assert.InRange(counts.Average(k => (k - mean) * (k - mean)) - variance, -spread, spread);
        for (var lag = 1; lag <= 8; lag++)
        {
            Assert.InRange(Enumerable.Range(0, Count - 8).Average(k => (counts[k] - mean) * (counts[k + lag] - mean)), -error * variance, error * variance);
        }
    }

    [Fact]
    public void Counts_belong_to_the_element_the_step_and_the_draw()
    {
        var table = CountTable.Binomial(1000, 0.002);
        var all = Drawn(table, 1024, 0, 5);
        Assert.Equal(all[192..384], Drawn(table, 192, 192, 5));
        Assert.NotEqual(all, Drawn(table, 1024, 0, 6));
        Assert.NotEqual(all, Drawn(table, 1024, 0, 5, draw: 4));
    }

    [Fact]
    public void Every_distribution_up_to_the_largest_mean_has_room()
    {
        for (var trials = 1; trials < 100_000; trials += 1 + (trials / 10))
        {
            CountTable.Binomial(trials, Math.Min(1, CountTable.LargestMean / trials));
        }
    }

    private static unsafe byte[] Drawn(CountTable table, int count, uint first, long step, uint draw = 3)
    {
        var counts = new byte[count];
        fixed (byte* start = counts) { table.Fill(start, count, first, s_stream, step, draw); }
        return counts;
    }
}
