using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class SpikeCorrelationTests
{
    // Deviations (-1, 0, 1) and (-1, 1, 0): covariance 1/3 over variance 2/3.
    [Theory]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 2, 1 }, 0.5)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 5, 7, 9 }, 1)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2, 1, 0 }, -1)]
    public void The_coefficient_is_Pearsons(int[] a, int[] b, double expected) => Assert.Equal(expected, SpikeCorrelation.Coefficient(a, b), 1e-15);

    [Fact]
    public void A_count_that_never_changes_has_no_correlation() => Assert.Equal(double.NaN, SpikeCorrelation.Coefficient([1, 1], [0, 1]));

    [Fact]
    public void The_mean_coefficient_is_that_of_all_pairs_without_neurons_that_never_change()
    {
        int[][] counts = [[0, 1, 2, 0], [0, 2, 1, 5], [3, 3, 3, 3], [1, 0, 0, 1]];
        var pairs = SpikeCorrelation.Coefficient(counts[0], counts[1]) + SpikeCorrelation.Coefficient(counts[0], counts[3]) + SpikeCorrelation.Coefficient(counts[1], counts[3]);

        Assert.Equal(pairs / 3, SpikeCorrelation.MeanCoefficient(counts), 1e-14);
    }

    [Fact]
    public void One_neuron_has_no_mean_coefficient()
    {
        Assert.Equal(double.NaN, SpikeCorrelation.MeanCoefficient([[0, 1], [2, 2]]));
        Assert.Equal(double.NaN, SpikeCorrelation.MeanCoefficient([]));
    }

    [Fact]
    public void Counts_in_different_bins_are_refused() => Assert.Equal(
        "Correlation is a property of counts in the same bins, but one neuron has 2 bins and another 3.",
        Assert.Throws<ModelException>(() => SpikeCorrelation.MeanCoefficient([[0, 1], [0, 1, 2]])).Message);

    // Lags from a to b: 1 ms twice and -8, 10, 2 ms, of which the last three lie outside or at the edge: bins of 1 ms about -2 to 2 ms.
    [Fact]
    public void The_correlogram_counts_how_often_b_follows_a_at_each_lag()
    {
        var correlogram = SpikeCorrelation.Correlogram([0.000, 0.009], [0.001, 0.010, 0.011], 2 * ms, 1 * ms);

        Assert.Equal([-0.002, -0.001, 0, 0.001, 0.002], correlogram.Lags);
        Assert.Equal([0, 0, 0, 2, 1], correlogram.Counts);
    }

    [Fact]
    public void A_train_with_itself_is_symmetric_about_all_its_spikes_at_lag_0() =>
        Assert.Equal([1, 2, 4, 2, 1], SpikeCorrelation.Correlogram([0, 0.001, 0.003, 0.004], [0, 0.001, 0.003, 0.004], 2 * ms, 1 * ms).Counts);

    // Cutts and Eglen (2014), equation 1: windows of 1 ms tile 4 of 20 ms by a's two spikes, and 2 by b's one; half of a's spikes are near b's, and all of b's near a's:
    // ((0.5 - 0.1)/(1 - 0.05) + (1 - 0.2)/(1 - 0.2))/2.
    [Fact]
    public void The_tiling_coefficient_is_that_of_its_definition() =>
        Assert.Equal(((0.4 / 0.95) + 1) / 2, SpikeCorrelation.TilingCoefficient([0.005, 0.010], [0.0055], 1 * ms, 0 * ms, 20 * ms), 1e-12);

    [Fact]
    public void Equal_trains_tile_to_1_also_where_windows_overlap_and_leave_the_recording() =>
        Assert.Equal(1, SpikeCorrelation.TilingCoefficient([0, 0.001, 0.0095], [0, 0.001, 0.0095], 1 * ms, 0 * ms, 10 * ms), 1e-12);

    // Windows about 2 and 3 ms cover 1 to 4 ms, one about 9.5 ms is cut at 10 ms: 4.5 of 10 ms; b covers 2 ms and is near none. -(0.2 + 0.45)/2.
    [Fact]
    public void Trains_that_avoid_each_other_tile_to_less_than_0() =>
        Assert.Equal(-0.325, SpikeCorrelation.TilingCoefficient([0.002, 0.003, 0.0095], [0.006], 1 * ms, 0 * ms, 10 * ms), 1e-12);

    [Fact]
    public void A_silent_neuron_has_no_tiling_coefficient() => Assert.Equal(double.NaN, SpikeCorrelation.TilingCoefficient([0.001], [], 1 * ms, 0 * ms, 10 * ms));

    [Fact]
    public void Windows_and_recordings_without_length_are_refused()
    {
        Assert.Equal("The window of a tiling coefficient has to be a positive time, but is 0 s.", Message(0 * ms, 1 * ms));
        Assert.Equal("A recording ends after its start, but this one runs from 0 s to 0 s.", Message(1 * ms, 0 * ms));

        static string Message(Cajal.Units.Quantity window, Cajal.Units.Quantity end) =>
            Assert.Throws<ModelException>(() => SpikeCorrelation.TilingCoefficient([0.001], [0.001], window, 0 * ms, end)).Message;
    }

    [Fact]
    public void A_lag_shorter_than_half_a_bin_is_refused() => Assert.Throws<ModelException>(() => SpikeCorrelation.Correlogram([0.0], [0.0], 0.4 * ms, 1 * ms));
}
