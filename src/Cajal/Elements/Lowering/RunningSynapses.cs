using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Synapses that one array of sources has onto one array of neurons by one handler, as a projection of the engine.</summary>
internal sealed class RunningSynapses
{
    private readonly Synapses _projection;
    private readonly SynapseEnds _ends;
    private readonly bool _hasWeights;

    /// <param name="source">Where spikes come from.</param>
    /// <param name="target">The neurons.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="ends">Which synapses.</param>
    /// <param name="hearsNeurons">Whether spikes of the neurons reach the handler.</param>
    public RunningSynapses(RunningSpikes source, RunningNeurons target, ElementArray handler, SynapseEnds ends, bool hearsNeurons)
    {
        var weights = handler.Synapses.Weights;
        _ends = ends;
        Quantity? common = weights.Common is { } one && handler.Class.Name == "SimpleSynHandler" ? one * SI.V : null;
        _hasWeights = common is null;
        var dt = source.Source.Clock.Dt.Si;
        _projection = target.Group.Network!.Add(Plasticity.Projection(handler, source.Source, target.Group, common, hearsNeurons));
        _projection.Connect(ends.Pre, ends.Post);
        if (_hasWeights) { _projection["weight"] = new QuantityArray([.. Enumerable.Range(0, ends.Count).Select(k => weights[ends.NumberOf(k)])], SI.V.Dimension); }
        Plasticity.SetParameters(handler, _projection, ends, dt);
        SetDelays(source, handler.Synapses.Delays, dt, handler.Tree.TimeComparison);
    }

    /// <summary>Tells the weights of the handler where theirs are.</summary>
    public void Enlist(RunningWeights weights)
    {
        if (_hasWeights) { weights.Add(_projection, _ends); }
    }

    private void SetDelays(RunningSpikes source, FieldColumn delays, double dt, TimeComparison comparison)
    {
        var first = delays[_ends.NumberOf(0)];
        var all = Enumerable.Range(0, _ends.Count).Select(k => delays[_ends.NumberOf(k)]);
        if (delays.Common is not null || all.All(delay => delay == first)) { _projection.Delay = InEngine(first) * SI.s; }
        else { _projection.Delay = new QuantityArray([.. all.Select(InEngine)], Dimension.Time); }
        if (comparison == TimeComparison.FloatingPoint && first > 0) { _projection.Pathway("pre").Traffic.Lateness = source.LatenessOf(first, dt); }

        double InEngine(double delay) => source.StepsOf(delay, dt) * dt;
    }
}
