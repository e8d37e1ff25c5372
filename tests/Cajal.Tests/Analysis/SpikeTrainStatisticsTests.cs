using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class SpikeTrainStatisticsTests
{
    [Fact]
    public void Intervals_are_the_times_between_spikes() => Assert.Equal([1, 2, 4], SpikeTrainStatistics.Intervals([0.0, 1, 3, 7]));

    [Fact]
    public void The_rate_counts_spikes_from_the_start_until_before_the_end() =>
        Assert.Equal(1.5, SpikeTrainStatistics.Rate([0.5, 1, 1.5, 2, 3], 1 * second, 3 * second).In(Hz));

    [Fact]
    public void A_rate_over_no_time_is_refused() =>
        Assert.Throws<ModelException>(() => SpikeTrainStatistics.Rate([0.5], 1 * second, 1 * second));

    [Fact]
    public void A_train_of_two_spikes_has_an_interval_and_no_variation()
    {
        Assert.Empty(SpikeTrainStatistics.Intervals([0.5]));
        Assert.Equal(double.NaN, SpikeTrainStatistics.IntervalCv([0.5, 1]));
        Assert.Equal(double.NaN, SpikeTrainStatistics.Cv2([0.5, 1]));
        Assert.Equal(double.NaN, SpikeTrainStatistics.LocalVariation([0.5, 1]));
    }

    // Intervals 1 and 3: mean 2, standard deviation of the population 1; their difference over their sum 1/2.
    [Fact]
    public void Two_intervals_vary_as_their_difference()
    {
        double[] times = [0, 1, 4];

        Assert.Equal(0.5, SpikeTrainStatistics.IntervalCv(times), 1e-15);
        Assert.Equal(1, SpikeTrainStatistics.Cv2(times), 1e-15);
        Assert.Equal(0.75, SpikeTrainStatistics.LocalVariation(times), 1e-15);
    }

    // Intervals 1, 1, 3: contrasts 0 and 1/2.
    [Fact]
    public void Local_measures_are_means_over_pairs_of_neighbours()
    {
        double[] times = [0, 1, 2, 5];

        Assert.Equal(0.5, SpikeTrainStatistics.Cv2(times), 1e-15);
        Assert.Equal(0.375, SpikeTrainStatistics.LocalVariation(times), 1e-15);
    }

    // Of intervals 1 and 3 s: 3 (1 - 4·3/16)(1 + 4·R/4), which is the local variation for R = 0 and half as much again for R = 1/2 s.
    [Fact]
    public void The_revised_local_variation_counts_dead_time_for_nothing()
    {
        Assert.Equal(0.75, SpikeTrainStatistics.RevisedLocalVariation([0, 1, 4], 0 * second), 1e-15);
        Assert.Equal(1.125, SpikeTrainStatistics.RevisedLocalVariation([0, 1, 4], 0.5 * second), 1e-15);
        Assert.Equal(double.NaN, SpikeTrainStatistics.RevisedLocalVariation([0, 1], 0.5 * second));
        Assert.Equal(
            "The dead time after a spike has to be 0 s or more, but is -1 s.",
            Assert.Throws<ModelException>(() => SpikeTrainStatistics.RevisedLocalVariation([0, 1, 4], -1 * second)).Message);
    }

    [Fact]
    public void A_clock_has_no_variation()
    {
        double[] times = [0, 0.25, 0.5, 0.75];

        Assert.Equal((0, 0, 0), (SpikeTrainStatistics.IntervalCv(times), SpikeTrainStatistics.Cv2(times), SpikeTrainStatistics.LocalVariation(times)));
    }
}
