using static Cajal.Integrators.RungeKuttaStages;

namespace Cajal.Integrators;

/// <summary>
/// The midpoint rule (Runge 1895): global error O(dt²), two evaluations of the right side a step; no noise.
/// Stable up to a dt of twice the fastest time constant, as Euler.
/// </summary>
internal sealed class RungeKutta2 : IIntegrator
{
    public string Name => "rk2";

    public string? WhyNot(EquationSystem system) => Noise.WhyNot(system);

    public IntegrationStep Step(EquationSystem system)
    {
        var stages = new RungeKuttaStages(system);
        var k1 = stages.Stage("k1", at: T, x => x);
        var k2 = stages.Stage("k2", at: T + Dt / 2, x => x + Dt / 2 * k1(x));
        return stages.Finish(x => x + Dt * k2(x));
    }
}
