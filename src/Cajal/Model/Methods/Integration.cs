using Cajal.Compilation;
using Cajal.Integrators;

namespace Cajal;

/// <summary>The numerical integration of an object's equations in one run.</summary>
internal sealed class Integration
{
    private readonly SimulationObject _owner;
    private readonly EquationSystem _system;
    private readonly IIntegrator _method;
    private readonly IntegrationStep _step;
    private readonly int _count;
    private readonly int[]? _placeOf;
    private ToleranceFailures? _failures;

    private Integration(SimulationObject owner, EquationSystem system, IIntegrator method, RunContext context, int count, int[]? placeOf, int places)
    {
        (_owner, _system, _method, _step, _count, _placeOf) = (owner, system, method, Coefficients.Gather(method.Step(system), system), count, placeOf);
        _failures = _step.Iteration?.Failed is null ? null : new ToleranceFailures(owner.Name, context.Precision, places);
    }

    /// <summary>Chooses the method.</summary>
    /// <param name="system">At least one equation.</param>
    /// <param name="given">The user's method; null for an automatic choice.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="placeOf">Place of each element in memory; null where it is its number.</param>
    /// <param name="places">Number of places in memory, gaps included.</param>
    /// <exception cref="ModelException">The method cannot integrate the equations.</exception>
    public static Integration Of(
        SimulationObject owner, EquationSystem system, IntegrationMethod? given, RunContext context, int count, int[]? placeOf, int places)
    {
        var choice = MethodChoice.Of(owner, system, given);
        Integration integration = new(owner, system, choice.Integrator, context, count, placeOf, places);
        context.Trace?.Invoke($"{owner.Name}: method", $"{choice.Explanation}\n{StageText.Step(choice.Integrator.Step(system))}");
        return integration;
    }

    /// <summary>Writes the advance by one step.</summary>
    public void Write(KernelWriter writer, NameTable names) => IntegrationStage.WriteStep(writer, _step, names, _failures);

    /// <summary>Stops the run when an element has not reached the tolerance of its method, or is no longer a number.</summary>
    /// <param name="memory">Holds the variables.</param>
    /// <param name="now">Time of the step that comes next [s].</param>
    /// <exception cref="ModelException">The first such element, with variable and time.</exception>
    public void RequireSound(ElementMemory memory, double now)
    {
        RequireTolerances();
        RequireNumbers(memory, now);
    }

    private void RequireTolerances()
    {
        for (var index = 0; index < _count && _failures is { } failures; index++)
        {
            if (failures.At(_placeOf?[index] ?? index) is not var (variable, seconds)) { continue; }
            _failures = null;
            throw new ModelException(FormattableString.Invariant(
                $"{_owner.Name}.{_system.Equations[variable - 1].Name}[{index}] did not reach its tolerance within the most inner steps of {_method.Name} in the time step at {seconds} s. ")
                + "Allow more by MaxSteps of an AdaptiveMethod, ask for less by its tolerances, use a smaller dt, or 'rosenbrock' where the equations are stiff; "
                + "what was recorded until then is kept.");
        }
    }

    private void RequireNumbers(ElementMemory memory, double now)
    {
        foreach (var equation in _system.Equations)
        {
            var values = memory[equation.Name];
            if (values.FirstNotFinite() is null) { continue; }

            // Gaps between the elements may hold anything.
            for (var index = 0; index < _count; index++)
            {
                var value = values[_placeOf?[index] ?? index];
                if (double.IsFinite(value)) { continue; }
                throw new ModelException(FormattableString.Invariant(
                    $"{_owner.Name}.{equation.Name}[{index}] is {value} shortly before {now} s: the method is unstable for these values. ")
                    + "Use a smaller dt or another method, or look at the parameters of this element; what was recorded until then is kept.");
            }
        }
    }
}
