namespace Cajal.Runtime.Random;

/// <summary>
/// Selects a fixed number of a row's columns, each set of that many with the same probability, in ascending order.
/// Bentley and Floyd 1987, A sample of brilliance (Communications of the ACM 30, 754).
/// </summary>
/// <remarks>A row depends only on the stream and its own number, never on other rows.</remarks>
internal sealed class SampleRow(RandomStream stream)
{
    private readonly HashSet<long> _taken = [];
    private readonly List<long> _chosen = [];

    /// <summary>The chosen columns of a row, valid until the next is asked for.</summary>
    /// <param name="count">Number of columns.</param>
    /// <param name="size">How many to choose, at most <paramref name="count"/>.</param>
    public List<long> Choose(uint row, long count, int size)
    {
        _taken.Clear();
        _chosen.Clear();
        for (var last = count - size; last < count; last++)
        {
            var column = (long)(stream.Uniform(row, last, 0) * (last + 1));
            var chosen = _taken.Add(column) ? column : last;
            _taken.Add(chosen);
            _chosen.Add(chosen);
        }

        _chosen.Sort();
        return _chosen;
    }
}
