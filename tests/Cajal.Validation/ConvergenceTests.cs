using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Numerical methods against solutions that are known.</summary>
public sealed class ConvergenceTests
{
    // Oracle: the logistic equation has the solution x/(1 - x) = exp(t/tau)·x0/(1 - x0). With half the step the error is 2^order times less, but for terms of
    // the next order, which change the exponent by about the step over tau: 1/32.
    [Theory]
    [InlineData("euler", 1)]
    [InlineData("rk2", 2)]
    [InlineData("rk4", 4)]
    public void The_error_falls_with_the_step_to_the_order_of_the_method(string method, int order)
    {
        double Error(int steps)
        {
            using Network net = new() { Dt = 2.0 / steps * second };
            var cell = net.Add(new NeuronGroup(1, $"dx/dt = x*(1 - x)/{1 * second} : 1", method: method));
            cell["x"] = 0.2;
            net.Run(2 * s);
            var odds = Math.Exp(2) * 0.25;
            return Math.Abs(cell["x"].ToArray()[0] - (odds / (1 + odds)));
        }

        Assert.Equal(order, Math.Log2(Error(64) / Error(128)), 0.1);
    }

    // Oracle: the same cell by the classical Runge-Kutta method in plain doubles with steps of 1/4096 ms; its own error, 1e-12 times the fifth derivative,
    // is beyond the digits compared. Tolerances are those of NEST's test of the same cell against LSODAR: 5e-4 mV and 1e-4 pA.
    [Theory]
    [InlineData("rk4", 0.01)]
    [InlineData("rk45", 0.1)]
    public void The_AdEx_cell_follows_a_solution_of_high_precision(string method, double step)
    {
        using Network net = new() { Dt = step * ms };
        var (C, g_L, E_L, V_T, Delta_T, tau_w, a, I) = (281 * pF, 30 * nS, -70.6 * mV, -50.4 * mV, 2 * mV, 144 * ms, 4 * nS, 700 * pA);
        var cell = net.Add(new NeuronGroup(
            1,
            $"""
            dv/dt = (-{g_L}*(v - {E_L}) + {g_L}*{Delta_T}*exp((v - {V_T})/{Delta_T}) - w + {I})/{C} : volt
            dw/dt = ({a}*(v - {E_L}) - w)/{tau_w} : amp
            """,
            method: method));
        cell["v"] = E_L;
        var trace = net.Add(new StateMonitor(cell, ["v", "w"], dt: 1 * ms));

        net.Run(20 * ms);

        var (v, w) = (trace.Of("v", 0, mV), trace.Of("w", 0, pA));
        var expected = Solution(19);
        for (var k = 0; k < expected.Count; k++)
        {
            Assert.Equal(expected[k].V, v[k], 5e-4);
            Assert.Equal(expected[k].W, w[k], 1e-4);
        }
    }

    /// <summary>Potential [mV] and adaptation [pA] of the cell at 0, 1, 2, ... ms.</summary>
    private static List<(double V, double W)> Solution(int until)
    {
        const int steps = 4096;
        const double h = 1.0 / steps;
        var (v, w) = (-70.6, 0.0);
        List<(double V, double W)> values = [(v, w)];
        for (var ms = 1; ms <= until; ms++)
        {
            for (var k = 0; k < steps; k++)
            {
                var (v1, w1) = Slope(v, w);
                var (v2, w2) = Slope(v + (h / 2 * v1), w + (h / 2 * w1));
                var (v3, w3) = Slope(v + (h / 2 * v2), w + (h / 2 * w2));
                var (v4, w4) = Slope(v + (h * v3), w + (h * w3));
                (v, w) = (v + (h / 6 * (v1 + (2 * v2) + (2 * v3) + v4)), w + (h / 6 * (w1 + (2 * w2) + (2 * w3) + w4)));
            }

            values.Add((v, w));
        }

        return values;

        static (double V, double W) Slope(double v, double w) =>
            (((-30 * (v + 70.6)) + (30 * 2 * Math.Exp((v + 50.4) / 2)) - w + 700) / 281, ((4 * (v + 70.6)) - w) / 144);
    }
}
