namespace Cajal.Elements;

/// <summary>Izhikevich neurons: dVm/dt = a0 Vm² + b0 Vm + c0 − u + I/Cm, du/dt = a (b Vm − u), by forward Euler. At <see cref="VPeak"/> they fire, Vm becomes vReset, and u grows by d.</summary>
public sealed class IzhIF : IntegrateAndFire<IzhIF>
{
    internal IzhIF(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Factor of Vm² [1/(V s)].</summary>
    public ElementField A0 { get => this["a0"]; set => this["a0"] = value; }

    /// <summary>Factor of Vm [1/s].</summary>
    public ElementField B0 { get => this["b0"]; set => this["b0"] = value; }

    /// <summary>Constant term [V/s].</summary>
    public ElementField C0 { get => this["c0"]; set => this["c0"] = value; }

    /// <summary>Rate of recovery [1/s].</summary>
    public ElementField A { get => this["a"]; set => this["a"] = value; }

    /// <summary>Sensitivity of recovery [1/s].</summary>
    public ElementField B { get => this["b"]; set => this["b"] = value; }

    /// <summary>Growth of u with a spike [V/s].</summary>
    public ElementField D { get => this["d"]; set => this["d"] = value; }

    /// <summary>Recovery variable [V/s].</summary>
    public ElementField U { get => this["u"]; set => this["u"] = value; }

    /// <summary>Recovery variable after Reinit [V/s].</summary>
    public ElementField UInit { get => this["uInit"]; set => this["uInit"] = value; }

    /// <summary>Potential at which a neuron fires [V].</summary>
    public ElementField VPeak { get => this["vPeak"]; set => this["vPeak"] = value; }

    internal override IzhIF With(int first, int count) => new(Array, first, count);
}
