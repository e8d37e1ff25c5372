using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>The solution over a time of equations that have a closed one: linear ones together, and each that is constant between thresholds by itself.</summary>
internal static class ExactSolution
{
    /// <summary>The values after a time, in the order of the equations; null when there is no such formula, with the reason.</summary>
    /// <param name="time">The time [s].</param>
    public static IntegrationStep? After(Expr time, EquationSystem system, out string? whyNot)
    {
        whyNot = Noise.WhyNot(system);
        if (whyNot is not null) { return null; }

        var drifts = ImmutableArray.CreateBuilder<ThresholdDrift>();
        foreach (var equation in system.Equations.Where(ThresholdDrift.IsMeant))
        {
            if (ThresholdDrift.TryCreate(equation, system, out whyNot) is not { } drift) { return null; }
            drifts.Add(drift);
        }

        var others = Mixed.Part(system, [.. system.Equations.Select(e => e.Name).Except(drifts.Select(d => d.Variable))]);
        if (LinearSystem.TryCreate(others, out whyNot) is not { } linear || LinearSolution.After(time, linear, system.ConstantOf, out whyNot) is not { } first) { return null; }
        if (drifts.Count == 0) { return first; }

        var second = ThresholdDriftSolution.After(time, drifts.ToImmutable());
        var updates = first.Updates.Concat(second.Updates).ToDictionary(u => u.Name);
        return new([.. first.Temporaries, .. second.Temporaries], [.. system.Equations.Select(e => updates[e.Name])], second.Iteration);
    }
}
