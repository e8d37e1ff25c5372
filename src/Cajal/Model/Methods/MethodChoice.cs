using Cajal.Integrators;

namespace Cajal;

/// <summary>The numerical method of an object's equations, with errors that name the object.</summary>
internal static class MethodChoice
{
    /// <exception cref="ModelException">The method, or each one, cannot integrate these equations.</exception>
    public static IntegratorChoice Of(SimulationObject owner, EquationSystem system, IntegrationMethod? method) =>
        Within(owner, () => IntegratorChooser.Choose(system, method?.Integrator));

    /// <exception cref="ModelException">The equations have no closed solution from event to event.</exception>
    public static IntegrationStep EventDrivenOf(SimulationObject owner, EquationSystem system) => Within(owner, () => EventDriven.Solve(system));

    private static T Within<T>(SimulationObject owner, Func<T> choose)
    {
        try
        {
            return choose();
        }
        catch (ModelException error) when (error is not EquationException)
        {
            throw new ModelException($"'{owner.Name}': {error.Message}", error);
        }
    }
}
