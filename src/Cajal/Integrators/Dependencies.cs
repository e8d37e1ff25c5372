namespace Cajal.Integrators;

/// <summary>Which of n variables follow which, directly or through others.</summary>
internal sealed class Dependencies
{
    private readonly bool[,] _follows;
    private readonly int _count;

    /// <param name="uses">Whether the first variable's equation holds the second variable.</param>
    public Dependencies(int count, Func<int, int, bool> uses)
    {
        (_count, _follows) = (count, new bool[count, count]);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++) { _follows[i, j] = i == j || uses(i, j); }
        }

        // The transitive closure (Warshall 1962).
        for (var via = 0; via < count; via++)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++) { _follows[i, j] |= _follows[i, via] && _follows[via, j]; }
            }
        }
    }

    /// <summary>Whether a variable is another one or follows it.</summary>
    public bool Follows(int variable, int other) => _follows[variable, other];

    /// <summary>The variable and all that it follows, in ascending order: what has to be solved to know it.</summary>
    public int[] ClosureOf(int variable) => [.. Enumerable.Range(0, _count).Where(j => _follows[variable, j])];
}
