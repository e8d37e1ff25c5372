using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Neurons that fire when their potential passes a threshold. Whatever the class, a step is: what arrived is added to Vm, then the threshold is
/// tested, then Vm moves on; after a spike Vm is held at <see cref="VReset"/> for the refractory period.</summary>
/// <typeparam name="T">The class.</typeparam>
public abstract class IntegrateAndFire<T> : Element<T>
    where T : Element<T>
{
    internal IntegrateAndFire(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Membrane potential [V].</summary>
    public ElementField Vm { get => this["Vm"]; set => this["Vm"] = value; }

    /// <summary>Membrane potential after Reinit [V].</summary>
    public ElementField InitVm { get => this["initVm"]; set => this["initVm"] = value; }

    /// <summary>Resting potential [V].</summary>
    public ElementField Em { get => this["Em"]; set => this["Em"] = value; }

    /// <summary>Membrane resistance [ohm].</summary>
    public ElementField Rm { get => this["Rm"]; set => this["Rm"] = value; }

    /// <summary>Membrane capacitance [F].</summary>
    public ElementField Cm { get => this["Cm"]; set => this["Cm"] = value; }

    /// <summary>Injected current [A].</summary>
    public ElementField Inject { get => this["inject"]; set => this["inject"] = value; }

    /// <summary>Threshold [V].</summary>
    public ElementField Thresh { get => this["thresh"]; set => this["thresh"] = value; }

    /// <summary>Potential after a spike [V].</summary>
    public ElementField VReset { get => this["vReset"]; set => this["vReset"] = value; }

    /// <summary>Refractory period [s].</summary>
    public ElementField RefractoryPeriod { get => this["refractoryPeriod"]; set => this["refractoryPeriod"] = value; }

    /// <summary>Whether the neuron fired in the last step: 0 or 1.</summary>
    public ElementField HasFired => this["hasFired"];

    /// <summary>Time of the last spike [s].</summary>
    public ElementField LastEventTime => this["lastEventTime"];
}
