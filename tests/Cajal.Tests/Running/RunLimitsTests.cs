using Cajal.Tests.Model;
using static Cajal.Units.SI;

namespace Cajal.Tests.Running;

public sealed class RunLimitsTests
{
    // Oracle: 10 neurons that spike in each step of 0.1 ms fire at 10 kHz. At most 500 Hz over 100 ms are 500 spikes of the 10, so the 501st is too many.
    [Fact]
    public void A_network_that_runs_away_is_stopped()
    {
        using Network net = new() { Warned = null };
        net.Add(new NeuronGroup(10, "", threshold: "t >= 0.2*second") { Name = "cells" });
        net.Limits.Rate = 500 * Hz;
        Mistake.Says(
            "'cells' runs away: its 10 neurons have spiked 501 times in the 100 ms from 200 ms on, more than the limit of 500 Hz allows. "
            + "Look at the balance of excitation and inhibition, or raise Limits.Rate; what was recorded until then is kept.",
            () => net.Run(1 * s));
        Assert.InRange(net.Time.Si, 0.205, 0.5);
    }

    [Fact]
    public void A_run_that_takes_too_long_stops_and_can_go_on()
    {
        using Network net = new();
        net.Add(new NeuronGroup(1, "dv/dt = -v/(10*ms) : 1", method: "exact"))["v"] = 1;
        net.Limits.WallTime = TimeSpan.Zero;
        Assert.Matches(
            "^The run has taken .*, longer than its limit of 0 s, and was stopped at .*s. It can go on by another Run.$", Assert.Throws<RunStoppedException>(() => net.Run(1 * s)).Message);
        net.Limits.WallTime = null;
        net.Run((10 * ms) - net.Time);
        Assert.Equal(Math.Exp(-1), ((NeuronGroup)net["neurons"])["v"].ToArray()[0], 1e-14);
    }

    // Oracle: 1,000,000 synapses take 4 bytes for the target and 8 for w, twice: 20 MB.
    [Fact]
    public void A_projection_that_does_not_fit_is_refused_with_what_would()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(1000, "v : 1", threshold: "v > 1") { Name = "cells" });
        var synapses = net.Add(new Synapses(cells, cells, "w : 1", onPre: "v += w") { Name = "synapses" });
        net.Limits.MemoryBytes = 1;
        Mistake.Says(
            "'synapses' with 1,000,000 synapses would take 20.0 MB of memory, but nothing is left. It fits with 0 % of the synapses: at 0.00 of the size, the probability of a synapse being the same, "
            + "or with fewer variables a synapse.",
            () => synapses.Connect());
        net.Limits.MemoryBytes = null;
        synapses.Connect();
        Assert.Equal(1_000_000, synapses.Count);
    }

    // Oracle: 1000 neurons, 10,000 steps, 8 bytes: 80 MB.
    [Fact]
    public void A_recording_that_does_not_fit_is_refused_before_the_run()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(1000, "v : 1"));
        net.Add(new StateMonitor(cells, ["v"]) { Name = "trace" });
        net.Limits.MemoryBytes = 1;
        Mistake.Says(
            "'trace' with 10,000 samples of 1,000 elements would take 80.0 MB of memory, but nothing is left. 0 % of it fit: record fewer elements, give it a larger dt, run in parts with Clear() between them, or record to a run file.",
            () => net.Run(1 * s));
    }

    [Fact]
    public void Limits_are_positive()
    {
        RunLimits limits = new();
        Mistake.Says("The rate of a limit has to be positive, but is 0 Hz.", () => limits.Rate = 0 * Hz);
        Mistake.Says("The window of rates of a limit has to be positive, but is -1 s.", () => limits.Window = -1 * s);
    }
}
