using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Synaptic variables that advance only when a spike reaches the synapse.</summary>
public sealed class EventDrivenTests
{
    // Oracle: the same rule with the decay written out as exp((lastupd - t)/tau). In float32 t itself carries a rounding of 20 ms,
    // which is 2000 roundings of the shortest interval over tau; some 50 events add up.
    [Theory, ClassData(typeof(Configurations))]
    public void Event_driven_plasticity_equals_the_explicit_decay(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var pre = net.Add(new NeuronGroup(2, "dv/dt = rate : 1\nrate : Hz", threshold: "v > 1", reset: "v = 0", method: "euler"));
        var post = net.Add(new NeuronGroup(2, "dv/dt = rate : 1\nrate : Hz", threshold: "v > 1", reset: "v = 0", method: "euler"));
        pre["rate"] = new[] { 1000.0, 1500 } * Hz;
        post["rate"] = new[] { 1100.0, 1400 } * Hz;
        var driven = net.Add(new Synapses(
            pre, post,
            "w : 1\ndApre/dt = -Apre/(20*ms) : 1 (event-driven)\ndApost/dt = -Apost/(15*ms) : 1 (event-driven)",
            onPre: "Apre += 0.01; w = clip(w + Apost, 0, 1)", onPost: "Apost -= 0.0105; w = clip(w + Apre, 0, 1)")).Connect("i == j");
        var written = net.Add(new Synapses(
            pre, post, "w : 1\nApre : 1\nApost : 1\nlastupd : second",
            onPre: "Apre = Apre*exp((lastupd-t)/(20*ms)) + 0.01; Apost = Apost*exp((lastupd-t)/(15*ms)); w = clip(w + Apost, 0, 1); lastupd = t",
            onPost: "Apre = Apre*exp((lastupd-t)/(20*ms)); Apost = Apost*exp((lastupd-t)/(15*ms)) - 0.0105; w = clip(w + Apre, 0, 1); lastupd = t"))
            .Connect("i == j");
        (driven["w"], written["w"]) = (0.5, 0.5);
        net.Run(20 * ms);
        Assert.All(written["w"].ToArray(), w => Assert.True(w is > 0 and < 1 and not 0.5));
        Agreement.Close(written["w"].ToArray(), driven["w"].ToArray(), precision, 3000);
        Agreement.Close(written["Apre"].ToArray(), driven["Apre"].ToArray(), precision, 3000);
        Agreement.Close(written["Apost"].ToArray(), driven["Apost"].ToArray(), precision, 3000);
        Agreement.Close(written["lastupd"].ToArray(), driven["lastupdate"].ToArray(), precision, 3);
    }

    // Oracle: x' = (0.6 - x)/(800 ms) from x = 0.6 + 0.3 at the first spike: 0.6 + 0.3·exp(-Δ/τ).
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_driven_variable_relaxes_to_its_resting_value_between_spikes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 1.0, 41 } * ms));
        var target = net.Add(new NeuronGroup(1, "seen : 1"));
        var synapse = net.Add(new Synapses(source, target, "dx/dt = (0.6 - x)/(80*ms) : 1 (event-driven)", onPre: "seen = x; x += 0.3")).Connect();
        synapse["x"] = 0.6;
        net.Run(50 * ms);
        Agreement.Close(0.6 + (0.3 * Math.Exp(-0.5)), target["seen"][0].Si, precision, 20);
    }

    // Oracle: x' = (v - x)/(10 ms) with v at its value at the event, 3, from x = 0 at 1 ms: 3·(1 - exp(-0.4)).
    [Theory, ClassData(typeof(Configurations))]
    public void A_variable_of_a_neuron_counts_with_its_present_value_and_a_moving_one_is_pointed_out(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        List<string> warnings = [];
        net.Warned = warnings.Add;
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 1.0, 5 } * ms));
        var target = net.Add(new NeuronGroup(1, "dv/dt = 0*Hz : 1\np : 1"));
        var synapse = net.Add(new Synapses(
            source, target, "dx/dt = (moving - x)/(10*ms) : 1 (event-driven)\nmoving = v_post : 1\ndy/dt = (p - y)/(10*ms) : 1 (event-driven)", onPre: "v_post = 3")).Connect();
        net.Run(6 * ms);
        Agreement.Close(3 * (1 - Math.Exp(-0.4)), synapse["x"].Si, precision, 30);
        Assert.Equal(
            "'synapses': the event-driven 'x' depends on 'v_post', which changes between events. Its value at an event counts for all the time since the last one; "
            + "flag the equation (clock-driven) to follow it.",
            Assert.Single(warnings));
    }

    // Oracle: straight lines to the bound on the side of the threshold 0.4 where the value was after the event before; each synapse has a start, a
    // rate and a lower bound of its own, and jumps of 0.25 and -0.17 take some over the threshold. Differences of values up to 1 round like 1.
    [Theory, ClassData(typeof(Configurations))]
    public void A_bistable_variable_follows_its_lines_between_events(string backend, Precision precision)
    {
        const int Count = 40;
        double[] events = [1, 3, 3.1, 18, 19, 41, 49];
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, new int[events.Length], events * ms));
        var target = net.Add(new NeuronGroup(Count, "seen : 1"));
        var synapses = net.Add(new Synapses(
            source, target,
            """
            dL/dt = up*int(L > 0.4 and L < 1) - 0.0147/ms*int(L <= 0.4 and L > lowest) : 1 (event-driven)
            dtrace/dt = -trace/(20*ms) : 1 (event-driven)
            up : Hz
            lowest : 1
            """,
            onPre: "seen = L; L = clip(L + 0.25*int(t > 18.5*ms) - 0.17*int(t < 18.5*ms), lowest, 1); trace += 1")).Connect();
        synapses["L"] = $"(j + 0.5)/{Count}";
        synapses["up"] = "(0.5 + j % 7)*Hz*5";
        synapses["lowest"] = "0.05*(j % 3)";

        var expected = Enumerable.Range(0, Count).Select(j => (j + 0.5) / Count).ToArray();
        var before = 0.0;
        foreach (var time in events)
        {
            net.Run((time * ms) + net.Dt - net.Time);
            for (var j = 0; j < Count; j++)
            {
                var (up, lowest, elapsed) = ((0.5 + (j % 7)) * 0.005, 0.05 * (j % 3), time - before);
                var seen = expected[j] > 0.4 ? Math.Min(Math.Max(1, expected[j]), expected[j] + (up * elapsed)) : Math.Max(Math.Min(lowest, expected[j]), expected[j] - (0.0147 * elapsed));
                Agreement.Close(1 + seen, 1 + target["seen"][j].Si, precision, 20);
                expected[j] = Math.Clamp(seen + (time > 18.5 ? 0.25 : -0.17), lowest, 1);
            }

            before = time;
        }

        var decayed = events.Sum(time => Math.Exp((time - events[^1]) / 20));
        Assert.All(synapses["trace"].ToArray(), trace => Agreement.Close(decayed, trace, precision, 20));
    }

    // Oracle: 30 - 10 per second up to 0.6, where both sides drive to it: 0.5 + 20*3e-3 after 3 ms, 0.6 after 9 ms. A rate that is the same on all sides is
    // subtracted in the passes to the thresholds, but belongs to none of them.
    [Theory, ClassData(typeof(Configurations))]
    public void A_parameter_is_subtracted_on_every_side_of_a_threshold(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 3.0, 9 } * ms));
        var target = net.Add(new NeuronGroup(1, "seen : 1"));
        var synapse = net.Add(new Synapses(source, target, "dx/dt = 30*Hz*int(x < 0.6) - leak : 1 (event-driven)\nleak : Hz", onPre: "seen = x")).Connect();
        (synapse["x"], synapse["leak"]) = (0.5, 10 * Hz);
        net.Run(4 * ms);
        Agreement.Close(0.56, target["seen"][0].Si, precision, 20);
        net.Run(6 * ms);
        Agreement.Close(0.6, target["seen"][0].Si, precision, 20);
    }

    // Oracle: up to p/3, and there the variable stays. For p of 5, and many others, p/3 and p times the rounded third differ: a threshold in two roundings would be
    // passed by none of infinitely many passes.
    [Theory, ClassData(typeof(Configurations))]
    public void A_threshold_is_one_number_however_it_is_written(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 3.0 } * ms));
        var cells = net.Add(new NeuronGroup(60, "dx/dt = 1e4*Hz*int(x < p/3) : 1\np, seen : 1"));
        cells["p"] = "i";
        net.Add(new Synapses(source, cells, "dy/dt = 1e30*Hz*int(y <= p/3) : 1 (event-driven)", onPre: "seen = y")).Connect();
        net.Run(4 * ms);
        for (var i = 0; i < 60; i++)
        {
            Agreement.Close(i / 3.0, cells["x"][i].Si, precision, 2);
            Agreement.Close(i / 3.0, cells["seen"][i].Si, precision, 2);
        }
    }

    // Oracle: the same equation advanced in every step; differences are roundings of 2,000 steps. From 0.88 the rate changes at 0.8, and both sides end at 0.5.
    [Theory, ClassData(typeof(Configurations))]
    public void Lazily_or_by_the_clock_variables_between_thresholds_are_the_same(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new PoissonGroup(20, "50*Hz"));
        var target = net.Add(new NeuronGroup(1, ""));
        var (lazy, stepwise) = (Add("event-driven"), Add("clock-driven"));
        net.Run(200 * ms);
        Assert.True(lazy["x"].ToArray().Distinct().Count() > 3);
        Assert.True(lazy["seen"].ToArray().Distinct().Count() > 5);
        foreach (var variable in (string[])["seen", "jumps"])
        {
            Agreement.Close(stepwise[variable].ToArray(), lazy[variable].ToArray(), precision, 2000);
        }

        Synapses Add(string flag)
        {
            var synapses = net.Add(new Synapses(
                source, target, $"dx/dt = (20*int(x < 0.5) - 10*int(x >= 0.5) + 4*int(x > 0.8))/second : 1 ({flag})\nseen, jumps : 1",
                onPre: "seen = x; x = 0.22*(jumps % 5); jumps += 1")).Connect();
            synapses["x"] = 0.5;
            return synapses;
        }
    }
}
