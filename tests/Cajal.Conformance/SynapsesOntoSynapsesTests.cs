using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Projections that end on the synapses of another one.</summary>
public sealed class SynapsesOntoSynapsesTests
{
    // Oracle by hand: sources fire at 0, 2 and 4 ms; the weight of synapse 0 is 2 from 1 ms on, that of synapse 2 from 3 ms on.
    [Theory, ClassData(typeof(Configurations))]
    public void A_spike_changes_the_weight_of_a_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2, 0, 1, 2], new[] { 0.0, 0, 0, 2, 2, 2, 4, 4, 4 } * ms));
        var modulator = net.Add(new SpikeGeneratorGroup(3, [0, 2], new[] { 1.0, 3 } * ms));
        var target = net.Add(new NeuronGroup(3, "v : integer"));
        var modulated = net.Add(new Synapses(source, target, "w : integer", onPre: "v += w")).Connect("i == j");
        modulated["w"] = 1;
        net.Add(new Synapses(modulator, modulated, onPre: "w += 1")).Connect("i == j");
        net.Run(5 * ms);
        Assert.Equal([5.0, 3, 4], target["v"].ToArray());
    }

    // Oracle: synapse j gets the sum of the sources i >= j, of 0 to 4.
    [Theory, ClassData(typeof(Configurations))]
    public void A_variable_of_synapses_is_summed_over_the_synapses_onto_them(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(5, ""));
        var summed = net.Add(new Synapses(cells, model: "w : integer")).Connect("i == j");
        net.Add(new Synapses(cells, summed, "x : integer\nw_post = x : integer (summed)")).Connect("i >= j")["x"] = "i";
        net.Run(net.Dt);
        Assert.Equal([10.0, 10, 9, 7, 4], summed["w"].ToArray());
    }

    // Oracle: the same with one thread, where the target's synapses lie in another order; and the number of each target by creation.
    [Theory, ClassData(typeof(Configurations))]
    public void A_synapse_is_reached_wherever_it_lies(string backend, Precision precision)
    {
        var one = Weights(1, 1);
        foreach (var (first, second) in ((int, int)[])[(2, 2), (3, 1), (1, 4)]) { Assert.Equal(one, Weights(first, second)); }

        double[] Weights(int first, int second)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = first;
            var cells = net.Add(new NeuronGroup(200, "g : 1", threshold: "rand() < 0.05"));
            var modulator = net.Add(new NeuronGroup(3, "seen : 1", threshold: "rand() < 0.3"));
            var target = net.Add(new Synapses(cells, cells, "w : 1\nnumber : 1", onPre: "w = 0.9*w; g += w")).Connect(0.05);
            target["w"] = 1;
            target.Delay = "1*ms*rand()";
            var onto = net.Add(new Synapses(modulator, target, "last : 1", onPre: "number = j; last = w_post; w_post += 0.1*rand(); seen_pre += w", delay: 0.3 * ms)).Connect(0.5);
            net.Run(3 * ms);
            net.Threads = second;
            net.Run(3 * ms);
            Assert.True(onto.Events > 1000);
            Assert.All(target["number"].ToArray(), (number, k) => Assert.True(number == k || number == 0));
            onto["last"] = "w_post + 1000*j";
            Assert.Equal(
                [.. onto.Targets().Select(t => precision == Precision.Double ? target["w"][t].Si + (1000.0 * t) : (float)target["w"][t].Si + (1000f * t))], onto["last"].ToArray());
            return [.. target["w"].ToArray(), .. onto["last"].ToArray(), .. cells["g"].ToArray(), .. modulator["seen"].ToArray()];
        }
    }

    // Oracle: the condition in a loop over the synapses in order of creation; delays make them lie otherwise once they have run.
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_are_chosen_as_targets_by_their_numbers_and_variables_also_after_a_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(Networks.Metronomes(8));
        var target = net.Add(new Synapses(cells, model: "w : 1", onPre: "w += 1")).Connect("i != j");
        target.Delay = "1*ms*rand()";
        net.Run(0.6 * ms);
        var w = target["w"].ToArray();
        Assert.Contains(0, w);
        var onto = net.Add(new Synapses(cells, target, "n : integer")).Connect("w_post > 2 and j % 3 == i");
        Assert.Equal([.. from i in Enumerable.Range(0, 8) from j in Enumerable.Range(0, 56) where w[j] > 2 && j % 3 == i select j], onto.Targets());
        net.Run(0.1 * ms);
        onto["n"] = "N_incoming + 10*j";
        Assert.Equal([.. onto.Targets().Select(j => 1 + (10.0 * j))], onto["n"].ToArray());
    }
}
