using System.Collections.Immutable;
using System.Globalization;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Units;

namespace Cajal;

/// <summary>A method that covers each dt by inner steps of its own choice, with the tolerances that it has to meet.</summary>
/// <param name="name"><c>rk45</c> (Dormand and Prince), or <c>rosenbrock</c> (also <c>implicit</c>) for stiff equations.</param>
/// <exception cref="ModelException">There is no such method, or it does not choose its steps.</exception>
public sealed class AdaptiveMethod(string name) : IntegrationMethod
{
    private readonly Func<Tolerances, IIntegrator> _make = IntegratorChooser.Adaptive(name);

    /// <summary>Largest error of an inner step relative to the value; 1e-6 unless set.</summary>
    /// <exception cref="ModelException">It is not between 0 and 1.</exception>
    public double RelativeTolerance
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ModelException(FormattableString.Invariant($"A relative tolerance is between 0 and 1, such as 1e-6, and not {value}."));
    } = Tolerances.Default.Relative;

    /// <summary>
    /// Largest error of an inner step by variable, where its value is near 0: <c>AbsoluteTolerances = { ["v"] = 1e-4 * mV }</c>. Variables that are not named
    /// take the relative tolerance of a typical value: 1 mV, 1 pA, 1 nS, or 1 in the unit's base.
    /// </summary>
    public IDictionary<string, Quantity> AbsoluteTolerances { get; } = new Dictionary<string, Quantity>();

    /// <summary>Most inner steps within one dt, those that had to be repeated included; a neuron that needs more stops the run. 1000 unless set.</summary>
    /// <exception cref="ModelException">It is not positive.</exception>
    public int MaxSteps
    {
        get;
        init => field = value > 0 ? value : throw new ModelException($"A method takes at least 1 inner step, so MaxSteps cannot be {value.ToString(CultureInfo.InvariantCulture)}.");
    } = Tolerances.Default.MaxSteps;

    internal override IIntegrator Integrator =>
        _make(new(RelativeTolerance, AbsoluteTolerances.ToImmutableDictionary(t => t.Key, t => t.Value.Si), MaxSteps));

    internal override string Describe() => FormattableString.Invariant($"{name}, relative tolerance {RelativeTolerance:R}, ")
        + $"absolute {string.Join(", ", AbsoluteTolerances.Select(t => ModelDescription.Constant(t.Key, t.Value)))}, at most {MaxSteps} steps";

    internal override void RequireSuits(ImmutableArray<Declaration> declarations)
    {
        var variables = declarations.Where(d => d.Kind == DeclarationKind.Differential).ToDictionary(d => d.Name);
        foreach (var (variable, tolerance) in AbsoluteTolerances)
        {
            if (!variables.TryGetValue(variable, out var declaration))
            {
                throw new ModelException($"There is a tolerance for '{variable}', which has no differential equation.{Suggest.Sentence(variable, variables.Keys)}");
            }

            if (!(tolerance.Require(declaration.Dimension, $"the tolerance of '{variable}'") > 0))
            {
                throw new ModelException($"The tolerance of '{variable}' is {tolerance}, but has to be positive.");
            }
        }
    }
}
