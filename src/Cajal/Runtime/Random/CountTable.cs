using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Random;

/// <summary>
/// A distribution of small counts from which whole arrays of bytes are drawn, 16 random bits each: some choose a place of an alias table, the rest is
/// compared with the place's threshold. Where both are equal another 32 bits decide, so probabilities are exact to 2⁻⁴⁸.
/// </summary>
/// <remarks>Bits are those of blocks of eight elements, and all arithmetic is on integers: every vector width draws the same counts.</remarks>
internal sealed unsafe class CountTable
{
    /// <summary>A binomial distribution up to this mean has room in the table.</summary>
    public const double LargestMean = 12;

    /// <summary>Most places: as many as one permutation of 16-bit lanes reaches.</summary>
    private const int Places = 64;
    private const int ElementsOfBlock = 8;

    /// <summary>Elements that are drawn at a time.</summary>
    private const int Piece = 64 * ElementsOfBlock;

    // Numbers of draws that uniform numbers never come to.
    private const uint CountDraw = 1u << 30, TieDraw = 1u << 31;

    /// <summary>Of each place the threshold with the bits of the place below it, 16 bits, and above them the count that is taken otherwise.</summary>
    private readonly uint[] _entries = new uint[Places];
    private readonly uint[] _restOfThresholds = new uint[Places];
    private readonly ushort _first, _placeMask;

    /// <param name="distribution">The distribution: of at most 64 places, and counts up to 255.</param>
    private CountTable(AliasTable distribution)
    {
        var size = distribution.Size;
        if (size > Places) { throw new UnreachableException($"A table of {Places} places for a distribution of {size}"); }
        var placeBits = BitOperations.Log2((uint)size);
        (_first, _placeMask) = ((ushort)distribution.First, (ushort)(size - 1));
        for (var index = 0; index < Places; index++)
        {
            // A table that is smaller is repeated: the bits beyond those of the place belong to the number that is compared.
            var place = index % size;
            var threshold = (ulong)Math.Round(distribution.Thresholds[place] * (1UL << (48 - placeBits)));
            var isFull = threshold >> (48 - placeBits) != 0;
            if (isFull) { threshold--; }
            var alias = isFull ? distribution.First + place : distribution.Aliases[place];
            _entries[index] = (uint)((threshold >> 32) << placeBits) | (uint)place | ((uint)alias << 16);
            _restOfThresholds[index] = (uint)threshold;
        }
    }

    /// <summary>How many of a number of trials succeed.</summary>
    /// <param name="trials">0 or more.</param>
    /// <param name="p">Probability that a trial succeeds, 0 to 1; at most <see cref="LargestMean"/> of the trials in the mean, unless there are no more trials than that.</param>
    public static CountTable Binomial(int trials, double p) => new(AliasTable.Binomial(trials, p));

    /// <summary>Draws the counts of consecutive elements.</summary>
    /// <param name="counts">Room for them.</param>
    /// <param name="count">How many: a multiple of 64.</param>
    /// <param name="firstElement">The first element: a multiple of 8.</param>
    /// <param name="draw">Which draw of the element and step it is.</param>
    [SkipLocalsInit]
    public void Fill(byte* counts, int count, uint firstElement, RandomStream random, long step, uint draw)
    {
        Span<ulong> bits = stackalloc ulong[2 * Piece / ElementsOfBlock];
        var ties = stackalloc int[Piece];
        for (var from = 0; from < count; from += Piece)
        {
            var blocks = Math.Min(Piece, count - from) / ElementsOfBlock;
            var firstOfPiece = firstElement + (uint)from;
            random.FillBits(bits[..blocks], bits.Slice(blocks, blocks), firstOfPiece / ElementsOfBlock, step, CountDraw | draw);
            fixed (ulong* words = bits)
            {
                var even = (ushort*)words;
                var odd = (ushort*)(words + blocks);
                var tied = Avx512BW.IsSupported ? LookUp512(counts + from, even, odd, blocks, ties)
                    : Avx2.IsSupported ? LookUp256(counts + from, even, odd, blocks, ties)
                    : LookUpOneByOne(counts + from, even, odd, blocks, ties);
                for (var k = 0; k < tied; k++)
                {
                    var element = ties[k];
                    var word = ((element & 1) == 0 ? even : odd)[element / 2];
                    var rest = random.Bits(firstOfPiece + (uint)element, step, TieDraw | draw).U0;
                    counts[from + element] = (byte)(rest < _restOfThresholds[word % Places] ? Own(word) : Alias(_entries[word % Places]));
                }
            }
        }
    }

    /// <summary>Looks counts up, those of ties too, whatever they come to; all places at once by permutations of 16-bit lanes.</summary>
    /// <param name="even">Bits of the elements of even numbers.</param>
    /// <param name="odd">Bits of the elements of odd numbers.</param>
    /// <param name="ties">Gets the elements whose bits equal the threshold.</param>
    /// <returns>How many ties there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int LookUp512(byte* counts, ushort* even, ushort* odd, int blocks, int* ties)
    {
        var tied = 0;
        fixed (uint* entries = _entries)
        {
            var (e0, e1, e2, e3) = (Vector512.Load(entries), Vector512.Load(entries + 16), Vector512.Load(entries + 32), Vector512.Load(entries + 48));
            var (thresholdsLow, thresholdsHigh) = (Vector512.Narrow(e0, e1), Vector512.Narrow(e2, e3));
            var (aliasesLow, aliasesHigh) = (Vector512.Narrow(e0 >>> 16, e1 >>> 16), Vector512.Narrow(e2 >>> 16, e3 >>> 16));
            var (mask, first) = (Vector512.Create(_placeMask), Vector512.Create(_first));
            for (var at = 0; at < 4 * blocks; at += Vector512<ushort>.Count)
            {
                var (a, b) = (Vector512.Load(even + at), Vector512.Load(odd + at));
                var (thresholdOfA, thresholdOfB) = (Avx512BW.PermuteVar32x16x2(thresholdsLow, a, thresholdsHigh), Avx512BW.PermuteVar32x16x2(thresholdsLow, b, thresholdsHigh));
                var ofA = Vector512.ConditionalSelect(Vector512.LessThan(a, thresholdOfA), (a & mask) + first, Avx512BW.PermuteVar32x16x2(aliasesLow, a, aliasesHigh));
                var ofB = Vector512.ConditionalSelect(Vector512.LessThan(b, thresholdOfB), (b & mask) + first, Avx512BW.PermuteVar32x16x2(aliasesLow, b, aliasesHigh));
                (ofA | (ofB << 8)).AsByte().Store(counts + (2 * at));
                tied = AddTies(ties, tied, Vector512.Equals(a, thresholdOfA).ExtractMostSignificantBits(), 2 * at);
                tied = AddTies(ties, tied, Vector512.Equals(b, thresholdOfB).ExtractMostSignificantBits(), (2 * at) + 1);
            }
        }

        return tied;
    }

    /// <summary>As <see cref="LookUp512"/>, by gathers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int LookUp256(byte* counts, ushort* even, ushort* odd, int blocks, int* ties)
    {
        var tied = 0;
        fixed (uint* entries = _entries)
        {
            var (places, low, mask, first) = (Vector256.Create(Places - 1), Vector256.Create((int)ushort.MaxValue), Vector256.Create((int)_placeMask), Vector256.Create((int)_first));
            for (var at = 0; at < 4 * blocks; at += Vector256<int>.Count)
            {
                var (a, b) = (Avx2.ConvertToVector256Int32(even + at), Avx2.ConvertToVector256Int32(odd + at));
                var (entryOfA, entryOfB) = (Avx2.GatherVector256((int*)entries, a & places, sizeof(int)), Avx2.GatherVector256((int*)entries, b & places, sizeof(int)));
                var (thresholdOfA, thresholdOfB) = (entryOfA & low, entryOfB & low);
                var ofA = Vector256.ConditionalSelect(Vector256.LessThan(a, thresholdOfA), (a & mask) + first, entryOfA >>> 16);
                var ofB = Vector256.ConditionalSelect(Vector256.LessThan(b, thresholdOfB), (b & mask) + first, entryOfB >>> 16);
                var both = (ofA | (ofB << 8)).AsUInt32();
                Vector128.Narrow(both.GetLower(), both.GetUpper()).AsByte().Store(counts + (2 * at));
                tied = AddTies(ties, tied, Vector256.Equals(a, thresholdOfA).ExtractMostSignificantBits(), 2 * at);
                tied = AddTies(ties, tied, Vector256.Equals(b, thresholdOfB).ExtractMostSignificantBits(), (2 * at) + 1);
            }
        }

        return tied;
    }

    /// <summary>As <see cref="LookUp512"/>, on any machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int LookUpOneByOne(byte* counts, ushort* even, ushort* odd, int blocks, int* ties)
    {
        var tied = 0;
        for (var element = 0; element < ElementsOfBlock * blocks; element++)
        {
            var word = ((element & 1) == 0 ? even : odd)[element / 2];
            var entry = _entries[word % Places];
            var (own, alias) = (Own(word), Alias(entry));

            // No branch, which would be guessed wrong half of the time: all bits are set where the own count is meant.
            var isOwn = (word - (ushort)entry) >> 31;
            counts[element] = (byte)(alias ^ ((own ^ alias) & isOwn));
            if (word == (ushort)entry) { ties[tied++] = element; }
        }

        return tied;
    }

    private static int Alias(uint entry) => (int)(entry >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AddTies(int* ties, int tied, ulong equal, int firstElement)
    {
        for (; equal != 0; equal &= equal - 1) { ties[tied++] = firstElement + (2 * BitOperations.TrailingZeroCount(equal)); }
        return tied;
    }

    private int Own(ushort word) => _first + (word & _placeMask);
}
