using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Methods that users write.</summary>
public sealed class ExplicitUpdaterTests
{
    private const string Midpoint = "k = dt*f(x, t)\nx_new = x + dt*f(x + k/2, t + dt/2)";

    private static double[] Run(string backend, Precision precision, string model, IntegrationMethod method)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, model, method: method));
        cells["v"] = 0.3;
        net.Run(1 * ms);
        return cells["v"].ToArray();
    }

    // Oracle: the built-in method of the same formulas.
    [Theory, ClassData(typeof(Configurations))]
    public void The_midpoint_rule_as_formulas_is_rk2(string backend, Precision precision)
    {
        const string Model = "dv/dt = (w - v*v + sin(t/ms))/ms : 1\ndw/dt = (v - w)/ms : 1";
        Agreement.Close(Run(backend, precision, Model, "rk2"), Run(backend, precision, Model, new ExplicitUpdater(Midpoint)), precision, 100);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Milstein_s_formula_is_milstein(string backend, Precision precision)
    {
        const string Model = "dv/dt = -v/ms + 0.1*(1 + v)*xi_v*ms**-0.5 : 1\ndw/dt = -w/ms + xi_w*ms**-0.5 : 1";
        ExplicitUpdater milstein = new("""
            support = x + sqrt(dt)*g(x, t)
            x_new = x + dt*f(x, t) + g(x, t)*dW + (g(support, t) - g(x, t))*dW**2/(2*sqrt(dt))
            """);
        Agreement.Close(Run(backend, precision, Model, "milstein"), Run(backend, precision, Model, milstein), precision, 1000);
    }
}
