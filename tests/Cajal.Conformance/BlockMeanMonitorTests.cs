using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Means of variables of synapses over blocks, over time.</summary>
public sealed class BlockMeanMonitorTests
{
    // Oracle: the mean over the synapses of each block, one by one, before the first and before the 16th step; up to 1,000 values are added in another order.
    // Populations overlap, are listed, and one has no synapse.
    [Theory, ClassData(typeof(Configurations))]
    public void Means_are_those_of_the_synapses_between_the_populations(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = 3;
        var (source, target) = (net.Add(Networks.Metronomes(60)), net.Add(new NeuronGroup(400, "x, y : 1")));
        var synapses = net.Add(new Synapses(
            source, target[..300], "w : volt\nsum = 2*w + x_post*mV + i*mV : volt", onPre: "w += 1*mV*(j % 3); y += w/volt")).Connect("i < 50 and i != j", p: 0.3);
        synapses.Connect(3, [200, 100, 200]);
        (synapses["w"], target["x"], synapses.Delay) = ("rand()*mV", "i*1.0", "0.3*ms*rand()");
        Subgroup[] from = [source[..20], source[[3, 10, 49]], source[50..]], to = [target[..70], target[50..200], target[[0, 63, 64, 299, 350]]];
        var means = net.Add(new BlockMeanMonitor(synapses, ["w", "sum"], from, to));
        var ofAll = net.Add(new BlockMeanMonitor(synapses, ["w"], dt: 0.5 * ms));
        var (sources, targets) = (synapses.Sources(), synapses.Targets());

        List<double[]> states = [synapses["w"].ToArray(), synapses["sum"].ToArray()];
        net.Run(1.5 * ms);
        states.AddRange([synapses["w"].ToArray(), synapses["sum"].ToArray()]);
        net.Run(0.2 * ms);

        Assert.Equal(17, means.Samples);
        Agreement.Close([0, 5e-4, 1e-3, 1.5e-3], ofAll.Times, Precision.Double, 2);
        Agreement.Close(states[2].Average(), ofAll.Of("w")[3], Precision.Double, synapses.Count);
        Agreement.Close(1000 * ofAll.Of("w")[3], ofAll.Of("w", 0, 0, mV)[3], Precision.Double, 2);
        foreach (var (f, t) in from f in Enumerable.Range(0, 3) from t in Enumerable.Range(0, 3) select (f, t))
        {
            int[] block = [.. Enumerable.Range(0, synapses.Count).Where(k => from[f].PositionOf(sources[k]) >= 0 && to[t].PositionOf(targets[k]) >= 0)];
            foreach (var (variable, sample, state) in new[] { ("w", 0, 0), ("sum", 0, 1), ("w", 15, 2), ("sum", 15, 3) })
            {
                var mean = means.Of(variable, f, t)[sample];
                if (f == 2) { Assert.True(double.IsNaN(mean)); } else { Agreement.Close(block.Average(k => states[state][k]), mean, Precision.Double, 1000); }
            }
        }
    }

    // Oracle: from 0.5 upwards by 0.03 a ms to 0.9, 4 ms after an event takes the first source's synapses to 0.45, and from 0.3 downwards by 0.02 a ms to 0. Each synapse
    // has moved since its last event, which the second source never has; a trace of the targets decays from 1 at 2 ms.
    [Theory, ClassData(typeof(Configurations))]
    public void Event_driven_variables_count_with_their_present_value(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0], new[] { 4.0 } * ms));
        var target = net.Add(new NeuronGroup(70, "", threshold: "t > 1.95*ms and t < 2.05*ms"));
        var synapses = net.Add(new Synapses(
            source, target,
            """
            dL/dt = 30*Hz*int(L > 0.4 and L < 0.9) - 20*Hz*int(L <= 0.4 and L > 0) : 1 (event-driven)
            J = 2 + int(L > 0.4) : 1
            """, onPre: "L = 0.45")).Connect();
        synapses["L"] = "0.5 - 0.2*int(i == 1)";
        var traces = net.Add(new Synapses(
            source, target, "dApost/dt = -Apost/(10*ms) : 1 (event-driven)\ndApre/dt = -Apre/(20*ms) : 1 (event-driven)", onPre: "Apre += 1", onPost: "Apost += 1")).Connect();
        var means = net.Add(new BlockMeanMonitor(synapses, ["L", "J"], from: [source[..1], source[1..]]));
        var ofTraces = net.Add(new BlockMeanMonitor(traces, ["Apost", "Apre"], from: [source[..1], source[1..]]));
        net.Run(20 * ms);

        Assert.NotNull(traces.Store.Traces);
        for (var k = 0; k < 200; k++)
        {
            var ms = k * 0.1;
            Agreement.Close(k <= 40 ? 0.5 + (0.03 * ms) : Math.Min(0.45 + (0.03 * (ms - 4)), 0.9), means.Of("L", 0)[k], precision, 20);
            Agreement.Close(1 + Math.Max(0, 0.3 - (0.02 * ms)), 1 + means.Of("L", 1)[k], precision, 20);
            Agreement.Close(3, means.Of("J", 0)[k], precision, 0);
            Agreement.Close(2, means.Of("J", 1)[k], precision, 0);

            // The argument of the exponential is rounded, too.
            Agreement.Close(k <= 20 ? 0 : Math.Exp(-(ms - 2) / 10), ofTraces.Of("Apost", 1)[k], precision, 20);
            Agreement.Close(k <= 40 ? 0 : Math.Exp(-(ms - 4) / 20), ofTraces.Of("Apre", 0)[k], precision, 20);
        }
    }

    // Oracle: bits. What is recorded neither depends on the workers nor changes what happens, whoever owns the synapses and whether traces are held once a neuron.
    [Theory, ClassData(typeof(Configurations))]
    public void Means_have_the_same_bits_on_any_number_of_threads_and_change_nothing(string backend, Precision precision)
    {
        foreach (var reset in (string[])["", "; x_pre -= 0.1"])
        {
            var (digest, one) = Run(1, true, reset);
            Assert.All((int[])[2, 3, 8], threads => Assert.Equal(one, Run(threads, true, reset).Means));
            Assert.Equal(digest, Run(3, false, reset).Digest);
            Assert.True(one.Distinct().Count() > 100);
        }

        (string Digest, double[] Means) Run(int threads, bool records, string alone)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, "dv/dt = (1.2 - v + x)/(10*ms) : 1\nx : 1", threshold: "v > 1", reset: "v = 0.3*rand()"));
            cells["v"] = "rand()";
            var synapses = net.Add(new Synapses(
                cells, cells, "w : 1\ndApre/dt = -Apre/(20*ms) : 1 (event-driven)\ndApost/dt = -Apost/(20*ms) : 1 (event-driven)",
                onPre: "v_post += 0.01*w; Apre += 0.01; w = clip(w + Apost, 0, 1)" + alone, onPost: "Apost -= 0.0105; w = clip(w + Apre, 0, 1)")).Connect("i != j", p: 0.1);
            synapses["w"] = "rand()";
            BlockMeanMonitor? means = records ? net.Add(new BlockMeanMonitor(synapses, ["w", "Apost"], [cells[..100], cells[50..250]], [cells[..133], cells[133..]], 0.5 * ms)) : null;
            net.Run(10 * ms);
            net.Run(10 * ms);
            return (net.Report("").Digest, means is null ? [] : [.. from v in (string[])["w", "Apost"] from f in (int[])[0, 1] from t in (int[])[0, 1] from mean in means.Of(v, f, t) select mean]);
        }
    }

    // Oracle: the run that was not interrupted.
    [Theory, ClassData(typeof(Configurations))]
    public void A_stored_state_keeps_the_samples(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var synapses = net.Add(new Synapses(net.Add(new PoissonGroup(20, 200 * Hz)), net.Add(new NeuronGroup(30, "")), "dx/dt = -x/(10*ms) : 1 (event-driven)", onPre: "x += 1")).Connect();
        var means = net.Add(new BlockMeanMonitor(synapses, ["x"]));
        net.Run(5 * ms);
        net.Store();
        net.Run(5 * ms);
        var expected = means.Of("x");
        net.Restore(sameRandomNumbers: true);
        Assert.Equal(50, means.Samples);
        net.Run(5 * ms);
        Assert.Equal(expected, means.Of("x"));
        means.Clear();
        net.Run(1 * ms);
        Assert.Equal(10, means.Samples);
        Assert.Equal(10e-3, means.Times[0], 1e-15);
    }
}
