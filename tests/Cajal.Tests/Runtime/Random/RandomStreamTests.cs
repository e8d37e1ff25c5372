using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class RandomStreamTests
{
    private const int Draws = 1_000_000;
    private const uint Element = 0xFFFF_FFF0; // so that the element wraps within the first vectors
    private const long Step = 0x1234_5678_9ABC_DEF0;
    private const uint Draw = 7;
    private static readonly RandomStream s_stream = RandomStream.Create(42, 3, 1, 0);

    [Fact]
    public void A_number_takes_53_bits_of_its_block_and_a_short_one_24()
    {
        var (u0, u1, u2, u3) = s_stream.Bits(5, Step, Draw);
        var first = (((u0 >> 5) * 67108864.0) + (u1 >> 6)) / 9007199254740992.0;
        var second = (((u2 >> 5) * 67108864.0) + (u3 >> 6)) / 9007199254740992.0;
        Assert.Equal((first, second), s_stream.Uniforms(5, Step, Draw));
        Assert.Equal(first, s_stream.Uniform(5, Step, Draw));
        Assert.Equal(((u0 >> 8) / 16777216f, (u2 >> 8) / 16777216f), s_stream.UniformsSingle(5, Step, Draw));
    }

    [Fact]
    public void The_address_enters_the_counter_as_element_step_and_draw()
    {
        // Key of (seed, stream, purpose, epoch) and counter (element, step low, step high, draw), put together by hand.
        var (key0, key1, _, _) = Philox.Block(3, 1, 0, 0, 42, 0);
        Assert.Equal(Philox.Block(5, 0x9ABC_DEF0, 0x1234_5678, Draw, key0, key1), s_stream.Bits(5, Step, Draw));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(256)]
    public void Filled_arrays_hold_the_numbers_that_are_asked_for_one_by_one(int count)
    {
        var elements = Enumerable.Range(0, count).Select(i => (i * 7919) % 1000).ToArray();
        var (first, second) = (new double[count], new double[count]);
        s_stream.FillUniform(first, second, Element, Step, Draw);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(s_stream.Uniforms(unchecked(Element + (uint)i), Step, Draw), (first[i], second[i])));
        s_stream.FillUniform(first, second, elements, Step, Draw);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(s_stream.Uniforms((uint)elements[i], Step, Draw), (first[i], second[i])));

        var (firstSingle, secondSingle) = (new float[count], new float[count]);
        s_stream.FillUniform(firstSingle, secondSingle, Element, Step, Draw);
        Assert.All(
            Enumerable.Range(0, count),
            i => Assert.Equal(s_stream.UniformsSingle(unchecked(Element + (uint)i), Step, Draw), (firstSingle[i], secondSingle[i])));
        s_stream.FillUniform(firstSingle, secondSingle, elements, Step, Draw);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(s_stream.UniformsSingle((uint)elements[i], Step, Draw), (firstSingle[i], secondSingle[i])));
    }

    [Fact]
    public void Bits_of_many_elements_are_those_of_each()
    {
        var (first, second) = (new ulong[37], new ulong[37]);
        s_stream.FillBits(first, second, Element, Step, Draw);
        Assert.All(
            Enumerable.Range(0, 37),
            i => Assert.Equal(s_stream.Bits(unchecked(Element + (uint)i), Step, Draw), ((uint)first[i], (uint)(first[i] >> 32), (uint)second[i], (uint)(second[i] >> 32))));
    }

    [Fact]
    public unsafe void Every_vector_width_gives_the_same_bits()
    {
        const int Count = 103;
        var scalar = FilledBy<PhiloxLanes1, ulong>();
        if (Avx2.IsSupported) { Assert.Equal(scalar, FilledBy<PhiloxLanes4, Vector256<ulong>>()); }
        if (Avx512DQ.IsSupported) { Assert.Equal(scalar, FilledBy<PhiloxLanes8, Vector512<ulong>>()); }

        static double[] FilledBy<TLanes, TVector>()
            where TLanes : struct, IPhiloxLanes<TVector>
            where TVector : unmanaged
        {
            var elements = Enumerable.Range(0, Count).Select(i => i * i).ToArray();
            var address = new DrawAddress(0xDEAD_BEEF, 0x0123_4567, Step, Draw);
            var doubles = new double[4 * Count];
            var singles = new float[4 * Count];
            var bits = new ulong[2 * Count];
            fixed (int* list = elements)
            fixed (ulong* b = bits)
            fixed (double* d = doubles)
            fixed (float* f = singles)
            {
                UniformFill.Fill<TLanes, TVector, double>(d, d + Count, Count, new(Element), address);
                UniformFill.Fill<TLanes, TVector, double>(d + (2 * Count), d + (3 * Count), Count, new(list), address);
                UniformFill.Fill<TLanes, TVector, float>(f, f + Count, Count, new(Element), address);
                UniformFill.Fill<TLanes, TVector, float>(f + (2 * Count), f + (3 * Count), Count, new(list), address);
                UniformFill.Fill<TLanes, TVector, ulong>(b, b + Count, Count, new(Element), address);
            }

            return [.. doubles, .. singles, .. bits.SelectMany(word => (double[])[(uint)word, word >> 32])];
        }
    }

    [Fact]
    public void Moments_are_those_of_the_uniform_distribution()
    {
        var (first, second) = Filled(s_stream);
        foreach (var draws in (double[][])[first, second])
        {
            Assert.InRange(draws.Min(), 0, 1);
            Assert.True(draws.Max() < 1);
            // E[u^k] = 1/(k+1) and Var[u^k] = 1/(2k+1) - 1/(k+1)^2; five standard errors (1 in 2 million).
            for (var k = 1; k <= 4; k++)
            {
                var error = Math.Sqrt(((1.0 / (2 * k + 1)) - (1.0 / ((k + 1) * (k + 1)))) / Draws);
                Assert.InRange(draws.Average(u => Math.Pow(u, k)), (1.0 / (k + 1)) - (5 * error), (1.0 / (k + 1)) + (5 * error));
            }
        }
    }

    [Fact]
    public void Draws_pass_the_Kolmogorov_Smirnov_test_over_elements_steps_and_draws()
    {
        const int Count = 100_000;
        Assert.True(KolmogorovSmirnov([.. Filled(s_stream).First.Take(Count)]) > 1e-4);
        Assert.True(KolmogorovSmirnov([.. Enumerable.Range(0, Count).Select(i => s_stream.Uniform(1, i, 0))]) > 1e-4);
        Assert.True(KolmogorovSmirnov([.. Enumerable.Range(0, Count).Select(i => s_stream.Uniform(1, 0, (uint)i))]) > 1e-4);
    }

    [Theory]
    [InlineData(43, 3, 1, 0)]
    [InlineData(42, 4, 1, 0)]
    [InlineData(42, 3, 2, 0)]
    [InlineData(42, 3, 1, 1)]
    [InlineData(42 + (1L << 32), 3, 1, 0)]
    [InlineData(42, 1, 3, 0)]
    public void Streams_that_differ_in_one_part_are_uncorrelated(long seed, uint stream, uint purpose, uint epoch)
    {
        var (first, second) = Filled(s_stream);
        var (otherFirst, otherSecond) = Filled(RandomStream.Create((ulong)seed, stream, purpose, epoch));
        AssertUncorrelated(first, otherFirst);
        AssertUncorrelated(second, otherSecond);
        AssertUncorrelated(first, otherSecond);
    }

    [Fact]
    public void Neighbours_in_element_step_draw_and_place_are_uncorrelated()
    {
        var (first, second) = Filled(s_stream);
        AssertUncorrelated(first, second);
        AssertUncorrelated(first[..^1], first[1..]);
        AssertUncorrelated(first, Filled(s_stream, step: 1).First);
        AssertUncorrelated(first, Filled(s_stream, draw: 1).First);
    }

    // Under independence r * sqrt(n) is standard normal: five of them is 1 in 2 million.
    private static void AssertUncorrelated(double[] a, double[] b)
    {
        var covariance = a.Zip(b, (x, y) => (x - 0.5) * (y - 0.5)).Average();
        Assert.InRange(covariance * 12 * Math.Sqrt(a.Length), -5, 5);
    }

    private static (double[] First, double[] Second) Filled(RandomStream stream, long step = 0, uint draw = 0)
    {
        var (first, second) = (new double[Draws], new double[Draws]);
        stream.FillUniform(first, second, 0, step, draw);
        return (first, second);
    }

    // Probability of a larger distance from the uniform distribution; Stephens' correction makes the limiting form good for any n.
    private static double KolmogorovSmirnov(double[] draws)
    {
        Array.Sort(draws);
        var n = draws.Length;
        var distance = draws.Select((u, i) => Math.Max(((i + 1.0) / n) - u, u - ((double)i / n))).Max();
        var lambda = (Math.Sqrt(n) + 0.12 + (0.11 / Math.Sqrt(n))) * distance;
        return 2 * Enumerable.Range(1, 100).Sum(k => (k % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * k * k * lambda * lambda));
    }
}
