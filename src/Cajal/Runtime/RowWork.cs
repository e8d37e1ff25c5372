namespace Cajal.Runtime;

/// <summary>Work on many rows before a run, where each row is worked at alone: threads take pieces of neighbouring rows.</summary>
internal static class RowWork
{
    private const int PiecesOfThread = 16;

    /// <summary>Works at all rows.</summary>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="work">Works at the rows from the first to one before the second number.</param>
    public static void Share(int rows, int threads, Action<int, int> work)
    {
        if (threads == 1)
        {
            work(0, rows);
            return;
        }

        var pieces = Math.Min(rows, threads * PiecesOfThread);
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece =>
            work((int)((long)rows * piece / pieces), (int)((long)rows * (piece + 1) / pieces)));
    }
}
