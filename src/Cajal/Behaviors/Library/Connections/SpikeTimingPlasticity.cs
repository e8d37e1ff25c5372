namespace Cajal;

/// <summary>
/// Changes of weights by the times of spikes before and after the synapse. Each neuron leaves a trace, which rises by 1 with a spike and decays exponentially;
/// all pairs of spikes count, except those of one iteration. Makes a variable of the sources and one of the destinations, named for the synapses: exc_to_inh_pre,
/// exc_to_inh_post. Only synapses that the matrix holds learn: in a dense one, also those of weight 0.
/// </summary>
public abstract class SpikeTimingPlasticity : Behavior<SynapseGroup>
{
    /// <summary>Time constant of the trace of spikes before the synapse [iterations].</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public double TauPre { get; set => field = Positive(value, nameof(TauPre)); } = 20;

    /// <summary>Time constant of the trace of spikes after the synapse [iterations].</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public double TauPost { get; set => field = Positive(value, nameof(TauPost)); } = 20;

    /// <summary>The least weight to which learning brings a synapse.</summary>
    public double WMin { get; set; }

    /// <summary>The greatest weight to which learning brings a synapse.</summary>
    public double WMax { get; set; } = 1;

    /// <summary>The matrix of weights.</summary>
    public string WeightMatrix { get; set; } = "W";

    /// <inheritdoc/>
    public override void Initialize(SynapseGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (!(WMin <= WMax)) { throw new ModelException(FormattableString.Invariant($"The least weight of '{owner.Name}', {WMin}, is above the greatest, {WMax}. Set WMin and WMax.")); }
        _ = owner[WeightMatrix];
        owner.Source[$"{owner.Name}_pre"] = owner.Source.Vector("zeros");
        owner.Target[$"{owner.Name}_post"] = owner.Target.Vector("zeros");
    }

    /// <inheritdoc/>
    public sealed override void Forward(SynapseGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (before, after) = (owner.Source["spikes"], owner.Target["spikes"]);
        var (traceBefore, traceAfter) = (owner.Source[$"{owner.Name}_pre"], owner.Target[$"{owner.Name}_post"]);
        traceBefore *= Math.Exp(-1 / TauPre);
        traceAfter *= Math.Exp(-1 / TauPost);
        var (isBefore, isAfter) = (before.Any(), after.Any());
        if (!isBefore && !isAfter) { return; }
        var weights = owner[WeightMatrix];
        if (isBefore) { weights.AddOuter(OnSpikeBefore(traceAfter), before, WMin, WMax); }
        if (isAfter) { weights.AddOuter(after, OnSpikeAfter(traceBefore), WMin, WMax); }
        traceBefore += before;
        traceAfter += after;
    }

    /// <summary>What a spike before the synapse adds to its weight.</summary>
    /// <param name="traceAfter">Traces of the destinations.</param>
    /// <returns>One number for each destination.</returns>
    protected abstract VariableView OnSpikeBefore(VariableView traceAfter);

    /// <summary>What a spike after the synapse adds to its weight.</summary>
    /// <param name="traceBefore">Traces of the sources.</param>
    /// <returns>One number for each source.</returns>
    protected abstract VariableView OnSpikeAfter(VariableView traceBefore);

    private static double Positive(double value, string name) => value > 0 ? value
        : throw new ModelException(FormattableString.Invariant($"The time constant {name} has to be positive, but is {value}."));
}
