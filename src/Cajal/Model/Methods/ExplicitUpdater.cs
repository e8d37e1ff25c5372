using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal;

/// <summary>An explicit method written as formulas, such as the midpoint rule: <c>"k = dt*f(x, t)\n x_new = x + dt*f(x + k/2, t + dt/2)"</c>.</summary>
/// <remarks>
/// x stands for each variable of the equations dx/dt = f(x, t) + g(x, t)*xi; f and g see all variables at the point that they are given. The text knows
/// <c>t</c>, <c>dt</c>, <c>f(x, t)</c>, <c>g(x, t)</c> and <c>dW</c>, the increment of the noise over the step [s^½]; its last line gives <c>x_new</c>.
/// </remarks>
public sealed class ExplicitUpdater : IntegrationMethod
{
    private readonly CustomIntegrator _integrator;
    private readonly string _formulas;

    /// <summary>A method from its formulas.</summary>
    /// <exception cref="EquationException">The text is no method, or its units do not fit: dt forgotten, say.</exception>
    public ExplicitUpdater(string formulas)
    {
        ArgumentNullException.ThrowIfNull(formulas);
        _formulas = formulas;
        _integrator = new(UpdaterText.Parse(new(formulas, "the explicit updater")));
    }

    internal override IIntegrator Integrator => _integrator;

    internal override string Describe() => _formulas.ReplaceLineEndings("; ");
}
