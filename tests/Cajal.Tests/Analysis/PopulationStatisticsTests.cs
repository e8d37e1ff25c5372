using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class PopulationStatisticsTests
{
    // A clock of 10 ms, intervals of 10 and 20 ms in turn, and a silent neuron.
    private static readonly double[][] _trains =
    [
        [.. Enumerable.Range(0, 100).Select(k => k * 0.01)],
        [.. Enumerable.Range(0, 66).Select(k => (k / 2 * 0.03) + (k % 2 * 0.01))],
        [],
    ];

    private static readonly PopulationStatistics _statistics = PopulationStatistics.Of("cells", _trains, 0 * second, 1 * second);

    [Fact]
    public void Rates_count_all_neurons_and_silent_ones_too()
    {
        Assert.Equal((3, 166L), (_statistics.Size, _statistics.Spikes));
        Assert.Equal(166 / 3.0, _statistics.Rate, 1e-12);
        Assert.Equal(1 / 3.0, _statistics.Silent, 1e-12);
    }

    // Of the second neuron: intervals 33 x 10 and 32 x 20 ms; neighbours differ by 10 of 30 ms: CV2 = 2/3, LV = 3/9. The clock has 0 of each.
    [Fact]
    public void Irregularity_is_the_mean_over_neurons_that_have_intervals()
    {
        var (a, b) = (33 * 0.01, 32 * 0.02);
        var mean = (a + b) / 65;
        var cv = Math.Sqrt(((33 * 0.01 * 0.01) + (32 * 0.02 * 0.02)) / 65 - (mean * mean)) / mean;
        Assert.Equal(cv / 2, _statistics.Cv, 1e-9);
        Assert.Equal(1 / 3.0, _statistics.Cv2, 1e-9);
        Assert.Equal(1 / 6.0, _statistics.LocalVariation, 1e-9);
    }

    [Fact]
    public void What_needs_more_time_or_neurons_than_there_are_is_not_a_number()
    {
        var one = PopulationStatistics.Of("one", [[0.001]], 0 * second, 2 * ms);

        Assert.Equal(500, one.Rate, 1e-9);
        Assert.All([one.Cv, one.FanoFactor, one.Correlation, one.Synchrony], v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void A_population_without_neurons_is_refused() =>
        Assert.Equal("'none' has no neurons of which there could be statistics.", Assert.Throws<ModelException>(() => PopulationStatistics.Of("none", [], 0 * second, 1 * second)).Message);
}
