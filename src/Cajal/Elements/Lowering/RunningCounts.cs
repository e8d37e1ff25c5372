using Cajal.Units;

namespace Cajal.Elements;

/// <summary>
/// An array of random sources of which nobody asks which one spiked: each drives one synapse, all alike, and none is recorded. Their spikes are drawn as one
/// number for each neuron and step, of the same distribution.
/// </summary>
internal sealed class RunningCounts : IRunningFields
{
    private readonly ElementArray _array;
    private readonly Network _network;
    private readonly Func<IEnumerable<PoissonInput>> _make;
    private List<PoissonInput> _inputs = [];

    /// <param name="array">The sources.</param>
    /// <param name="target">The neurons.</param>
    /// <param name="countOf">Number of sources that drive each neuron.</param>
    /// <param name="weight">Weight of the synapses [V].</param>
    public RunningCounts(ElementArray array, NeuronGroup target, int[] countOf, double weight)
    {
        (_array, _network) = (array, target.Network!);
        var groups = Enumerable.Range(0, countOf.Length).Where(k => countOf[k] > 0).GroupBy(k => countOf[k]).OrderBy(g => g.Key)
            .Select(g => (Count: g.Key, Part: new Subgroup(target, [.. g]))).ToList();
        _make = () => groups.Select(g => new PoissonInput(g.Part, "arrived", g.Count, array.Column("rate").Common!.Value * SI.Hz, weight * SI.V));
        Renew();
        array.Running = this;
    }

    /// <summary>Whether numbers can stand for the spikes of an array.</summary>
    public static bool CanStandFor(ElementArray array, IReadOnlyList<Message> messages)
    {
        if (array.Class.Name != "RandSpike" || array.Column("rate").Common is null || array.Column("refractT").Common != 0) { return false; }
        var (weight, hasSynapse) = ((double?)null, new bool[array.Count]);
        foreach (var message in messages)
        {
            if (message.Source != array) { continue; }
            var handler = message.Destination;
            if (message.FirstSynapse < 0 || handler.Class.Name != "SimpleSynHandler") { return false; }
            for (var k = 0; k < message.Count; k++)
            {
                var synapse = message.SynapseOf(k);
                weight ??= handler.Synapses.Weights[synapse];
                if (hasSynapse[message.Pre[k]] || handler.Synapses.Weights[synapse] != weight || handler.Synapses.Delays[synapse] != 0) { return false; }
                hasSynapse[message.Pre[k]] = true;
            }
        }

        return weight is not null;
    }

    public double[] Read(FieldInfo field, int first, int count) => throw new System.Diagnostics.UnreachableException("A RandSpike has no field that a simulation changes.");

    public void Write(FieldInfo field, int first, int count)
    {
        if (field.Name == "rate" && _array.Column("rate").Common is not null) { Renew(); }
        else { _array.Tree.Change(); }
    }

    private void Renew()
    {
        foreach (var input in _inputs) { _network.Remove(input); }
        _inputs = [.. _make()];
        foreach (var input in _inputs) { _network.Add(input); }
    }
}
