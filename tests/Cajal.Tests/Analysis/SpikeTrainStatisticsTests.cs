namespace Cajal.Tests.Analysis;

public sealed class SpikeTrainStatisticsTests
{
    [Fact]
    public void Intervals_are_the_times_between_spikes() => Assert.Equal([1, 2, 4], SpikeTrainStatistics.Intervals([0.0, 1, 3, 7]));

    [Fact]
    public void A_train_of_one_spike_has_no_interval_and_no_variation()
    {
        Assert.Empty(SpikeTrainStatistics.Intervals([0.5]));
        Assert.Equal(double.NaN, SpikeTrainStatistics.IntervalCv([0.5, 1]));
    }

    // Intervals 1 and 3: mean 2, standard deviation of the population 1.
    [Fact]
    public void The_variation_is_the_standard_deviation_of_the_intervals_over_their_mean() => Assert.Equal(0.5, SpikeTrainStatistics.IntervalCv([0.0, 1, 4]), 1e-15);

    [Fact]
    public void A_clock_has_no_variation() => Assert.Equal(0, SpikeTrainStatistics.IntervalCv([0.0, 0.25, 0.5, 0.75]));
}
