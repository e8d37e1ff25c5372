using Cajal.Equations;
using static Cajal.Integrators.AdaptiveSteps;

namespace Cajal.Integrators;

/// <summary>
/// The explicit Runge–Kutta pair of order 5(4) by Dormand and Prince (1980, J. Comput. Appl. Math. 6:19) with inner steps of its own choice:
/// it meets a tolerance at any dt. Six evaluations of the right side an inner step; no noise. Stiff equations take many short steps: use rosenbrock.
/// </summary>
internal sealed class RungeKutta45(Tolerances tolerances) : IIntegrator
{
    private static readonly double[] s_nodes = [0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1];

    private static readonly double[][] s_stages =
    [
        [],
        [1 / 5.0],
        [3 / 40.0, 9 / 40.0],
        [44 / 45.0, -56 / 15.0, 32 / 9.0],
        [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0],
        [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0],
        [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0],
    ];

    /// <summary>Weights of order 5 less those of order 4.</summary>
    private static readonly double[] s_error = [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0];

    public string Name => "rk45";

    public string? WhyNot(EquationSystem system) => AdaptiveSteps.WhyNot(system);

    public IntegrationStep Step(EquationSystem system)
    {
        AdaptiveSteps steps = new(system, tolerances, order: 5);
        steps.Begin();
        // The last stage is the new value's slope, which is the first one of the next inner step.
        List<Func<string, Name>> slopes = [x => new Name($"_k1_{x}")];
        for (var stage = 1; stage < s_nodes.Length; stage++)
        {
            var weights = s_stages[stage];
            slopes.Add(steps.Evaluate($"_k{stage + 1}", x => Old(x) + Length * Sum(weights, slopes, x), Now + s_nodes[stage] * Length));
        }

        return steps.Finish(x => Old(x) + Length * Sum(s_stages[^1], slopes, x), x => Length * Sum(s_error, slopes, x), (slopes[0], slopes[^1]));
    }

    private static Expr Sum(double[] weights, List<Func<string, Name>> slopes, string x) =>
        weights.Zip(slopes, (weight, slope) => weight * (Expr)slope(x)).Aggregate((a, b) => a + b);
}
