using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Code of a step that runs over the same neurons is joined where nothing can tell the difference, and only there.</summary>
public sealed class FusionTests
{
    private const string Joined = "cells.update + excitation.pre + inhibition.pre + noise.add";

    /// <summary>An action between the update and the arrivals might look at anything, so that they are not joined then.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Arrivals_and_inputs_join_the_update_with_the_same_bits(string backend, Precision precision)
    {
        var apart = Run(net => net.Add(new NetworkOperation(() => { }, when: "before_synapses")));
        Assert.DoesNotContain("cells.update +", apart.Schedule, StringComparison.Ordinal);
        var joined = Run(_ => { });
        Assert.Contains(Joined, joined.Schedule, StringComparison.Ordinal);
        Assert.True(joined.Spikes > 300);
        Assert.Equal((apart.Digest, apart.Spikes), (joined.Digest, joined.Spikes));
        Assert.Equal(apart.Potentials, joined.Potentials);

        (string Schedule, string Digest, long Spikes, double[] Potentials) Run(Action<Network> add)
        {
            using var net = Networks.On(backend, precision);
            var cells = Build(net, 1.5 * ms);
            add(net);
            net.Run(60 * ms);
            return (net.Schedule, net.Report("").Digest, net.Report("").Spikes, cells["v"].ToArray());
        }
    }

    /// <summary>What a monitor of the slot before sees is the potential without this step's arrivals: exp(-dt/tau) of the one before, and no jump by 10 mV.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Whoever_looks_between_sees_the_potential_before_the_arrivals(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dv/dt = -v/(10*ms) : volt", method: "exact") { Name = "cells" });
        net.Add(new Synapses(net.Add(new SpikeGeneratorGroup(1, [0], [0.2 * ms])), cells, onPre: "v += 10*mV", delay: 0.3 * ms)).Connect();
        var before = net.Add(new StateMonitor(cells, ["v"]) { When = "before_synapses" });
        var after = net.Add(new StateMonitor(cells, ["v"]) { When = "after_synapses" });
        net.Run(0.8 * ms);
        Assert.Equal([0, 0, 0, 0, 0, 0, Decayed(1), Decayed(2)], before.Of("v", 1), (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a));
        Assert.Equal([0, 0, 0, 0, 0, 0.01, Decayed(1), Decayed(2)], after.Of("v", 1), (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a));

        static double Decayed(int steps) => 0.01 * Math.Exp(-0.01 * steps);
    }

    /// <summary>Weights of each synapse's own are added one by one, at their place in the step; a sum that comes later stays behind them.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Sums_stay_in_the_order_of_the_projections(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(40, "dv/dt = -v/(10*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "exact") { Name = "cells" });
        var input = net.Add(new PoissonGroup(50, 200 * Hz));
        var weighted = net.Add(new Synapses(input, cells, "w : 1", onPre: "v += w", delay: 1 * ms) { Name = "weighted" });
        weighted.Connect(p: 0.5);
        weighted["w"] = "0.1*rand()";
        net.Add(new Synapses(input, cells, onPre: "v += 0.01", delay: 1 * ms) { Name = "equal" }).Connect(p: 0.5);
        net.Run(10 * ms);
        Assert.DoesNotContain("equal.pre +", net.Schedule, StringComparison.Ordinal);
        Assert.DoesNotContain("+ equal.pre", net.Schedule, StringComparison.Ordinal);
    }

    /// <summary>Without a delay, spikes have to be taken before they are counted, and before other code looks at what they do.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Arrivals_without_a_delay_join_each_other_behind_the_spikes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1, 0], new[] { 0, 0.1, 0.3 } * ms));
        var cells = net.Add(new NeuronGroup(5, "dv/dt = 0/second : 1\nu : 1", method: "euler") { Name = "cells" });
        net.Add(new Synapses(source, cells, onPre: "v += 1") { Name = "one" }).Connect("i == 0");
        net.Add(new Synapses(source, cells, onPre: "u += v") { Name = "two" }).Connect("i == 1");
        var seen = net.Add(new StateMonitor(cells, ["v", "u"]) { When = "end" });
        net.Run(0.5 * ms);
        Assert.Contains("one.pre + two.pre", net.Schedule, StringComparison.Ordinal);
        Assert.Equal([1, 1, 1, 2, 2], seen.Of("v", 3));
        Assert.Equal([0, 1, 1, 1, 1], seen.Of("u", 3));
    }

    /// <summary>700 spikes in one step, which bytes do not count, beside one of 700 sources: the counts of both are of 32 bits then.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void More_arrivals_than_a_byte_counts_join_the_update_too(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "dv/dt = 0/second : 1\nn : integer", method: "euler") { Name = "cells" });
        net.Add(new Synapses(net.Add(Networks.Metronomes(700)), cells, onPre: "v += 0.5; n += 1", delay: 0.3 * ms) { Name = "many" }).Connect();
        var one = net.Add(new SpikeGeneratorGroup(700, new int[10], new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9 } * ms));
        net.Add(new Synapses(one, cells, onPre: "v += 0.25; n += 100000", delay: 0.2 * ms) { Name = "few" }).Connect();
        net.Run(1 * ms);
        Assert.Contains("cells.update + many.pre + few.pre", net.Schedule, StringComparison.Ordinal);

        // 10 steps: 7 with arrivals of the many, 8 with an arrival of the few.
        Assert.All(cells["n"].ToArray(), n => Assert.Equal((7 * 700) + (8 * 100000), n));
        Assert.All(cells["v"].ToArray(), v => Assert.Equal((7 * 350) + (8 * 0.25), v));
    }

    /// <summary>Spikes of a delay of 15 steps, and of 8: threads need not meet for them more often than every 8 steps, wherever a run begins and ends.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Threads_meet_once_a_shortest_delay(string backend, Precision precision)
    {
        var (alone, _) = Run(1, 61.3);
        foreach (var threads in (int[])[2, 3, 4])
        {
            var (digest, schedule) = Run(threads, 61.3);
            Assert.Contains("(every 8 steps)", schedule, StringComparison.Ordinal);
            Assert.Single(schedule.Split('\n'), line => line.StartsWith('|'));
            Assert.Equal(alone, digest);
            Assert.Equal(alone, Run(threads, 0.1, 0.5, 20, 3.7, 37).Digest);
        }

        (string Digest, string Schedule) Run(int threads, params double[] milliseconds)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            Build(net, 0.8 * ms);
            foreach (var duration in milliseconds) { net.Run(duration * ms); }
            return (net.Report("").Digest, net.Schedule);
        }
    }

    /// <summary>Refractory cells with excitation of 1.5 ms, inhibition of another delay and noise, all of which just add.</summary>
    private static NeuronGroup Build(Network net, Quantity delay)
    {
        var cells = net.Add(new NeuronGroup(
            300, "dv/dt = -v/(20*ms) : volt (unless refractory)", threshold: "v > 20*mV", reset: "v = 10*mV", refractory: 2 * ms, method: "exact")
        { Name = "cells" });
        cells["v"] = "20*mV*rand()";
        net.Add(new Synapses(cells[..240], cells, onPre: "v += 0.3*mV", delay: 1.5 * ms) { Name = "excitation" }).Connect(p: 0.2);
        net.Add(new Synapses(cells[240..], cells, onPre: "v -= 1.2*mV", delay: delay) { Name = "inhibition" }).Connect(p: 0.2);
        net.Add(new PoissonInput(cells, "v", 1000, 20 * Hz, 0.1 * mV) { Name = "noise" });
        return cells;
    }
}
