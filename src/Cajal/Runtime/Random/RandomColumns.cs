using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Random;

/// <summary>Chooses columns of a row, as many as there is room for.</summary>
internal static class RandomColumns
{
    /// <summary>Chooses columns at random.</summary>
    /// <param name="row">The row, whose random words are used.</param>
    /// <param name="count">Number of columns to choose from; without repetition at least as many as are chosen.</param>
    /// <param name="repeatedly">Whether a column may be chosen several times. Then they come in the order in which they are drawn, otherwise ascending.</param>
    /// <param name="columns">Gets the columns.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Choose(RandomStream stream, uint row, int count, bool repeatedly, Span<int> columns)
    {
        if (!repeatedly)
        {
            DistinctColumns.Choose(stream, row, count, columns);
            return;
        }

        RowWords words = new(stream, row, stackalloc ulong[RowWords.BufferSize]);
        while (!columns.IsEmpty)
        {
            var next = words.Next(columns.Length);
            for (var k = 0; k < next.Length; k++) { columns[k] = RowWords.Below(count, next[k]); }
            columns = columns[next.Length..];
        }
    }
}
