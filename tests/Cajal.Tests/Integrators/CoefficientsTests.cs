using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

public sealed class CoefficientsTests
{
    private static readonly Dictionary<string, double> s_constants = new() { ["dt"] = 1e-4, ["El"] = -0.06, ["taum"] = 0.02, ["R"] = 4e7, ["gl"] = 1e-8, ["ms"] = 1e-3 };

    [Theory]
    [InlineData("(El - v + R*I)/taum", "50.0*(-0.06 - v + 40000000.0*I)")]
    [InlineData("-(v - El)*dt/taum", "-(0.005*(v + 0.06))")]
    [InlineData("-v*3/(-2*taum)", "75.0*v")]
    [InlineData("0.02*4/ms*v/(5*ms)", "16000.0*v")]
    [InlineData("(2*v + 3*w - 4)*(v - w)/2", "(v + 1.5*w - 2.0)*(v - w)")]
    [InlineData("(2*v + w)/2", "0.5*(2.0*v + w)")]
    [InlineData("(-1 - v/gl - 2*w/v)*dt", "-0.0001 - 10000.0*v - 0.0002*w/v")]
    [InlineData("v/(w*w)/2", "0.5*v/(w*w)")]
    [InlineData("dt*exp(-dt/tau)*(I - v)/tau", "0.0001/tau*exp(-(0.0001/tau))*(I - v)")]
    [InlineData("2*v**2/(tau*a)*w/v", "2.0/(tau*a)*v**2*w/v")]
    [InlineData("_where(v > 3/taum, 2*v/taum, w)", "_where(v > 3/taum, 100.0*v, w)")]
    public void Numbers_become_one_coefficient_and_parameters_divide_it(string written, string gathered) => Assert.Equal(gathered, ExprPrinter.Print(Gathered(written)));

    [Theory]
    [InlineData("floor(v/taum)"), InlineData("int(3*v/2)"), InlineData("v/taum > 3/gl"), InlineData("v/2%(3*v)"), InlineData("given(v/taum)"), InlineData("0*v"), InlineData("1e+31*v"), InlineData("v/1e+31")]
    public void What_jumps_and_what_single_precision_may_not_hold_stays_as_it_is_written(string written) => Assert.Equal(written, ExprPrinter.Print(Gathered(written)));

    // Oracle: the same expression as it is written, over doubles. Some twenty roundings of 1e-16, of terms at most 10 times the sum.
    [Theory]
    [InlineData("(-(v-El) - (g/gl)*v - (w/gl)*(v+0.08))/taum*dt")]
    [InlineData("(gl*(El-v) + w*v**3*a*(0.05-v) - -g*(-v/3))/tau*_exprel(-(1 + 3*g/gl)*dt/tau/2)")]
    [InlineData("0.32*4/exprel((13-1000*v)/4)/ms*(1-w) - 0.28*5/exprel((1000*v-40)/5)/ms*w")]
    [InlineData("4/(1+exp((40-u)/5))/ms*(1-w)/(v*v)/v/2/tau/tau/(a - 2)*-3")]
    [InlineData("0.02*(13*ms-v)/(exp((v-13*ms)/(4*a))-1) + 0.1*(v+4)/(1-exp(-(v+4)/10)) + 3*v*w/(exp(2*v*g/u)-1)/g + v/(exp(w)-1)")]
    [InlineData("-(2*v - 3*(w - 2*(u - 4*g)))/-(5*taum - tau/3)*sqrt(abs(u*7/ms))*clip(v*2/3, -w/5, 8*u/ms)")]
    public void Gathering_changes_a_value_by_rounding_only(string written)
    {
        var (before, after) = (ExpressionParser.Parse(new(written, "a test")), Gathered(written));
        string[] names = ["v", "w", "u", "g", "a", "tau"];
        for (var point = 0; point < 200; point++)
        {
            var values = names.Select((name, k) => (name, Value: 0.55 + (0.45 * Backends.Backend.Noise(point, k)))).ToDictionary(x => x.name, x => x.Value);
            foreach (var (name, value) in s_constants) { values[name] = value; }
            var expected = before.Evaluate(values);
            Assert.Equal(expected, after.Evaluate(values), 2e-14 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData("0.1*(v+40)/(1-exp(-(v+40)/10))", "1.0/exprel(-(0.1*(v + 40)))")]
    [InlineData("0.02*(8*ms-v)/(exp((v-8*ms)/(4*a))-1)", "-(0.08*a/exprel(0.25/a*(v - 0.008)))")]
    [InlineData("3*v*w/(exp(2*v*g/u)-1)/g", "1.5*w*u/(exprel(2.0*v*g/u)*g*g)")]
    [InlineData("v/(exp(w)-1)", "v/(exp(w) - 1)")]
    public void A_gap_that_a_limit_closes_is_closed(string written, string gathered) => Assert.Equal(gathered, ExprPrinter.Print(Gathered(written)));

    // Oracle: nothing drives a membrane at rest.
    [Theory, InlineData("euler"), InlineData("exponential_euler"), InlineData("rk4")]
    public void A_membrane_at_rest_stays_there_to_the_last_bit(string method)
    {
        var system = With(s_constants, (V, ExpressionParser.Parse(new("(El - v + R*I)/taum", "a test"))));
        var step = Coefficients.Gather(IntegratorChooser.Choose(system, IntegratorChooser.Named(method)).Integrator.Step(system), system);
        Assert.Equal(-0.06, step.Run(new Dictionary<string, double>(s_constants) { ["v"] = -0.06, ["I"] = 0 }, 1e-4, 10)["v"]);
    }

    private static Expr Gathered(string text)
    {
        var system = With(s_constants, (V, 0), (W, 0), (G, 0), (U, 0));
        IntegrationStep step = new([], [new("v", ExpressionParser.Parse(new(text, "a test")))]);
        return Coefficients.Gather(step, system).Updates[0].Value;
    }
}
