namespace Cajal.Elements;

/// <summary>Synapses whose weights follow the times of spikes: one that arrives adds aMinus, what is left of the neuron’s own last spikes; a spike of the neuron, told by <c>addPostSpike</c>, adds what is left of those that arrived.</summary>
public sealed class STDPSynHandler : SynHandler<STDPSynHandler>
{
    internal STDPSynHandler(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>What an arriving spike adds to the trace of its synapse [V].</summary>
    public ElementField APlus0 { get => this["aPlus0"]; set => this["aPlus0"] = value; }

    /// <summary>Time constant of that trace [s].</summary>
    public ElementField TauPlus { get => this["tauPlus"]; set => this["tauPlus"] = value; }

    /// <summary>What a spike of the neuron adds to its trace [V]; negative for depression.</summary>
    public ElementField AMinus0 { get => this["aMinus0"]; set => this["aMinus0"] = value; }

    /// <summary>Time constant of that trace [s].</summary>
    public ElementField TauMinus { get => this["tauMinus"]; set => this["tauMinus"] = value; }

    /// <summary>Lowest weight [V].</summary>
    public ElementField WeightMin { get => this["weightMin"]; set => this["weightMin"] = value; }

    /// <summary>Highest weight [V].</summary>
    public ElementField WeightMax { get => this["weightMax"]; set => this["weightMax"] = value; }

    internal override STDPSynHandler With(int first, int count) => new(Array, first, count);
}
