using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class SpikeCountsTests
{
    [Fact]
    public void A_spike_at_an_edge_belongs_to_the_later_bin_and_one_at_the_end_to_none() =>
        Assert.Equal([2, 1, 1], SpikeCounts.Of([-0.5, 0, 0.999, 1, 2.5, 3, 7], 0 * second, 3 * second, 1 * second));

    // As numbers, 0.3/0.1, 0.6/0.1 and 0.7/0.1 lie just below 3, 6 and 7.
    [Fact]
    public void Rounding_moves_no_spike_across_an_edge() =>
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], SpikeCounts.Of([.. Enumerable.Range(0, 10).Select(k => k / 10.0)], 0 * second, 1 * second, 100 * ms));

    [Fact]
    public void A_last_bin_that_is_not_whole_is_left_out() => Assert.Equal([1, 0], SpikeCounts.Of([0.2, 2.2], 0 * second, 2.5 * second, 1 * second));

    [Fact]
    public void A_time_without_a_whole_bin_is_refused() => Refused(
        "From 0 s to 1 s there is no whole bin of 2 s, or more of them than can be counted.", () => SpikeCounts.Of([0.5], 0 * second, 1 * second, 2 * second));

    [Fact]
    public void A_bin_without_width_is_refused() => Refused("The width of a bin has to be a positive time, but is 0 s.", () => SpikeCounts.Of([0.5], 0 * second, 1 * second, 0 * second));

    // Two onsets, at 1 and 3 s; spikes at -0.5, 0.25, 0.75 and 0.25 s from them: in half-seconds 1, 2, 1 spikes over two trials.
    [Fact]
    public void The_histogram_around_a_stimulus_is_the_mean_rate_over_its_onsets() =>
        Assert.Equal([1, 2, 1], SpikeCounts.Psth([0.5, 1.25, 1.75, 3.25], [1, 3], -0.5 * second, 1 * second, 500 * ms));

    [Fact]
    public void A_histogram_around_no_stimulus_is_refused() => Refused(
        "A peri-stimulus time histogram needs at least one onset of the stimulus, but there is none.", () => SpikeCounts.Psth([0.5], [], 0 * second, 1 * second, 1 * second));

    // Mean 2, variance of the population (4 + 0 + 4)/3.
    [Fact]
    public void The_Fano_factor_is_the_variance_over_the_mean() => Assert.Equal(4.0 / 3, SpikeCounts.FanoFactor([0, 2, 4]), 1e-15);

    [Fact]
    public void A_silent_neuron_has_no_Fano_factor() => Assert.Equal(double.NaN, SpikeCounts.FanoFactor([0, 0]));

    private static void Refused(string message, Func<object> use) => Assert.Equal(message, Assert.Throws<ModelException>(use).Message);
}
