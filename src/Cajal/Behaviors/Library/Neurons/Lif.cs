namespace Cajal;

/// <summary>Leaky integrate-and-fire neurons, tau·dv/dt = v_rest - v + R·I, by a forward Euler step of one iteration.</summary>
public class Lif : SpikingNeuron
{
    /// <summary>Time constant of the decay [iterations].</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public Parameter Tau { get; set => field = value.RequirePositive("the time constant Tau"); } = 10;

    /// <summary>Voltage at rest, also at the start [mV].</summary>
    public Parameter VRest { get; set; } = -65;

    /// <summary>Resistance of the membrane [mV for one unit of I].</summary>
    public Parameter R { get; set; } = 1;

    /// <inheritdoc/>
    protected sealed override VariableView InitialVoltage => VRest;

    /// <summary>What drives the voltage, tau·dv/dt [mV].</summary>
    /// <param name="owner">The neurons.</param>
    /// <param name="v">Their voltage [mV].</param>
    protected virtual VariableView Drive(NeuronGroup owner, VariableView v)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return VRest - v + (R * owner["I"]);
    }

    /// <inheritdoc/>
    protected override void Integrate(NeuronGroup owner, VariableView v)
    {
        ArgumentNullException.ThrowIfNull(v);
        v += Drive(owner, v) / Tau;
    }
}
