namespace Cajal.Elements;

/// <summary>Exponential integrate-and-fire neurons: Rm Cm dVm/dt = Em − Vm + deltaThresh exp((Vm − thresh)/deltaThresh) + Rm I. They fire at <see cref="VPeak"/>.</summary>
public sealed class ExIF : IntegrateAndFire<ExIF>
{
    internal ExIF(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>How gradually spikes begin [V], above 0.</summary>
    public ElementField DeltaThresh { get => this["deltaThresh"]; set => this["deltaThresh"] = value; }

    /// <summary>Potential at which a neuron fires [V].</summary>
    public ElementField VPeak { get => this["vPeak"]; set => this["vPeak"] = value; }

    internal override ExIF With(int first, int count) => new(Array, first, count);
}
