namespace Cajal.Elements;

/// <summary>Leaky integrate-and-fire neurons: Rm Cm dVm/dt = Em − Vm + Rm I, solved exactly.</summary>
public sealed class LIF : IntegrateAndFire<LIF>
{
    internal LIF(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    internal override LIF With(int first, int count) => new(Array, first, count);
}
