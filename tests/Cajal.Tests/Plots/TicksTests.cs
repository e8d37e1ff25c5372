using Cajal.Plots.Layout;

namespace Cajal.Tests.Plots;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.07, -0.04)]
    [InlineData(0, 12345)]
    [InlineData(3.2e-12, 9.9e-12)]
    [InlineData(-1e9, 2.5e9)]
    [InlineData(99.97, 100.03)]
    public void Ticks_are_multiples_of_1_2_or_5_times_a_power_of_ten_and_reach_both_ends(double min, double max)
    {
        var step = Ticks.Step(max - min, wanted: 8);
        var ticks = Ticks.Between(min, max, step);

        var leading = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        Assert.Contains(Math.Round(leading, 9), new[] { 1.0, 2.0, 5.0 });
        Assert.InRange(ticks.Length, 3, 9);
        Assert.All(ticks, t => Assert.Equal(Math.Round(t / step), t / step, 1e-6));
        Assert.InRange(ticks[0], min - 1e-6 * step, min + step);
        Assert.InRange(ticks[^1], max - step, max + 1e-6 * step);
    }

    [Theory]
    [InlineData(0.30000000000000004, 0.1, "0.3")]
    [InlineData(-60, 10, "−60")]
    [InlineData(1e-17, 0.1, "0")]
    [InlineData(0.5, 0.5, "0.5")]
    [InlineData(2.5e-9, 0.5e-9, "2.5×10⁻⁹")]
    [InlineData(3e9, 1e9, "3×10⁹")]
    [InlineData(250000, 50000, "250000")]
    public void A_number_has_the_decimals_that_its_step_needs(double value, double step, string expected) => Assert.Equal(expected, Ticks.Format(value, step));

    [Theory]
    [InlineData("v [V]", -0.07, -0.04, "v [mV]", 1e-3)]
    [InlineData("v [V]", -1.2, 0.04, "v [V]", 1)]
    [InlineData("current [A]", 0, 5e-10, "current [pA]", 1e-12)]
    [InlineData("time [s]", 0, 1, "time [ms]", 1e-3)]
    [InlineData("time [s]", 0, 2, "time [ms]", 1e-3)]
    [InlineData("time [s]", 0, 10, "time [s]", 1)]
    [InlineData("time [s]", 2.2, 2.4, "time [ms]", 1e-3)]
    [InlineData("time [s]", 100, 101, "time [s]", 1)]
    [InlineData("rate [Hz]", 0, 0.2, "rate [Hz]", 1)]
    [InlineData("rate [Hz]", 0, 20000, "rate [kHz]", 1e3)]
    [InlineData("time [ms]", 0, 0.001, "time [ms]", 1)]
    [InlineData("neuron", 0, 0.001, "neuron", 1)]
    [InlineData("v [V]", 0, 0, "v [V]", 1)]
    public void An_axis_in_a_plain_SI_unit_gets_the_prefix_that_suits_its_range(string label, double min, double max, string expected, double factor) =>
        Assert.Equal((expected, factor), SiPrefix.Choose(label, new(min, max)));

    [Fact]
    public void An_end_near_a_tick_moves_to_it_but_never_inwards()
    {
        var axis = Axis.For("x", new(0.004, 9.9), limits: null, padding: (0, 0), wanted: 10);
        Assert.Equal(new Interval(0, 10), axis.Range);

        var far = Axis.For("x", new(0.4, 9.1), limits: null, padding: (0, 0), wanted: 10);
        Assert.Equal(new Interval(0.4, 9.1), far.Range);

        var asked = Axis.For("x", new(0.004, 9.9), limits: (0.004, 9.9), padding: (0, 0), wanted: 10);
        Assert.Equal(new Interval(0.004, 9.9), asked.Range);
    }
}
