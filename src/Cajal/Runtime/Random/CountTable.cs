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

    private readonly ushort[] _thresholds = new ushort[Places], _aliases = new ushort[Places];
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
            _thresholds[index] = (ushort)(((threshold >> 32) << placeBits) | (uint)place);
            _restOfThresholds[index] = (uint)threshold;
            _aliases[index] = (ushort)(isFull ? distribution.First + place : distribution.Aliases[place]);
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
                var tied = Avx512BW.IsSupported
                    ? LookUpVectors(counts + from, even, odd, blocks, ties)
                    : LookUpOneByOne(counts + from, even, odd, blocks, ties);
                for (var k = 0; k < tied; k++)
                {
                    var element = ties[k];
                    var word = ((element & 1) == 0 ? even : odd)[element / 2];
                    var rest = random.Bits(firstOfPiece + (uint)element, step, TieDraw | draw).U0;
                    counts[from + element] = (byte)(rest < _restOfThresholds[word % Places] ? Own(word) : _aliases[word % Places]);
                }
            }
        }
    }

    /// <summary>Looks counts up, those of ties too, whatever they come to.</summary>
    /// <param name="even">Bits of the elements of even numbers.</param>
    /// <param name="odd">Bits of the elements of odd numbers.</param>
    /// <param name="ties">Gets the elements whose bits equal the threshold.</param>
    /// <returns>How many ties there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int LookUpVectors(byte* counts, ushort* even, ushort* odd, int blocks, int* ties)
    {
        var tied = 0;
        fixed (ushort* thresholds = _thresholds, aliases = _aliases)
        {
            var (thresholdsLow, thresholdsHigh) = (Vector512.Load(thresholds), Vector512.Load(thresholds + Vector512<ushort>.Count));
            var (aliasesLow, aliasesHigh) = (Vector512.Load(aliases), Vector512.Load(aliases + Vector512<ushort>.Count));
            var (mask, first) = (Vector512.Create(_placeMask), Vector512.Create(_first));
            for (var at = 0; at < 4 * blocks; at += Vector512<ushort>.Count)
            {
                var (a, b) = (Vector512.Load(even + at), Vector512.Load(odd + at));
                var (thresholdOfA, thresholdOfB) = (Avx512BW.PermuteVar32x16x2(thresholdsLow, a, thresholdsHigh), Avx512BW.PermuteVar32x16x2(thresholdsLow, b, thresholdsHigh));
                var ofA = Vector512.ConditionalSelect(Vector512.LessThan(a, thresholdOfA), (a & mask) + first, Avx512BW.PermuteVar32x16x2(aliasesLow, a, aliasesHigh));
                var ofB = Vector512.ConditionalSelect(Vector512.LessThan(b, thresholdOfB), (b & mask) + first, Avx512BW.PermuteVar32x16x2(aliasesLow, b, aliasesHigh));
                (ofA | (ofB << 8)).AsByte().Store(counts + (2 * at));

                for (var equal = Vector512.Equals(a, thresholdOfA).ExtractMostSignificantBits(); equal != 0; equal &= equal - 1)
                {
                    ties[tied++] = 2 * (at + BitOperations.TrailingZeroCount(equal));
                }

                for (var equal = Vector512.Equals(b, thresholdOfB).ExtractMostSignificantBits(); equal != 0; equal &= equal - 1)
                {
                    ties[tied++] = (2 * (at + BitOperations.TrailingZeroCount(equal))) + 1;
                }
            }
        }

        return tied;
    }

    /// <summary>As <see cref="LookUpVectors"/>, on any machine.</summary>
    internal int LookUpOneByOne(byte* counts, ushort* even, ushort* odd, int blocks, int* ties)
    {
        var tied = 0;
        for (var element = 0; element < ElementsOfBlock * blocks; element++)
        {
            var word = ((element & 1) == 0 ? even : odd)[element / 2];
            var threshold = _thresholds[word % Places];
            counts[element] = (byte)(word < threshold ? Own(word) : _aliases[word % Places]);
            if (word == threshold) { ties[tied++] = element; }
        }

        return tied;
    }

    private int Own(ushort word) => _first + (word & _placeMask);
}
