using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Rates such as those of Hodgkin and Huxley (1952), x/(1 - exp(-x)), have no gap where they are 0/0 as they are written.</summary>
public sealed class RemovableGapTests
{
    // Oracle: at v = -40 both rates are 1/ms, their limit, so m = (1 - exp(-2 t/ms))/2: ten steps of some ten roundings. At a distance of 1e-7 they differ from it by 5e-9.
    [Theory, ClassData(typeof(Configurations))]
    public void A_gate_opens_at_its_limit_where_its_rate_is_written_as_0_by_0(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            3,
            """
            dm/dt = (0.1*(v+40)/(1-exp(-(v+40)/10))*(1-m) - 0.1*(-40-v)/(exp((-40-v)/10)-1)*m)/ms : 1
            v : 1
            """,
            method: "exponential_euler"));
        cells["v"] = "-40 + (i - 1)*1e-7";
        net.Run(1 * ms);
        var exact = (1 - Math.Exp(-2)) / 2;
        Agreement.Close(exact, cells["m"][1].Si, precision, 100);
        Assert.Equal(exact, cells["m"][0].Si, 1e-8 + (100 * Agreement.Rounding(precision)));
        Assert.Equal(exact, cells["m"][2].Si, 1e-8 + (100 * Agreement.Rounding(precision)));
    }
}
