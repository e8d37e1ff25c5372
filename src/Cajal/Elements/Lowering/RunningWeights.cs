using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Where the weights of a handler's synapses are in the engine.</summary>
internal sealed class RunningWeights(ElementTree tree)
{
    private readonly Dictionary<int, (Synapses Projection, int Place)> _places = [];

    /// <summary>A synapse is at a place of a projection, perhaps one of several.</summary>
    public void Add(int synapse, Synapses projection, int place) => _places[synapse] = (projection, place);

    /// <summary>The weight of a synapse; null where the engine does not change it.</summary>
    public double? Read(int synapse) => _places.TryGetValue(synapse, out var at) ? at.Projection["w"][at.Place].Si : null;

    /// <summary>Changes a weight; where all weights are one value in the engine, the simulation has to begin anew.</summary>
    public void Write(int synapse, double weight)
    {
        if (_places.TryGetValue(synapse, out var at)) { at.Projection["w"][at.Place] = new Quantity(weight, SI.V.Dimension); }
        else { tree.Change(); }
    }
}
