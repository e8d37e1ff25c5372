namespace Cajal;

/// <summary>
/// Leaky integrate-and-fire neurons, tau·dv/dt = v_rest - v + R·I, by a forward Euler step of one iteration. A neuron spikes where v has reached the threshold
/// at the start of the iteration; it is reset and integrates on in the same one. Needs a variable I; makes v and spikes.
/// </summary>
public sealed class Lif : Behavior<NeuronGroup>
{
    /// <summary>Time constant of the decay [iterations].</summary>
    public Parameter Tau { get; set; } = 10;

    /// <summary>Voltage at rest, also at the start [mV].</summary>
    public Parameter VRest { get; set; } = -65;

    /// <summary>Voltage after a spike [mV].</summary>
    public Parameter VReset { get; set; } = -70;

    /// <summary>Voltage at which a neuron spikes [mV].</summary>
    public Parameter Threshold { get; set; } = -50;

    /// <summary>Resistance of the membrane [mV for one unit of I].</summary>
    public Parameter R { get; set; } = 1;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner["v"] = owner.Vector("ones") * VRest;
        owner["spikes"] = owner.Vector("zeros");
    }

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (v, spikes) = (owner["v"], owner["spikes"]);
        owner["spikes"] = v >= Threshold;
        v[spikes] = VReset;
        v += (VRest - v + (R * owner["I"])) / Tau;
        owner.Emit(spikes);
    }
}
