using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class SpikeRateTests
{
    // A sum over a grid of 0.1 ms is an integral to the second order in the step over the deviation, but for jumps, which count for half a step. Beyond six deviations
    // lie 7e-8 of the variance of a normal density.
    [Theory]
    [InlineData(RateKernel.Rectangular, 1e-2, 0.5)]
    [InlineData(RateKernel.Triangular, 1e-4, 0.5)]
    [InlineData(RateKernel.Gaussian, 1e-7, 0.5)]
    [InlineData(RateKernel.Exponential, 1e-2, 0.51)]
    [InlineData(RateKernel.Alpha, 1e-4, 0.5141421)]
    public void Every_kernel_has_area_1_its_mean_and_its_standard_deviation(RateKernel kernel, double tolerance, double mean)
    {
        var rates = SpikeRate.Of([0.5], 0 * second, 1 * second, 0.1 * ms, kernel, 10 * ms);

        var area = rates.Sum() * 1e-4;
        var centre = rates.Select((r, k) => r * k * 1e-4).Sum() / rates.Sum();
        Assert.Equal(1, area, tolerance);
        Assert.Equal(mean, centre, 1e-4);
        Assert.Equal(0.01, Math.Sqrt(rates.Select((r, k) => r * Math.Pow((k * 1e-4) - centre, 2)).Sum() / rates.Sum()), 0.01 * tolerance * 2);
    }

    // Of a normal density with 10 ms: at its middle 1/(0.01 sqrt(2 pi)), one deviation away exp(-1/2) of that.
    [Fact]
    public void The_rate_is_the_sum_of_the_kernels_at_each_time()
    {
        var rates = SpikeRate.Of([0.05, 0.06], 0 * second, 100 * ms, 10 * ms, RateKernel.Gaussian, 10 * ms);

        var peak = 1 / (0.01 * Math.Sqrt(2 * Math.PI));
        Assert.Equal(peak * (1 + Math.Exp(-0.5)), rates[5], 1e-9);
        Assert.Equal(peak * (Math.Exp(-0.5) + Math.Exp(-2)), rates[4], 1e-9);
    }

    [Fact]
    public void What_has_an_exponential_kernel_depends_on_the_past_alone()
    {
        var rates = SpikeRate.Of([0.05], 0 * second, 100 * ms, 1 * ms, RateKernel.Exponential, 10 * ms);

        Assert.All(rates[..50], r => Assert.Equal(0, r));
        Assert.Equal(100 * Math.Exp(-1), rates[60], 1e-9);
    }

    [Fact]
    public void Spikes_far_outside_of_the_times_count_for_nothing() =>
        Assert.All(SpikeRate.Of([-5, 1e9], 0 * second, 100 * ms, 1 * ms, RateKernel.Gaussian, 10 * ms), r => Assert.Equal(0, r));

    [Fact]
    public void A_window_without_width_is_refused() => Assert.Equal(
        "The standard deviation of a window has to be a positive time, but is 0 s.",
        Assert.Throws<ModelException>(() => SpikeRate.Of([], 0 * second, 1 * second, 1 * ms, RateKernel.Gaussian, 0 * ms)).Message);
}
