using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>The leaky integrate-and-fire cell solved exactly: what it does does not depend on the time step, but for rounding.</summary>
public sealed class ExactIntegrationTests
{
    private static readonly Quantity _tau = 10 * ms, _capacitance = 250 * pF;

    public static TheoryData<int> Halvings => [.. Enumerable.Range(0, 14)];

    // Oracle: 40 mV·(1 - exp(-1/2)). A step multiplies by exp(-h/tau), and rounding of that number alone shifts the rest potential by 2^-53·tau/h.
    [Theory]
    [MemberData(nameof(Halvings))]
    public void A_current_charges_the_membrane_as_the_closed_form_says_for_all_steps(int halvings)
    {
        var h = Math.Pow(2, -halvings);
        using Network net = new() { Dt = h * ms };
        var cell = net.Add(new NeuronGroup(1, $"dv/dt = -v/{_tau} + {1000 * pA}/{_capacitance} : volt", method: "exact"));

        net.Run(5 * ms);

        Assert.Equal(15.738773611494663, cell["v"].In(mV)[0], 1e-13 + (40 * 10 / h * Math.Pow(2, -53)));
        if (halvings > 6) { return; }
        net.Run(495 * ms);
        Assert.Equal(40, cell["v"].In(mV)[0], 1e-9);
    }

    // Oracle: -10 ms·ln(1 - 15/40); on a grid the spike comes with the first point at or after it.
    [Theory]
    [MemberData(nameof(Halvings))]
    public void The_first_spike_is_in_the_step_in_which_the_closed_form_crosses_the_threshold(int halvings)
    {
        const double crossing = 4.700036292457356;
        var h = Math.Pow(2, -halvings);
        using Network net = new() { Dt = h * ms };
        var cell = net.Add(new NeuronGroup(
            1, $"dv/dt = -v/{_tau} + {1000 * pA}/{_capacitance} : volt", threshold: "v >= 15*mV", reset: "v = 0*mV", method: "exact"));
        var spikes = net.Add(new SpikeMonitor(cell));

        net.Run(5 * ms);

        Assert.Equal((long)Math.Ceiling(crossing / h) - 1, Assert.Single(spikes.Steps.ToArray()));
    }

    // Oracle: the response to a current w·(t/tau_s)·exp(1 - t/tau_s) of 500 pA, at 0.867876488 and 3.867876488 ms after it begins.
    // The steps divide those times, so that the same two numbers stand at the end of 1, 2, 4, ... of them.
    [Theory]
    [MemberData(nameof(Halvings))]
    public void The_potential_of_an_alpha_current_is_the_closed_form_for_all_steps(int halvings)
    {
        AssertResponse(0.867876488, 1.2237180269836678);
        AssertResponse(3.867876488, 1.1773370092045718);

        void AssertResponse(double after, double expected)
        {
            using Network net = new() { Dt = after * Math.Pow(2, -halvings) * ms };
            var cell = net.Add(AlphaCell(0.3 * ms));

            net.Run(after * ms);

            Assert.Equal(expected, cell["v"].In(mV)[0], expected * 1e-9);
        }
    }

    // Oracle: the response is smooth in tau_s, with a relative slope of under 0.3/ms about tau_s = tau; where both are equal it is (w·e/C·tau)·t²/2·exp(-t/tau).
    [Theory]
    [InlineData(0)]
    [InlineData(1e-10)]
    [InlineData(1e-8)]
    [InlineData(1e-6)]
    [InlineData(1e-4)]
    [InlineData(1e-3)]
    public void The_potential_of_an_alpha_current_goes_smoothly_through_equal_time_constants(double difference)
    {
        using Network net = new() { Dt = 0.1 * ms };
        var cell = net.Add(AlphaCell(_tau + (difference * ms)));

        net.Run(5 * ms);

        var equal = 500 * Math.E / (250 * 10) * 12.5 * Math.Exp(-0.5);
        Assert.Equal(equal, cell["v"].In(mV)[0], equal * (1e-9 + (0.3 * difference)));
    }

    // Oracle: intervals of 2 ms + 20 ms·ln((mu - 10 mV)/(mu - 20 mV)), rates of 20.0169, 41.7149, 63.0400 Hz. On a grid the crossing is up to a step later,
    // and the pause, which counts from the start of the step of the spike while the reset is at its end, a step shorter.
    [Theory]
    [InlineData(21)]
    [InlineData(25)]
    [InlineData(30)]
    public void Without_noise_a_cell_fires_at_the_intervals_of_the_closed_form(double mu)
    {
        const double step = 0.01, rounding = 1e-9;
        using Network net = new() { Dt = step * ms };
        var cell = net.Add(new NeuronGroup(
            1, $"dv/dt = ({mu * mV} - v)/{20 * ms} : volt (unless refractory)", threshold: "v > 20*mV", reset: "v = 10*mV", refractory: 2 * ms, method: "exact"));
        cell["v"] = 10 * mV;
        var spikes = net.Add(new SpikeMonitor(cell));

        net.Run(2 * s);

        var expected = 2 + (20 * Math.Log((mu - 10) / (mu - 20)));
        Assert.Equal(2000 / expected, spikes.Count, 1.0);
        Assert.All(SpikeTrainStatistics.Intervals(spikes.Times), interval => Assert.InRange(interval * 1e3, expected - step - rounding, expected + rounding));
    }

    private static NeuronGroup AlphaCell(Quantity tauS)
    {
        NeuronGroup cell = new(
            1,
            $"""
            dv/dt = -v/{_tau} + I/{_capacitance} : volt
            dI/dt = (y - I)/{tauS} : amp
            dy/dt = -y/{tauS} : amp
            """,
            method: "exact");
        cell["y"] = 500 * Math.E * pA;
        return cell;
    }
}
