using Cajal.Runtime.Synapses.Slots;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>
/// Event-driven variables that are the same for all synapses of a neuron are held for the neuron, and code of the targets' spikes may wait for the sources' next
/// ones: neither is to be seen in any value.
/// </summary>
public sealed class TraceTests
{
    private const string Model = "w : 1\nu : 1\ndApre/dt = -Apre/(2*ms) : 1 (event-driven)\ndBpre/dt = (0.1 - Bpre)/(5*ms) : 1 (event-driven)\ndApost/dt = -Apost/(3*ms) : 1 (event-driven)";

    /// <summary>Statements of plasticity rules: those of the sources' spikes, and of the targets'.</summary>
    private static readonly string[] s_pre =
    [
        "x_post += w", "Apre += 1", "Apre = 0.7", "Bpre += 0.2*Apre", "w -= 0.02*w*Apost", "w = clip(w + 0.01*Apost, 0, 1)", "u += Apost*Apre", "x_post += 0.1*u", "w *= 0.999",
        "u = w*Bpre", "w += 0.001*rand()",
    ];

    private static readonly string[] s_post =
    [
        "Apost += 1", "Apost = 0.9", "w += 0.01*(1 - w)*Apre", "w = clip(w + 0.02*Apre*Bpre, 0, 1)", "u += w*Apre", "change = 0.01*Bpre*exp(-u); w += change", "w = w*0.5; w += u*Apre",
        "u = 0.9*u + 0.001*j", "w -= 0.003*w/(1 + Apre)",
    ];

    [Theory, ClassData(typeof(Configurations))]
    public void Rules_give_the_same_bits_whether_the_code_of_the_targets_waits_or_not(string backend, Precision precision)
    {
        Random random = new(1);
        for (var rule = 0; rule < 4; rule++)
        {
            var (onPre, onPost) = (Pick(s_pre), Pick(s_post));
            var expected = Values(backend, precision, onPre, onPost, 1, Delivery.Slots);
            foreach (var (threads, layout) in ((int, Delivery?)[])[(1, null), (2, null), (3, Delivery.Slots), (8, null)])
            {
                Assert.True(expected.SequenceEqual(Values(backend, precision, onPre, onPost, threads, layout)), $"{threads} threads, {layout}: {onPre} / {onPost}");
            }
        }

        string Pick(string[] from) => string.Join("; ", Enumerable.Range(0, random.Next(2, 6)).Select(_ => from[random.Next(from.Length)]).Prepend(from[0]));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_run_in_pieces_equals_one_whatever_happens_between(string backend, Precision precision)
    {
        const string OnPre = "x_post += w; Apre += 1; w -= 0.02*w*Apost";
        const string OnPost = "Apost += 1; w += 0.01*(1 - w)*Apre";
        var whole = Values(backend, precision, OnPre, OnPost, 2, null, (net, _) => net.Run(3 * ms));
        var pieces = Values(backend, precision, OnPre, OnPost, 2, null, (net, synapses) =>
        {
            _ = synapses["Apre"].ToArray();
            net.Threads = 3;
            synapses.Arrangement.Forced = Delivery.Slots;
            net.Run(3 * ms);
            net.Store();
            (net.Threads, synapses.Arrangement.Forced) = (1, null);
            net.Run(4 * ms);
            net.Restore(sameRandomNumbers: true);
        });

        // Events that were undone count too.
        Assert.Equal(whole[..^1], pieces[..^1]);
    }

    /// <summary>Oracle: spikes of the source at 1 and 4 ms, of the target at 2 ms; a trace has its value at the synapse's last event.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void A_trace_shows_its_value_at_the_last_event_of_the_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 0], new[] { 1.0, 4 } * ms));
        var target = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 2.0 } * ms));
        var synapses = net.Add(new Synapses(source, target, "dA/dt = -A/(2*ms) : 1 (event-driven)\ndB/dt = -B/(4*ms) : 1 (event-driven)", onPre: "A += 1", onPost: "B += 1")).Connect();
        var monitor = net.Add(new StateMonitor(synapses, ["A"]));
        net.Run(3 * ms);
        Assert.NotNull(synapses.Store.Traces);
        Agreement.Close([Math.Exp(-0.5), 0], synapses["A"].ToArray(), precision, 10);
        Agreement.Close([1, 1], synapses["B"].ToArray(), precision, 10);
        Agreement.Close([2e-3, 2e-3], synapses["lastupdate"].ToArray(), precision, 10);
        Agreement.Close([0, 1, Math.Exp(-0.5)], [monitor.Of("A", 0)[5], monitor.Of("A", 0)[15], monitor.Of("A", 0)[25]], precision, 10);
        net.Run(2 * ms);
        Agreement.Close([1 + Math.Exp(-1.5), 0], synapses["A"].ToArray(), precision, 10);
        Agreement.Close([Math.Exp(-0.5), 1], synapses["B"].ToArray(), precision, 10);
        Agreement.Close([4e-3, 2e-3], synapses["lastupdate"].ToArray(), precision, 10);
    }

    /// <summary>Oracle: synapse 0 starts from 2, synapse 1 from 5; both gain 1 after 1 ms, and decay until 2 ms.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_of_one_neuron_that_start_from_different_values_keep_their_own(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 1.0, 2 } * ms));
        var synapses = net.Add(new Synapses(source, net.Add(new NeuronGroup(2, "x : 1")), "dA/dt = -A/(1*ms) : 1 (event-driven)", onPre: "A += 1")).Connect();
        net.Run(1.5 * ms);
        Assert.NotNull(synapses.Store.Traces);
        synapses["A"] = new[] { 2.0, 5 };
        net.Run(1 * ms);
        Assert.Null(synapses.Store.Traces);
        Agreement.Close([(2 * Math.Exp(-1)) + 1, (5 * Math.Exp(-1)) + 1], synapses["A"].ToArray(), precision, 10);
    }

    /// <summary>Oracle: 0.7 falls by 0.1 a ms to 0.5, where it stays; then 0.7 more.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void A_variable_with_thresholds_belongs_to_its_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 1.0, 4 } * ms));
        var synapses = net.Add(new Synapses(source, net.Add(new NeuronGroup(2, "v : 1")), "dx/dt = -100*Hz*int(x > 0.5) : 1 (event-driven)", onPre: "x += 0.7")).Connect();
        net.Run(5 * ms);
        Assert.Null(synapses.Store.Traces);
        Agreement.Close([1.2, 1.2], synapses["x"].ToArray(), precision, 10);
    }

    private static double[] Values(string backend, Precision precision, string onPre, string onPost, int threads, Delivery? layout, Action<Network, Synapses>? between = null)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = threads;

        // Some sources never spike, most targets spike more often than events are remembered.
        var source = net.Add(new NeuronGroup(30, "x : 1", threshold: "rand() < 0.003*i"));
        var target = net.Add(new NeuronGroup(448, "x : 1", threshold: "rand() < 0.0005*i"));
        var synapses = net.Add(new Synapses(source, target, Model, onPre: onPre, onPost: onPost, delay: 1 * ms));
        synapses.Arrangement.Forced = layout;
        synapses.Connect(p: 0.65);
        (synapses["w"], synapses["u"]) = ("rand()", "0.1*rand()");
        net.Run(8 * ms);
        Assert.Equal(layout is null, synapses.Pathway("post").Traffic.Routes is TargetRoutes);
        between?.Invoke(net, synapses);
        net.Run(7 * ms);
        Assert.NotNull(synapses.Store.Traces);
        return [.. synapses["w"].ToArray(), .. synapses["u"].ToArray(), .. synapses["Apre"].ToArray(), .. synapses["Bpre"].ToArray(), .. synapses["Apost"].ToArray(),
            .. synapses["lastupdate"].ToArray(), .. target["x"].ToArray(), synapses.Events];
    }
}
