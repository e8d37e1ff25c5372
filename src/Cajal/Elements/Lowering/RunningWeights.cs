using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Where the weights of a handler's synapses are in the engine.</summary>
internal sealed class RunningWeights(ElementTree tree)
{
    private readonly List<(Synapses Projection, int[] Numbers)> _projections = [];
    private Dictionary<int, (Synapses Projection, int Place)>? _places;

    /// <summary>Adds a projection that holds a weight for each synapse.</summary>
    /// <param name="numbers">Number of each of its synapses in the handler.</param>
    public void Add(Synapses projection, int[] numbers) => _projections.Add((projection, numbers));

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
        .SelectMany(p => p.Numbers.Select((number, place) => (Number: number, At: (p.Projection, Place: place))))
        .DistinctBy(p => p.Number).ToDictionary(p => p.Number, p => p.At);
}
