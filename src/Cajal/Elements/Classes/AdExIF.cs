namespace Cajal.Elements;

/// <summary>Adaptive exponential integrate-and-fire neurons: those of <see cref="ExIF"/>, less a current w with tauW dw/dt = a0 (Vm − Em) − w, which grows by b0 with each spike.</summary>
public sealed class AdExIF : IntegrateAndFire<AdExIF>
{
    internal AdExIF(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>How gradually spikes begin [V], above 0.</summary>
    public ElementField DeltaThresh { get => this["deltaThresh"]; set => this["deltaThresh"] = value; }

    /// <summary>Potential at which a neuron fires [V].</summary>
    public ElementField VPeak { get => this["vPeak"]; set => this["vPeak"] = value; }

    /// <summary>Adaptation current [A]; after Reinit what it was set to.</summary>
    public ElementField W { get => this["w"]; set => this["w"] = value; }

    /// <summary>Time constant of the adaptation [s].</summary>
    public ElementField TauW { get => this["tauW"]; set => this["tauW"] = value; }

    /// <summary>Adaptation below threshold [S].</summary>
    public ElementField A0 { get => this["a0"]; set => this["a0"] = value; }

    /// <summary>Growth of the adaptation current with a spike [A].</summary>
    public ElementField B0 { get => this["b0"]; set => this["b0"] = value; }

    internal override AdExIF With(int first, int count) => new(Array, first, count);
}
