using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class SpikeTrainDistanceTests
{
    // To move 10 ms at 50 a second costs 0.5, less than to remove and add; 50 ms would cost 2.5.
    [Theory]
    [InlineData(new[] { 0.1 }, new[] { 0.11 }, 0.5)]
    [InlineData(new[] { 0.1 }, new[] { 0.15 }, 2)]
    [InlineData(new[] { 0.1, 0.3 }, new[] { 0.11 }, 1.5)]
    [InlineData(new double[0], new[] { 0.1, 0.2 }, 2)]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.1, 0.2 }, 0)]
    public void Victor_and_Purpuras_distance_is_the_least_cost_of_edits(double[] a, double[] b, double expected)
    {
        Assert.Equal(expected, SpikeTrainDistance.VictorPurpura(a, b, 50 * Hz), 1e-12);
        Assert.Equal(expected, SpikeTrainDistance.VictorPurpura(b, a, 50 * Hz), 1e-12);
    }

    [Fact]
    public void Free_moves_leave_the_difference_in_number_and_priceless_ones_count_all_times_that_differ()
    {
        Assert.Equal(1, SpikeTrainDistance.VictorPurpura([0.1, 0.2], [0.5, 0.6, 0.7], 0 * Hz));
        Assert.Equal(2, SpikeTrainDistance.VictorPurpura([0.1, 0.2], [0.1, 0.3], double.PositiveInfinity * Hz));
    }

    // Two spikes a time constant apart: 2 - 2/e; one spike more: 1; two at one time in one train: twice the size.
    [Fact]
    public void Van_Rossums_distance_is_that_of_exponentials()
    {
        Assert.Equal(Math.Sqrt(2 - (2 / Math.E)), SpikeTrainDistance.VanRossum([0.01], [0.03], 20 * ms), 1e-14);
        Assert.Equal(1, SpikeTrainDistance.VanRossum([-1.0, 0.5], [-1.0], 20 * ms), 1e-14);
        Assert.Equal(2, SpikeTrainDistance.VanRossum([0.5, 0.5], [], 20 * ms), 1e-14);
        Assert.Equal(0, SpikeTrainDistance.VanRossum([0.1, 0.2], [0.1, 0.2], 20 * ms), 1e-14);
    }

    // Oracle: the sum over all pairs of spikes.
    [Fact]
    public void Van_Rossums_distance_of_long_trains_is_the_sum_over_pairs()
    {
        double[] a = [0.003, 0.01, 0.04, 0.041, 0.09], b = [0.004, 0.05, 0.0501, 0.2];
        double Pairs(double[] x, double[] y) => x.Sum(s => y.Sum(t => Math.Exp(-Math.Abs(s - t) / 0.02)));

        Assert.Equal(Math.Sqrt(Pairs(a, a) + Pairs(b, b) - (2 * Pairs(a, b))), SpikeTrainDistance.VanRossum(a, b, 20 * ms), 1e-13);
    }

    [Fact]
    public void A_negative_cost_is_refused() => Assert.Equal(
        "The cost of moving a spike has to be 0 Hz or more, but is -1 Hz.",
        Assert.Throws<ModelException>(() => SpikeTrainDistance.VictorPurpura([], [], -1 * Hz)).Message);

    [Fact]
    public void A_time_constant_of_0_is_refused() => Assert.Equal(
        "The time constant of a distance has to be positive, but is 0 s.",
        Assert.Throws<ModelException>(() => SpikeTrainDistance.VanRossum([], [], new Quantity(0, Dimension.Time))).Message);
}
