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
    /// <param name="ends">Which synapses.</param>
    /// <param name="hearsNeurons">Whether spikes of the neurons reach the handler.</param>
    public RunningSynapses(RunningSpikes source, RunningNeurons target, ElementArray handler, SynapseEnds ends, bool hearsNeurons)
    {
        var weights = handler.Synapses.Weights;
        _numbers = ends.Numbers;
        _sharesWeight = weights.Common is not null && handler.Class.Name == "SimpleSynHandler";
        var dt = source.Source.Clock.Dt.Si;
        _projection = target.Group.Network!.Add(Plasticity.Projection(handler, source.Source, target.Group, _sharesWeight, hearsNeurons));
        _projection.Connect(ends.Pre, ends.Post);
        _projection["weight"] = new QuantityArray(_sharesWeight ? [weights.Common!.Value] : [.. _numbers.Select(k => weights[k])], SI.V.Dimension);
        Plasticity.SetParameters(handler, _projection, _numbers, dt);
        SetDelays(source, handler.Synapses.Delays, dt, handler.Tree.TimeComparison);
    }

    /// <summary>Tells the weights of the handler where theirs are.</summary>
    public void Enlist(RunningWeights weights)
    {
        if (!_sharesWeight) { weights.Add(_projection, _numbers); }
    }

    private void SetDelays(RunningSpikes source, FieldColumn delays, double dt, TimeComparison comparison)
    {
        var first = delays[_numbers[0]];
        if (delays.Common is not null || Array.TrueForAll(_numbers, k => delays[k] == first)) { _projection.Delay = InEngine(first) * SI.s; }
        else { _projection.Delay = new QuantityArray([.. _numbers.Select(k => InEngine(delays[k]))], Dimension.Time); }
        if (comparison == TimeComparison.FloatingPoint && first > 0) { _projection.Pathway("pre").Traffic.Lateness = source.LatenessOf(first, dt); }

        double InEngine(double delay) => source.StepsOf(delay, dt) * dt;
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
