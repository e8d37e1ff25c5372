using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

public sealed class KWinnersTakeAllTests
{
    /// <summary>After iteration 1: -65 + I/10 = -49, -48, -48, -45, -48, -55 mV; the threshold is -50 mV.</summary>
    private static readonly double[,] s_currents = { { 160, 170, 170, 200, 170, 100 }, { 0, 0, 0, 0, 0, 0 } };

    [Theory]
    [InlineData(1, new[] { 3 })]
    [InlineData(2, new[] { 1, 3 })]
    [InlineData(3, new[] { 1, 2, 3 })]
    [InlineData(4, new[] { 1, 2, 3, 4 })]
    [InlineData(5, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(6, new[] { 0, 1, 2, 3, 4 })]
    public void The_k_highest_voltages_win_and_the_lower_index_among_equal_ones(int k, int[] winners)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var key in (double[])[Stage.Competition, 2.5])
            {
                using Network net = new() { Precision = precision };
                Probe v = new("v");
                var cells = net.Add(new NeuronGroup(6) { Behaviors = { [1] = new Input(s_currents), [3] = new Lif(), [key] = new KWinnersTakeAll(k), [9] = v } });

                net.SimulateIterations(2);

                Assert.Equal(winners, cells["spikes"].NonZero());

                // All that reached the threshold, winners or not, go on from the reset voltage: -70 + 5/10; the last from -55 to -56.
                Assert.Equal([-69.5, -69.5, -69.5, -69.5, -69.5, -56], v.Rows[1].Select(value => Math.Round(value, 4)));
            }
        }
    }

    [Fact]
    public void Losers_may_go_to_another_voltage()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(6) { Behaviors = { [1] = new Input(s_currents), [3] = new Lif(), [4] = new KWinnersTakeAll(1) { VReset = -60 } } });

        net.SimulateIterations(1);

        Assert.Equal([-60, -60, -60, -45, -60, -55], cells["v"].ToArray());
    }

    [Fact]
    public void There_is_a_winner() =>
        Mistake.Says("A competition has 1 winner or more, not 0.", () => new KWinnersTakeAll(0));
}
