using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Parts of groups as ends of synapses: their elements are numbered from 0.</summary>
public sealed class SubgroupTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_between_parts_connect_and_transmit_by_the_numbers_within_the_parts(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(10, "", threshold: "i % 2 == 1"));
        var target = net.Add(new NeuronGroup(20, "v : 1\nk : 1"));
        var synapses = net.Add(new Synapses(source[1..6], target[10..], onPre: "v += 1; k = i + 10*j")).Connect("i == j");
        net.Run(0.1 * ms);
        Assert.Equal([0, 1, 2, 3, 4], synapses.Sources());
        Assert.Equal([0, 1, 2, 3, 4], synapses.Targets());
        Assert.Equal([.. Enumerable.Range(0, 20).Select(cell => cell is 10 or 12 or 14 ? 1.0 : 0)], target["v"].ToArray());
        Assert.Equal([0.0, 0, 22, 0, 44], target["k"].ToArray()[10..15]);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_part_of_a_part_and_a_range_of_values_name_the_same_neurons(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "v : 1"));
        cells[2..8][1..3]["v"] = 7;
        cells["v"][8..] = "i*1.0";
        cells["v"][0] = 3;
        Assert.Equal([3.0, 0, 0, 7, 7, 0, 0, 0, 8, 9], cells["v"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Monitors_of_listed_and_stepped_elements_count_within_them(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "v = i*1.0 : 1", threshold: "i % 5 == 0"));
        var listed = net.Add(new SpikeMonitor(cells[[3, 5, 100, 150]], variables: ["v"]));
        var stepped = net.Add(new SpikeMonitor(cells[10..22, 5]));
        var one = net.Add(new SpikeMonitor(cells[^5]));
        var rate = net.Add(new PopulationRateMonitor(cells[[3, 5, 100, 150]]));
        net.Run(0.1 * ms);
        Assert.Equal([1, 2, 3], listed.Indices);
        Assert.Equal([5.0, 100, 150], listed.Values("v"));
        Assert.Equal([0, 1, 2], stepped.Indices);
        Assert.Equal([0], one.Indices);
        Assert.Equal([3], rate.Counts);
        Agreement.Close(7500, rate.Rates()[0], Precision.Double, 4);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Values_of_listed_elements_are_set_and_read_with_numbers_within_the_list(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "v : 1\nshared_one : 1 (shared)"));
        var part = cells[[3, 4, 7, 9]];
        part["v"] = "10*N + i";
        part["v"]["i >= 3"] = -1;
        part["shared_one"] = 5;
        Assert.Equal([0.0, 0, 0, 40, 41, 0, 0, 42, 0, -1], cells["v"].ToArray());
        Assert.Equal([40.0, 41, 42, -1], part["v"].ToArray());
        Assert.Equal([41.0, -1], part[[1, 3]]["v"].ToArray());
        Assert.Equal([42.0, -1], part[2..]["v"].ToArray());
        Assert.Equal(5, cells["shared_one"].Si);
        cells[2..8]["v"] = "i";
        Assert.Equal([0.0, 0, 0, 1, 2, 3, 4, 5, 0, -1], cells["v"].ToArray());
    }

    // Oracle: each listed source meets the listed target of its position; inputs of certainty reach the listed neurons only.
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_and_inputs_reach_listed_elements(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(200, "", threshold: "i % 2 == 1"));
        var target = net.Add(new NeuronGroup(300, "v : 1\nk : 1\nx : 1"));
        var (from, to) = (source[[3, 64, 131, 199]], target[[0, 63, 65, 299]]);
        var synapses = net.Add(new Synapses(from, to, onPre: "v += 1; k = i + 10*j")).Connect("i == j");
        net.Add(new PoissonInput(to, "x", 3, 10 * kHz, "2"));
        net.Run(0.1 * ms);
        Assert.Equal([0, 1, 2, 3], synapses.Sources());
        Assert.Equal([0, 1, 2, 3], synapses.Targets());
        Assert.Equal([1.0, 0, 1, 1], to["v"].ToArray());
        Assert.Equal([0.0, 0, 22, 33], to["k"].ToArray());
        Assert.Equal(3, target["v"].ToArray().Sum());
        Assert.Equal([6.0, 6, 6, 6], to["x"].ToArray());
        Assert.Equal(24, target["x"].ToArray().Sum());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Code_by_the_clock_runs_for_listed_elements_and_counts_within_them(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "v : 1"));
        cells[[3, 64, 131]].RunRegularly("v += i + 1");
        net.Run(0.2 * ms);
        Assert.Equal([2.0, 4, 6], cells[[3, 64, 131]]["v"].ToArray());
        Assert.Equal(12, cells["v"].ToArray().Sum());
    }
}
