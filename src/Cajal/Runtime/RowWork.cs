using System.Runtime.ExceptionServices;

namespace Cajal.Runtime;

/// <summary>Work on many rows before a run, where each row is worked at alone: threads take pieces of neighbouring rows.</summary>
internal static class RowWork
{
    private const int PiecesOfThread = 16;

    /// <summary>Works at all rows.</summary>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="work">Works at the rows from the first to one before the second number.</param>
    /// <exception cref="Exception">That of a piece of the work that failed.</exception>
    public static void Share(int rows, int threads, Action<int, int> work)
    {
        if (threads == 1)
        {
            work(0, rows);
            return;
        }

        var pieces = Math.Min(rows, threads * PiecesOfThread);
        Share(pieces, threads, () => 0, (_, piece) => work((int)((long)rows * piece / pieces), (int)((long)rows * (piece + 1) / pieces)));
    }

    /// <summary>Works at pieces of different size.</summary>
    /// <param name="newBench">Makes what a thread works with.</param>
    /// <param name="work">Works at a piece.</param>
    /// <exception cref="Exception">That of a piece that failed.</exception>
    public static void Share<TBench>(int pieces, int threads, Func<TBench> newBench, Action<TBench, int> work)
    {
        try
        {
            Parallel.For(
                0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, newBench,
                (piece, _, bench) =>
                {
                    work(bench, piece);
                    return bench;
                },
                _ => { });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
