using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Where the weights of a handler's synapses are in the engine.</summary>
internal sealed class RunningWeights(ElementTree tree)
{
    private readonly List<(Synapses Projection, SynapseEnds Ends)> _projections = [];
    private Dictionary<int, (Synapses Projection, int Place)>? _places;

    /// <summary>Adds a projection that holds a weight for each synapse.</summary>
    /// <param name="ends">Its synapses.</param>
    public void Add(Synapses projection, SynapseEnds ends) => _projections.Add((projection, ends));

    /// <summary>The weight of a synapse; null where the engine does not change it.</summary>
    public double? Read(int synapse) => Places.TryGetValue(synapse, out var at) ? at.Projection["weight"][at.Place].Si : null;

    /// <summary>Changes a weight; where one value stands for all in the engine, the simulation has to begin anew.</summary>
    public void Write(int synapse, double weight)
    {
        if (Places.TryGetValue(synapse, out var at)) { at.Projection["weight"][at.Place] = new Quantity(weight, SI.V.Dimension); }
        else { tree.Change(); }
    }

    /// <summary>The projection and the place in it of each synapse, found as soon as somebody asks.</summary>
    private Dictionary<int, (Synapses Projection, int Place)> Places => _places ??= _projections
        .SelectMany(p => Enumerable.Range(0, p.Ends.Count).Select(place => (Number: p.Ends.NumberOf(place), At: (p.Projection, Place: place))))
        .DistinctBy(p => p.Number).ToDictionary(p => p.Number, p => p.At);
}
