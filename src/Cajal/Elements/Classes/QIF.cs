namespace Cajal.Elements;

/// <summary>Quadratic integrate-and-fire neurons: Rm Cm dVm/dt = a0 (Vm − Em) (Vm − vCritical) + Rm I, by forward Euler.</summary>
public sealed class QIF : IntegrateAndFire<QIF>
{
    internal QIF(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Potential above which Vm runs away [V].</summary>
    public ElementField VCritical { get => this["vCritical"]; set => this["vCritical"] = value; }

    /// <summary>Steepness [1/V].</summary>
    public ElementField A0 { get => this["a0"]; set => this["a0"] = value; }

    internal override QIF With(int first, int count) => new(Array, first, count);
}
