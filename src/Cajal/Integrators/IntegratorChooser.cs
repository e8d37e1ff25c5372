using System.Collections.Immutable;

namespace Cajal.Integrators;

/// <summary>A method with the reason why it could not be used.</summary>
internal sealed record RefusedIntegrator(string Name, string WhyNot);

/// <summary>The method of a system, and what speaks for and against each that was tried.</summary>
/// <param name="WasNamed">The user named the method.</param>
internal sealed record IntegratorChoice(IIntegrator Integrator, bool WasNamed, ImmutableArray<RefusedIntegrator> Refused)
{
    /// <summary>One sentence for the user, such as "euler, chosen because exact cannot: dv/dt is not linear in 'v'".</summary>
    public string Explanation => (WasNamed, Refused) switch
    {
        (true, _) => $"{Integrator.Name}, named by the model",
        (_, []) => $"{Integrator.Name}, the first choice, accepts these equations",
        _ => $"{Integrator.Name}, chosen because {string.Join("; ", Refused.Select(r => $"{r.Name} cannot: {r.WhyNot}"))}",
    };
}

/// <summary>Third stage: the numerical method of a group.</summary>
internal static class IntegratorChooser
{
    private static readonly Exact s_exact = new();
    private static readonly Euler s_euler = new();

    private static readonly ImmutableArray<(string Name, IIntegrator Integrator)> s_methods =
    [
        ("exact", s_exact), ("linear", s_exact), ("exponential_euler", new ExponentialEuler()),
        ("euler", s_euler), ("rk2", new RungeKutta2()), ("rk4", new RungeKutta4()),
    ];

    /// <summary>Tried in this order when the user names none: the best where it can, else the simplest.</summary>
    private static readonly ImmutableArray<IIntegrator> s_automatic = [s_exact, s_euler];

    /// <summary>Names that a model may give as its method.</summary>
    public static IEnumerable<string> Names => s_methods.Select(m => m.Name);

    /// <summary>The method that the user named, or the first of exact and euler that accepts the equations.</summary>
    /// <exception cref="ModelException">There is no such method, or it cannot integrate these equations.</exception>
    public static IntegratorChoice Choose(EquationSystem system, string? method)
    {
        if (method is not null) { return new(Named(system, method), WasNamed: true, []); }

        var refused = ImmutableArray.CreateBuilder<RefusedIntegrator>();
        foreach (var integrator in s_automatic)
        {
            if (integrator.WhyNot(system) is not { } whyNot) { return new(integrator, WasNamed: false, refused.ToImmutable()); }
            refused.Add(new(integrator.Name, whyNot));
        }

        throw new ModelException($"No method can integrate these equations: {string.Join("; ", refused.Select(r => $"{r.Name}: {r.WhyNot}"))}.");
    }

    private static IIntegrator Named(EquationSystem system, string method)
    {
        var (_, integrator) = s_methods.FirstOrDefault(m => m.Name == method);
        if (integrator is null)
        {
            throw new ModelException($"There is no method '{method}'.{Suggest.Sentence(method, Names)} The methods are {string.Join(", ", Names)}.");
        }

        if (integrator.WhyNot(system) is not { } whyNot) { return integrator; }

        var others = string.Join(", ", s_methods.Select(m => m.Integrator).Distinct().Where(i => i.WhyNot(system) is null).Select(i => i.Name));
        var remedy = others == "" ? "No other method can either." : $"These methods can: {others}.";
        throw new ModelException($"The method '{method}' cannot integrate these equations: {whyNot}. {remedy}");
    }
}
