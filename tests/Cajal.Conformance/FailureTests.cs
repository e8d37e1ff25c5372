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
        Assert.Matches(@"^cells\.v\[70\] is (NaN|Infinity|∞) shortly before 0\.0[0-9]+ s: ", error.Message);
        Assert.InRange(net.Time.In(ms), 1, 20);
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
