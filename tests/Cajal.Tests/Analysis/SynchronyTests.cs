namespace Cajal.Tests.Analysis;

public sealed class SynchronyTests
{
    [Fact]
    public void Members_that_do_the_same_have_synchrony_1() => Assert.Equal(1, Synchrony.Chi([[0, 1, 4], [10, 11, 14]]), 1e-12);

    [Fact]
    public void Members_that_do_the_opposite_have_none() => Assert.Equal(0, Synchrony.Chi([[0, 1, 0], [1, 0, 1]]), 1e-12);

    // Two members in quadrature over a whole period: the mean has half of the variance of each.
    [Fact]
    public void Two_members_a_quarter_of_a_period_apart_have_the_root_of_a_half() =>
        Assert.Equal(Math.Sqrt(0.5), Synchrony.Chi([Wave(Math.Sin), Wave(Math.Cos)]), 1e-12);

    [Fact]
    public void Traces_of_different_lengths_are_refused() =>
        Assert.Contains("one has 2 samples and another 3", Assert.Throws<ModelException>(() => Synchrony.Chi([[0, 1], [0, 1, 2]])).Message, StringComparison.Ordinal);

    [Fact]
    public void No_traces_are_refused() => Assert.Contains("there are none", Assert.Throws<ModelException>(() => Synchrony.Chi([])).Message, StringComparison.Ordinal);

    private static double[] Wave(Func<double, double> wave) => [.. Enumerable.Range(0, 100).Select(k => wave(2 * Math.PI * k / 100))];
}
