using static Cajal.Integrators.RungeKuttaStages;

namespace Cajal.Integrators;

/// <summary>
/// Classical Runge–Kutta (Kutta 1901): global error O(dt⁴), four evaluations of the right side a step; no noise.
/// Stable up to a dt of 2.78 times the fastest time constant.
/// </summary>
internal sealed class RungeKutta4 : IIntegrator
{
    public string Name => "rk4";

    public string? WhyNot(EquationSystem system) => Noise.WhyNot(system);

    public IntegrationStep Step(EquationSystem system)
    {
        var stages = new RungeKuttaStages(system);
        var k1 = stages.Stage("k1", at: T, x => x);
        var k2 = stages.Stage("k2", at: T + Dt / 2, x => x + Dt / 2 * k1(x));
        var k3 = stages.Stage("k3", at: T + Dt / 2, x => x + Dt / 2 * k2(x));
        var k4 = stages.Stage("k4", at: T + Dt, x => x + Dt * k3(x));
        return stages.Finish(x => x + Dt / 6 * (k1(x) + 2 * k2(x) + 2 * k3(x) + k4(x)));
    }
}
