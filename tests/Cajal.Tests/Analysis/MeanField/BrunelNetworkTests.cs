using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class BrunelNetworkTests
{
    // Oracle: the self-consistent rates of Brunel (2000), model A, solved to the digits given by a program of its own; the paper's figure 8 gives 38.0, 55.8, 6.5 Hz.
    [Theory]
    [InlineData(5, 2, 37.95, 0.675)]
    [InlineData(6, 4, 55.84, 0.736)]
    [InlineData(4.5, 0.9, 6.52, 0.776)]
    [InlineData(5, 1.5, 23.64, 0.697)]
    [InlineData(8, 2, 12.99, 0.866)]
    public void The_rate_and_variation_of_a_network_with_dominant_inhibition_are_those_of_the_paper(double g, double eta, double rate, double cv)
    {
        BrunelNetwork network = new(g, eta);

        var stationary = Assert.Single(network.StationaryRates());

        Assert.Equal(rate, stationary.In(Hz), 0.01);
        Assert.Equal(cv, network.IntervalCv(stationary), 1e-3);
    }

    // A reset of 0 instead of 10 mV, as in many programs.
    [Fact]
    public void Another_reset_gives_another_rate() =>
        Assert.Equal(32.03, new BrunelNetwork(5, 2) { Reset = 0 * mV }.StationaryRates()[0].In(Hz), 0.01);

    // Oracle: a scan by midpoint sums finds changes of sign between the rates given.
    [Fact]
    public void A_network_with_dominant_excitation_and_little_input_is_silent_or_saturated_with_an_unstable_rate_between()
    {
        BrunelNetwork network = new(3, 0.8);

        var rates = network.StationaryRates();

        Assert.Equal(3, rates.Length);
        Assert.InRange(rates[0].In(Hz), 0.003898, 0.004074);
        Assert.InRange(rates[1].In(Hz), 2.165, 2.263);
        Assert.InRange(rates[2].In(Hz), 295.2, 308.6);
        foreach (var rate in rates) { Assert.Equal(rate.In(Hz), network.Neuron.Rate(network.Mean(rate), network.Noise(rate)).In(Hz), 1e-9 * rate.In(Hz)); }
        var beyond = rates[1] * 1.01;
        Assert.True(network.Neuron.Rate(network.Mean(beyond), network.Noise(beyond)) > beyond, "above the unstable rate activity grows");
    }

    // A cell far below its threshold fires less often than a number can say.
    [Fact]
    public void A_network_with_next_to_no_input_is_silent() => Assert.Equal(0 * Hz, Assert.Single(new BrunelNetwork(5, 0.1).StationaryRates()));

    [Fact]
    public void A_network_of_cells_that_reset_above_their_threshold_is_refused() => Assert.Contains(
        "The reset has to be below the threshold", Assert.Throws<ModelException>(() => new BrunelNetwork(5, 2) { Reset = 30 * mV }.StationaryRates()).Message, StringComparison.Ordinal);

    // Oracle: the paper's table 1: rhythms of 190 and 29 Hz by theory at (6, 4) and (4.5, 0.9), and none at (5, 2).
    [Theory]
    [InlineData(6, 4, 190, true)]
    [InlineData(4.5, 0.9, 29, true)]
    [InlineData(5, 2, 130, false)]
    public void The_steady_state_is_unstable_to_a_rhythm_where_the_paper_finds_one(double g, double eta, double frequency, bool unstable)
    {
        BrunelNetwork network = new(g, eta);

        var rhythm = network.Rhythm(network.StationaryRates()[0]);

        Assert.Equal(frequency, rhythm.Frequency.In(Hz), 0.02 * frequency);
        Assert.Equal(unstable, rhythm.Gain > 1);
    }

    // Only the delay turns what inhibition takes away into a rhythm; the cells themselves lag by no more than an eighth of a period.
    [Fact]
    public void Without_delay_no_rhythm_comes_back_in_phase() =>
        Assert.Equal((0 * Hz, 0), new BrunelNetwork(6, 4) { Delay = 0 * ms }.Rhythm(50 * Hz));

    // 20 mV/(0.1 mV · 1000 · 20 ms); without recurrent input the mean is eta times the threshold and the variance J times the mean.
    [Fact]
    public void The_external_input_is_measured_by_what_brings_the_mean_to_the_threshold()
    {
        BrunelNetwork network = new(5, 2);

        Assert.Equal(10, network.ThresholdRate.In(Hz), 1e-12);
        Assert.Equal(40, network.Mean(0 * Hz).In(mV), 1e-12);
        Assert.Equal(2, network.Noise(0 * Hz).In(mV), 1e-12);
    }
}
