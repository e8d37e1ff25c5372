namespace Cajal;

/// <summary>
/// Exponential integrate-and-fire neurons, tau·dv/dt = v_rest - v + delta_T·exp((v - v_rh)/delta_T) + R·I (Fourcaud-Trocmé, Hansel, van Vreeswijk and Brunel
/// 2003, J Neurosci 23:11628). Beyond v_rh the voltage runs away; the threshold ends the spike, and v goes no further than it.
/// A constant current makes them spike where R·I is above v_rh - v_rest - delta_T.
/// </summary>
public class ELif : Lif
{
    /// <summary>The threshold is higher than that of <see cref="Lif"/>, so that the exponential term shapes the spike: -30 mV.</summary>
    public ELif() => Threshold = -30;

    /// <summary>Sharpness: the range of voltages over which spikes begin [mV].</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public Parameter DeltaT { get; set => field = value.RequirePositive("the sharpness DeltaT"); } = 2;

    /// <summary>Rheobase threshold v_rh, beyond which the voltage runs away [mV].</summary>
    public Parameter VRheobase { get; set; } = -50;

    /// <inheritdoc/>
    protected override VariableView Drive(NeuronGroup owner, VariableView v) => base.Drive(owner, v) + (DeltaT * ((v - VRheobase) / DeltaT).Exp());

    /// <inheritdoc/>
    protected override void Integrate(NeuronGroup owner, VariableView v)
    {
        ArgumentNullException.ThrowIfNull(owner);
        base.Integrate(owner, v);
        owner["v"] = v.Min(owner["threshold"]);
    }
}
