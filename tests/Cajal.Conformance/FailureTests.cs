using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>What a run that goes wrong owes the user, and what a report counts.</summary>
public sealed class FailureTests
{
    // Neuron 70 of 100 grows like 1/(1/v0 - t) and blows up at 1/v0 = 1 ms; the others start at 0 and stay there.
    [Theory, ClassData(typeof(Configurations))]
    public void A_run_that_leaves_the_numbers_stops_and_names_the_neuron(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(100, "dv/dt = v**2/ms : 1", method: "euler") { Name = "cells" });
        cells["v"][70] = 1.0;
        var error = Assert.Throws<ModelException>(() => net.Run(20 * ms));
        Assert.Matches(@"^cells\.v\[70\] is (NaN|Infinity) shortly before 0\.0[0-9]+ s: ", error.Message);
        Assert.InRange(net.Time.In(ms), 1, 20);
    }

    // Synapse 123 blows up at 1/w0 = 1 ms. 1/w of the gaps between synapses in memory, which hold 0, is of no interest.
    [Theory, ClassData(typeof(Configurations))]
    public void A_synapse_that_leaves_the_numbers_is_named_by_its_number_of_creation(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = 3;
        var cells = net.Add(Networks.Metronomes(200));
        var synapses = net.Add(new Synapses(cells, cells, "dw/dt = w**2/ms : 1 (clock-driven)\ndx/dt = 1/x/ms : 1 (clock-driven)", onPre: "w += 0", method: "euler") { Name = "synapses" }).Connect(p: 0.1);
        synapses["x"] = 1;
        net.Run(1 * ms);
        synapses["w"][123] = 1.0;
        Assert.Matches(@"^synapses\.w\[123\] is (NaN|Infinity) shortly before 0\.0[0-9]+ s: ", Assert.Throws<ModelException>(() => net.Run(20 * ms)).Message);
    }

    // Each spike squares x; from 10, the sixth squaring in float32 (10^64) and the ninth in float64 (10^512) is infinite. Synapse 7 leads from 0 to 7.
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_driven_variable_that_leaves_the_numbers_is_named_with_its_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(2));
        var target = net.Add(new NeuronGroup(10, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, "dx/dt = 0/second : 1 (event-driven)", onPre: "x = x*x") { Name = "synapses" }).Connect();
        synapses["x"][7] = 10;
        Assert.Matches(@"^synapses\.x\[7\], of the synapse from 0 to 7, is (NaN|Infinity) since an event shortly before 0\.0[0-9]+ s\. Look", Assert.Throws<ModelException>(() => net.Run(50 * ms)).Message);
    }

    // What a function of the program throws, here in the threshold of a group, by the second of three workers.
    [Theory, ClassData(typeof(Configurations))]
    public void An_exception_in_one_worker_ends_the_run_and_comes_once(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = 3;
        var throws = ModelFunction.Of("element, seconds : 1", "1", (element, seconds) => element == 100 && seconds > 0.01 ? throw new InvalidOperationException("my own") : element);
        net.Add(new NeuronGroup(200, $"v = {throws}(i*1.0, t/second) : 1\nx : 1", threshold: "v > 300"));
        Assert.Contains("my own", Assert.ThrowsAny<Exception>(() => net.Run(50 * ms)).ToString(), StringComparison.Ordinal);
        Assert.InRange(net.Time.In(ms), 0, 10.2);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_report_counts_events_from_the_last_restore_on(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(1));
        var target = net.Add(new NeuronGroup(1, "v : 1"));
        net.Add(new Synapses(source, target, onPre: "v += 1")).Connect();
        net.Store();
        net.Run(1 * ms);
        Assert.Equal(10, net.Report("").SynapticEvents);
        net.Restore();
        net.Run(0.5 * ms);
        Assert.Equal(5, net.Report("").SynapticEvents);
        Assert.Equal(5, net.Report("").Spikes);
    }

    // Code that writes to its source runs on one worker; w' = -w/ms from 1 is exp(-1) after 1 ms, whoever advances it.
    [Theory, ClassData(typeof(Configurations))]
    public void Clock_driven_synapses_that_write_to_their_source_run_on_several_threads(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = 3;
        var cells = net.Add(new NeuronGroup(200, "v : 1\ncount : 1", threshold: "v > 1"));
        var synapses = net.Add(new Synapses(cells, cells, "dw/dt = -w/ms : 1 (clock-driven)", onPre: "count_pre += 1", method: "exact")).Connect("i != j");
        synapses["w"] = 1.0;
        net.Run(1 * ms);
        foreach (var w in synapses["w"].ToArray()) { Agreement.Close(Math.Exp(-1), w, precision, 20); }
    }
}
