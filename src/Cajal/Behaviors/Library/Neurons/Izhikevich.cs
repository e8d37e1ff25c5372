namespace Cajal;

/// <summary>
/// Izhikevich's neurons (2003, IEEE Trans Neural Networks 14:1569): dv/dt = 0.04·v² + 5·v + 140 - u + I, du/dt = a·(b·v - u), and u + d after a spike,
/// for iterations of 1 ms. As in the program of the paper, v takes two half steps, then u a whole one. Makes the variable u beside the others, b·v at the start.
/// </summary>
public sealed class Izhikevich : SpikingNeuron
{
    /// <summary>The paper's regularly spiking neuron: reset to c = -65 mV, peak of a spike at 30 mV.</summary>
    public Izhikevich() => (VReset, Threshold) = (-65, 30);

    /// <summary>Voltage at the start [mV].</summary>
    public Parameter V { get; set; } = -65;

    /// <summary>Rate of the recovery [1/ms].</summary>
    public Parameter A { get; set; } = 0.02;

    /// <summary>Sensitivity of the recovery to the voltage.</summary>
    public Parameter B { get; set; } = 0.2;

    /// <summary>What a spike adds to the recovery u.</summary>
    public Parameter D { get; set; } = 8;

    /// <inheritdoc/>
    protected override VariableView InitialVoltage => V;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        base.Initialize(owner);
        owner["u"] = B * owner["v"];
    }

    /// <inheritdoc/>
    protected override void AfterSpikes(NeuronGroup owner, VariableView spikes)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var u = owner["u"];
        u += D * spikes;
    }

    /// <inheritdoc/>
    protected override void Integrate(NeuronGroup owner, VariableView v)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (u, input) = (owner["u"], owner["I"]);
        for (var half = 0; half < 2; half++) { v += 0.5 * ((0.04 * v * v) + (5 * v) + 140 - u + input); }
        u += A * ((B * v) - u);
    }
}
