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

    [Fact]
    public void A_lag_shorter_than_half_a_bin_is_refused() => Assert.Throws<ModelException>(() => SpikeCorrelation.Correlogram([0.0], [0.0], 0.4 * ms, 1 * ms));
}
