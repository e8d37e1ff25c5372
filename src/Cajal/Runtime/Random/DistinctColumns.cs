using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cajal.Runtime.Random;

/// <summary>
/// Chooses columns of a row, none twice, each set of that many with the same probability: columns are drawn and marked in a bitmap until there are enough
/// of them, and then read off in ascending order. No logarithm, no sorting: some 2 ns a column, on every machine the same ones.
/// </summary>
internal static class DistinctColumns
{
    private const int WordsOfLine = 8, BitsOfLine = 64 * WordsOfLine;

    // All zero between the calls.
    [ThreadStatic]
    private static ulong[]? t_marks;

    /// <summary>Chooses as many columns as there is room for.</summary>
    /// <param name="row">The row, whose random words are used.</param>
    /// <param name="count">Number of columns to choose from, at least as many as are chosen.</param>
    /// <param name="columns">Gets the columns, ascending.</param>
    [SkipLocalsInit]
    public static void Choose(RandomStream stream, uint row, int count, Span<int> columns)
    {
        if (columns.IsEmpty) { return; }
        if (columns.Length > count) { throw new UnreachableException($"{columns.Length} different columns of {count}"); }
        var size = (int)(((uint)count + BitsOfLine - 1) / BitsOfLine) * WordsOfLine;
        if (t_marks is not { } held || held.Length < size) { t_marks = held = new ulong[BitOperations.RoundUpToPowerOf2((uint)size)]; }
        ref var marks = ref MemoryMarshal.GetArrayDataReference(held);
        RowWords words = new(stream, row, stackalloc ulong[RowWords.BufferSize]);

        // Of more than half of the columns, those that are left out are fewer.
        if (columns.Length <= count / 2)
        {
            Mark(ref marks, ref words, count, columns.Length);
        }
        else
        {
            Mark(ref marks, ref words, count, count - columns.Length);
            Invert(held.AsSpan(0, size), count);
        }

        Read(ref marks, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark(ref ulong marks, ref RowWords words, int count, int missing)
    {
        while (missing > 0)
        {
            foreach (var word in words.Next(missing))
            {
                var column = RowWords.Below(count, word);
                ref var mark = ref Unsafe.Add(ref marks, (nint)(uint)column >> 6);
                missing -= (int)(~(mark >> column) & 1);
                mark |= 1UL << column;
            }
        }
    }

    private static void Invert(Span<ulong> marks, int count)
    {
        for (var at = 0; at < marks.Length; at++)
        {
            var left = Math.Clamp(count - ((long)at * 64), 0, 64);
            marks[at] = left == 64 ? ~marks[at] : ~marks[at] & ((1UL << (int)left) - 1);
        }
    }

    /// <summary>Reads the marked columns off, as many as there are marks, and clears the marks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read(ref ulong marks, Span<int> columns)
    {
        var k = 0;
        ref var next = ref MemoryMarshal.GetReference(columns);
        for (nint line = 0; k < columns.Length; line += WordsOfLine)
        {
            var marked = ~Vector512.Equals(Vector512.LoadUnsafe(ref marks, (nuint)line), Vector512<ulong>.Zero).ExtractMostSignificantBits() & ((1 << WordsOfLine) - 1);
            for (; marked != 0; marked &= marked - 1)
            {
                var at = line + BitOperations.TrailingZeroCount(marked);
                var word = Unsafe.Add(ref marks, at);
                var (first, end) = ((int)at * 64, k + BitOperations.PopCount(word));

                // Four at once, whether there are four or fewer, since a guess how many is often wrong. What is too much is overwritten.
                while (k < end && k + 4 <= columns.Length)
                {
                    for (var copy = 0; copy < 4; copy++)
                    {
                        Unsafe.Add(ref next, k + copy) = first + BitOperations.TrailingZeroCount(word);
                        word &= word - 1;
                    }

                    k += 4;
                }

                for (; word != 0; word &= word - 1) { Unsafe.Add(ref next, k++) = first + BitOperations.TrailingZeroCount(word); }
                k = end;
            }

            Vector512<ulong>.Zero.StoreUnsafe(ref marks, (nuint)line);
        }
    }
}
