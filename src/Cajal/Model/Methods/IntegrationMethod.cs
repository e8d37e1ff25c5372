using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal;

/// <summary>
/// A numerical method for differential equations: the name of one (<c>method: "rk4"</c>), an <see cref="AdaptiveMethod"/> with its tolerances,
/// or an <see cref="ExplicitUpdater"/> of your own.
/// </summary>
public abstract class IntegrationMethod
{
    internal abstract IIntegrator Integrator { get; }

    /// <summary>What the method is, for telling it from others.</summary>
    internal virtual string Describe() => Integrator.Name;

    /// <exception cref="ModelException">What the method was told about variables does not fit the model.</exception>
    internal virtual void RequireSuits(ImmutableArray<Declaration> declarations)
    {
    }

    /// <summary>A method by its name: exact (also linear, independent), exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock (also implicit).</summary>
    /// <exception cref="ModelException">There is no such method.</exception>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator IntegrationMethod?(string? name) => name is null ? null : new NamedMethod(IntegratorChooser.Named(name));

    private sealed class NamedMethod(IIntegrator integrator) : IntegrationMethod
    {
        internal override IIntegrator Integrator => integrator;
    }
}
