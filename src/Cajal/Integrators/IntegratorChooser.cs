using System.Collections.Immutable;

namespace Cajal.Integrators;

/// <summary>A method with the reason why it could not be used.</summary>
internal sealed record RefusedIntegrator(string Name, string WhyNot);

/// <summary>The method of a system, and what speaks for it.</summary>
/// <param name="Explanation">One sentence for the user, such as "euler, chosen because exact cannot: dv/dt is not linear in 'v'".</param>
internal sealed record IntegratorChoice(IIntegrator Integrator, string Explanation);

/// <summary>Third stage: the numerical method of a group.</summary>
internal static class IntegratorChooser
{
    private static readonly Exact s_exact = new();
    private static readonly Euler s_euler = new();
    private static readonly Heun s_heun = new();

    /// <summary>The methods in the order in which messages list them; each with the other names that users know it by.</summary>
    private static readonly ImmutableArray<(IIntegrator Method, ImmutableArray<string> Aliases)> s_methods =
    [
        (s_exact, ["linear", "independent"]), (new ExponentialEuler(), []), (s_euler, []), (new RungeKutta2(), []), (new RungeKutta4(), []),
        (s_heun, []), (new Milstein(), []), (new RungeKutta45(Tolerances.Default), []), (new Rosenbrock(Tolerances.Default), ["implicit"]),
    ];

    /// <summary>Names that a model may give as its method.</summary>
    public static IEnumerable<string> Names => s_methods.SelectMany(m => m.Aliases.Prepend(m.Method.Name));

    /// <summary>The method that the user named.</summary>
    /// <exception cref="ModelException">There is no such method.</exception>
    public static IIntegrator Named(string name) =>
        s_methods.FirstOrDefault(m => m.Method.Name == name || m.Aliases.Contains(name)).Method
        ?? throw new ModelException($"There is no method '{name}'.{Suggest.Sentence(name, Names)} The methods are {string.Join(", ", Names)}.");

    /// <summary>The method of a name that chooses the length of its inner steps, for any tolerances.</summary>
    /// <exception cref="ModelException">There is no such method, or it takes whole steps.</exception>
    public static Func<Tolerances, IIntegrator> Adaptive(string name) => Named(name) switch
    {
        RungeKutta45 => tolerances => new RungeKutta45(tolerances),
        Rosenbrock => tolerances => new Rosenbrock(tolerances),
        var whole => throw new ModelException($"The method '{whole.Name}' takes one step a dt and has no tolerances. Those with tolerances are rk45 and rosenbrock."),
    };

    /// <summary>
    /// The method that the user gave; without one, exact where it can, else exact for the variables that let themselves be solved so and euler for the
    /// others, or heun where their noise is multiplied by the state.
    /// </summary>
    /// <exception cref="ModelException">The method, or each one, cannot integrate these equations.</exception>
    public static IntegratorChoice Choose(EquationSystem system, IIntegrator? given)
    {
        if (given is not null) { return new(Accepting(system, given), $"{given.Name}, named by the model"); }
        if (s_exact.WhyNot(system) is not { } whyNotExact) { return new(s_exact, "exact, the first choice, accepts these equations"); }

        List<RefusedIntegrator> refused = [new(s_exact.Name, whyNotExact)];
        var exactly = Mixed.ExactIn(system);
        ImmutableArray<string> others = [.. system.Equations.Select(e => e.Name).Except(exactly)];
        foreach (var method in (IIntegrator[])[s_euler, s_heun])
        {
            if (method.WhyNot(Mixed.Part(system, others)) is { } whyNot)
            {
                refused.Add(new(method.Name, whyNot));
                continue;
            }

            var reasons = string.Join("; ", refused.Select(r => $"{r.Name} cannot: {r.WhyNot}"));
            return exactly.IsEmpty
                ? new(method, $"{method.Name}, chosen because {reasons}")
                : new(new Mixed(exactly, method), $"exact for {string.Join(", ", exactly)}; {method.Name} for {string.Join(", ", others)} because {reasons}");
        }

        throw new ModelException($"No method can integrate these equations: {string.Join("; ", refused.Select(r => $"{r.Name}: {r.WhyNot}"))}.");
    }

    private static IIntegrator Accepting(EquationSystem system, IIntegrator given)
    {
        if (given.WhyNot(system) is not { } whyNot) { return given; }

        var others = string.Join(", ", s_methods.Where(m => m.Method.WhyNot(system) is null).Select(m => m.Method.Name));
        var remedy = others == "" ? "No other method can either." : $"These methods can: {others}.";
        throw new ModelException($"The method '{given.Name}' cannot integrate these equations: {whyNot}. {remedy}");
    }
}
