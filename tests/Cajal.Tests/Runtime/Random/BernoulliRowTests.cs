using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class BernoulliRowTests
{
    private static readonly RandomStream s_stream = RandomStream.Create(42, 0, 0, 0);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Counts_of_rows_have_the_binomial_mean_and_variance(double probability)
    {
        const int Rows = 4000, Columns = 1000;
        var counts = Enumerable.Range(0, Rows).Select(row => (double)Selected((uint)row, probability, Columns).Count).ToArray();

        var variance = Columns * probability * (1 - probability);
        var mean = counts.Average();
        var meanError = Math.Sqrt(variance / Rows);
        Assert.InRange(mean, (Columns * probability) - (5 * meanError), (Columns * probability) + (5 * meanError));
        // The variance of a sample variance is s^4 (2 + excess kurtosis) / n; the binomial's excess is (1 - 6p(1-p)) / s^2.
        var excess = (1 - (6 * probability * (1 - probability))) / variance;
        var relative = Math.Sqrt((2 + excess) / Rows);
        Assert.InRange(counts.Sum(c => (c - mean) * (c - mean)) / (Rows - 1) / variance, 1 - (5 * relative), 1 + (5 * relative));
    }

    [Fact]
    public void Every_column_is_as_likely_as_any_other_and_independent_of_its_neighbour()
    {
        const int Rows = 100_000, Columns = 10;
        const double Probability = 0.3;
        var hits = new int[Columns];
        var pairs = 0;
        for (var row = 0; row < Rows; row++)
        {
            var selected = Selected((uint)row, Probability, Columns);
            foreach (var column in selected) { hits[column]++; }
            pairs += selected.Zip(selected.Skip(1)).Count(p => p.Second == p.First + 1);
        }

        // Chi-square of 10 independent binomials: 10 degrees of freedom, 1 in 10 million above 52.
        Assert.InRange(hits.Sum(h => Math.Pow(h - (Rows * Probability), 2) / (Rows * Probability * (1 - Probability))), 0, 52);
        // Nine neighbouring pairs a row, each both selected with p^2; pairs that share a column covary by p^3 - p^4.
        var variance = Rows * ((9 * (0.09 - 0.0081)) + (2 * 8 * (0.027 - 0.0081)));
        Assert.InRange((pairs - (Rows * 9 * 0.09)) / Math.Sqrt(variance), -5, 5);
    }

    [Fact]
    public void Probability_zero_selects_none_and_one_selects_all()
    {
        Assert.Empty(Selected(0, 0, 100));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), Selected(0, 1, 100));
    }

    [Fact]
    public void A_vanishing_probability_ends_the_row_and_does_not_overflow()
    {
        Assert.Empty(Selected(0, 1e-300, long.MaxValue));
        Assert.Empty(Selected(0, 0.5, 0));
    }

    [Fact]
    public void Columns_ascend_and_a_row_is_the_same_however_long_it_is_asked_for()
    {
        var longer = Selected(7, 0.1, 1000);
        Assert.Equal(longer.Distinct().Order(), longer);
        Assert.Equal(longer.Where(c => c < 400), Selected(7, 0.1, 400));
        Assert.NotEqual(longer, Selected(8, 0.1, 1000));
    }

    private static List<long> Selected(uint row, double probability, long count)
    {
        var sampler = new BernoulliRow(s_stream, row, probability);
        List<long> columns = [];
        for (long column = -1; sampler.Next(ref column, count);) { columns.Add(column); }
        return columns;
    }
}
