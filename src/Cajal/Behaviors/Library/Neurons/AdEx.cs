namespace Cajal;

/// <summary>
/// Adaptive exponential integrate-and-fire neurons, also called AELIF (Brette and Gerstner 2005, J Neurophysiol 94:3637): those of <see cref="ELif"/> with
/// -R·w in the drive, tau_w·dw/dt = a·(v - v_rest) - w, and w + b after a spike. Makes the variable w [units of I] beside the others, 0 at the start.
/// </summary>
public sealed class AdEx : ELif
{
    /// <summary>Time constant of the adaptation [iterations].</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public Parameter TauW { get; set => field = value.RequirePositive("the time constant TauW"); } = 100;

    /// <summary>Adaptation by the voltage [units of I per mV].</summary>
    public Parameter A { get; set; } = 0;

    /// <summary>Adaptation by a spike [units of I].</summary>
    public Parameter B { get; set; } = 5;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        base.Initialize(owner);
        owner["w"] = owner.Vector("zeros");
    }

    /// <inheritdoc/>
    protected override void AfterSpikes(NeuronGroup owner, VariableView spikes)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var w = owner["w"];
        w += B * spikes;
    }

    /// <inheritdoc/>
    protected override VariableView Drive(NeuronGroup owner, VariableView v) => base.Drive(owner, v) - (R * owner["w"]);

    /// <inheritdoc/>
    protected override void Integrate(NeuronGroup owner, VariableView v)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var w = owner["w"];
        var change = ((A * (v - VRest)) - w) / TauW;
        base.Integrate(owner, v);
        w += change;
    }
}
