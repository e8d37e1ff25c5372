namespace Cajal;

/// <summary>
/// Neurons that spike where their voltage has reached a threshold: at the start of an iteration; they are reset and integrate on in the same one, without a
/// refractory period. Makes the variables v, threshold and spikes; needs a variable I, which <see cref="Input"/> makes. Derive from it for a model of your own.
/// </summary>
public abstract class SpikingNeuron : Behavior<NeuronGroup>
{
    /// <summary>Voltage after a spike [mV].</summary>
    public Parameter VReset { get; set; } = -70;

    /// <summary>Voltage at which a neuron spikes [mV]; what the variable threshold is at the start.</summary>
    public Parameter Threshold { get; set; } = -50;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner["v"] = owner.Vector("ones") * InitialVoltage;
        owner["threshold"] = owner.Vector("ones") * Threshold;
        owner["spikes"] = owner.Vector("zeros");
    }

    /// <inheritdoc/>
    public sealed override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (v, spikes) = (owner["v"], owner["spikes"]);
        owner["spikes"] = v >= owner["threshold"];
        v[spikes] = VReset;
        AfterSpikes(owner, spikes);
        Integrate(owner, v);
        owner.Emit(spikes);
    }

    /// <summary>Voltage at the start [mV].</summary>
    protected abstract VariableView InitialVoltage { get; }

    /// <summary>What spikes change besides the voltage.</summary>
    /// <param name="owner">The neurons.</param>
    /// <param name="spikes">1 for those that spike in this iteration, else 0.</param>
    protected virtual void AfterSpikes(NeuronGroup owner, VariableView spikes)
    {
    }

    /// <summary>Brings the voltage forward by one iteration.</summary>
    /// <param name="owner">The neurons.</param>
    /// <param name="v">Their voltage, to be changed in place [mV].</param>
    protected abstract void Integrate(NeuronGroup owner, VariableView v);
}
