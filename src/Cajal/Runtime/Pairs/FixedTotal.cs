using Cajal.Runtime.Random;

namespace Cajal.Runtime.Pairs;

/// <summary>A fixed number of random pairs: how many each source has is drawn first, by parting the total again and again, then its targets.</summary>
internal sealed class FixedTotal : PairRows
{
    private readonly RandomStream _random;
    private readonly bool _multapses;

    /// <param name="total">Number of pairs.</param>
    /// <param name="multapses">Whether a pair may be drawn several times; otherwise there must be enough pairs.</param>
    /// <param name="threads">How many threads may work at it.</param>
    public FixedTotal(PairGrid grid, long total, bool multapses, RandomStream random, int threads)
        : base(grid, new Parting(grid, multapses, random, threads).Of(total)) => (_random, _multapses) = (random, multapses);

    public override PairRule Rule => new(nameof(FixedTotal), Count, _multapses, _random);

    protected override void Choose(int row, Span<int> positions)
    {
        RandomColumns.Choose(_random, (uint)row, Grid.AllowedOf(row), _multapses, positions);
        Grid.StepOver(row, positions);
    }

    /// <summary>Parts a number of pairs among the rows: half of the rows get a binomial part of it, or a hypergeometric one where no pair is drawn twice.</summary>
    private sealed class Parting
    {
        private const int RowsOfThread = 1024;
        private readonly long[] _pairsBefore;
        private readonly bool _multapses;
        private readonly RandomStream _random;
        private readonly int _threads;
        private readonly int[] _counts;

        public Parting(PairGrid grid, bool multapses, RandomStream random, int threads)
        {
            (_multapses, _random, _threads) = (multapses, random, threads);
            _counts = new int[grid.Sources.Count];
            _pairsBefore = new long[_counts.Length + 1];
            for (var row = 0; row < _counts.Length; row++) { _pairsBefore[row + 1] = _pairsBefore[row] + grid.AllowedOf(row); }
        }

        public int[] Of(long total)
        {
            Part(0, _counts.Length, total);
            return _counts;
        }

        private void Part(int first, int rows, long total)
        {
            if (rows == 1)
            {
                _counts[first] = checked((int)total);
                return;
            }

            if (total == 0) { return; }
            var half = rows / 2;
            var (u, v) = _random.Uniforms((uint)first, rows, 0);
            var (pairs, pairsOfHalf) = (_pairsBefore[first + rows] - _pairsBefore[first], _pairsBefore[first + half] - _pairsBefore[first]);
            var part = (long)(_multapses ? CountDraws.Binomial(total, (double)pairsOfHalf / pairs, u, v) : CountDraws.Hypergeometric(total, pairsOfHalf, pairs, u));
            if (_threads > 1 && rows > RowsOfThread)
            {
                Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = _threads }, () => Part(first, half, part), () => Part(first + half, rows - half, total - part));
            }
            else
            {
                Part(first, half, part);
                Part(first + half, rows - half, total - part);
            }
        }
    }
}
