namespace Cajal.Plots;

/// <summary>Synapses gathered by source and target, in blocks of neighbours where a matrix would have more cells than can be seen.</summary>
/// <param name="Counts">Synapses of each block; shape [sources, targets].</param>
/// <param name="Sums">Sum of their values; same shape.</param>
internal sealed record PairMatrix(int Sources, int Targets, int[,] Counts, double[,] Sums)
{
    private const int MostCells = 300;

    public bool IsBinned => Counts.GetLength(0) < Sources || Counts.GetLength(1) < Targets;

    public static PairMatrix Of(ReadOnlySpan<int> sources, ReadOnlySpan<int> targets, ReadOnlySpan<double> values, (int Sources, int Targets) size)
    {
        var (rows, columns) = (Math.Min(size.Sources, MostCells), Math.Min(size.Targets, MostCells));
        PairMatrix matrix = new(size.Sources, size.Targets, new int[rows, columns], new double[rows, columns]);
        for (var k = 0; k < sources.Length; k++)
        {
            var (row, column) = ((int)((long)sources[k] * rows / size.Sources), (int)((long)targets[k] * columns / size.Targets));
            matrix.Counts[row, column]++;
            matrix.Sums[row, column] += values[k];
        }

        return matrix;
    }

    /// <summary>Synapses over pairs of neurons in each block; NaN where there are none.</summary>
    public double[,] PerPair() => Map((row, column) => Counts[row, column] == 0 ? double.NaN
        : (double)Counts[row, column] / (Extent(row, Counts.GetLength(0), Sources) * Extent(column, Counts.GetLength(1), Targets)));

    /// <summary>Mean value of each block; NaN where it has no synapse.</summary>
    public double[,] Means() => Map((row, column) => Sums[row, column] / Counts[row, column]);

    // The neurons whose number times blocks over size rounds down to a block.
    private static long Extent(long block, long blocks, long size) => (((block + 1) * size) + blocks - 1) / blocks - (((block * size) + blocks - 1) / blocks);

    private double[,] Map(Func<int, int, double> of)
    {
        var values = new double[Counts.GetLength(0), Counts.GetLength(1)];
        for (var row = 0; row < values.GetLength(0); row++)
        {
            for (var column = 0; column < values.GetLength(1); column++) { values[row, column] = of(row, column); }
        }

        return values;
    }
}
