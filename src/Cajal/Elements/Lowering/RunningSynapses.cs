using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Synapses that one array of sources has onto one array of neurons by one handler, as a projection of the engine.</summary>
internal sealed class RunningSynapses
{
    private readonly Synapses _projection;
    private readonly int[] _numbers;
    private readonly bool _sharesWeight;

    /// <param name="source">Where spikes come from.</param>
    /// <param name="target">The neurons.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="ends">Which synapses: source, neuron, and number in the handler of each.</param>
    public RunningSynapses(RunningSpikes source, RunningNeurons target, ElementArray handler, SynapseEnds ends)
    {
        var synapses = handler.Synapses;
        (_numbers, _sharesWeight) = (ends.Numbers, synapses.Weights.Common is not null);
        var network = target.Group.Network!;
        _projection = network.Add(new Synapses(source.Source, target.Group, _sharesWeight ? "w : volt (shared)" : "w : volt", "arrived_post += w"));
        _projection.Connect(ends.Pre, ends.Post);
        _projection["w"] = new QuantityArray(_sharesWeight ? [synapses.Weights.Common!.Value] : [.. _numbers.Select(k => synapses.Weights[k])], SI.V.Dimension);
        SetDelays(source, synapses.Delays, handler.Tree.TimeComparison);
    }

    /// <summary>Tells the weights of the handler where theirs are.</summary>
    public void Enlist(RunningWeights weights)
    {
        if (_sharesWeight) { return; }
        for (var k = 0; k < _numbers.Length; k++) { weights.Add(_numbers[k], _projection, k); }
    }

    private void SetDelays(RunningSpikes source, FieldColumn delays, TimeComparison comparison)
    {
        var dt = source.Source.Clock.Dt.Si;
        double InEngine(double delay) => source.StepsOf(delay, dt) * dt;
        var first = delays[_numbers[0]];
        var isCommon = delays.Common is not null || Array.TrueForAll(_numbers, k => delays[k] == first);
        _projection.Delay = new QuantityArray([.. isCommon ? _numbers.Select(_ => InEngine(first)) : _numbers.Select(k => InEngine(delays[k]))], Dimension.Time);
        if (comparison == TimeComparison.FloatingPoint && first > 0) { _projection.Pathway("pre").Traffic.Lateness = source.LatenessOf(first, dt); }
    }
}

/// <summary>Synapses by their ends.</summary>
/// <param name="Pre">Source of each.</param>
/// <param name="Post">Neuron of each.</param>
/// <param name="Numbers">Number of each in the handler.</param>
internal sealed record SynapseEnds(int[] Pre, int[] Post, int[] Numbers)
{
    /// <summary>The same synapses, apart by delay.</summary>
    public IEnumerable<SynapseEnds> ByDelay(FieldColumn delays) => delays.Common is not null ? [this]
        : Enumerable.Range(0, Numbers.Length).GroupBy(k => delays[Numbers[k]]).OrderBy(g => g.Key)
            .Select(g => new SynapseEnds([.. g.Select(k => Pre[k])], [.. g.Select(k => Post[k])], [.. g.Select(k => Numbers[k])]));
}
