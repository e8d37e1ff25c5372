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
}
