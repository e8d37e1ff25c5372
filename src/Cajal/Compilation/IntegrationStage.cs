using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Units;

namespace Cajal.Compilation;

/// <summary>The stage from a model's differential equations to the system that a numerical method advances.</summary>
internal static class IntegrationStage
{
    /// <summary>The differential equations that pass a filter, with subexpressions put in their places.</summary>
    /// <param name="declarations">The model.</param>
    /// <param name="scope">What its names mean.</param>
    /// <param name="stepSeconds">Duration of a step [s].</param>
    /// <param name="selects">Which of the differential equations.</param>
    public static EquationSystem SystemOf(
        ImmutableArray<Declaration> declarations, Scope scope, double stepSeconds, Func<Declaration, bool> selects)
    {
        var subexpressions = Subexpressions.Of(declarations);
        var equations = declarations
            .Where(d => d.Kind == DeclarationKind.Differential && selects(d))
            .Select(d => new DifferentialEquation(d.Name, subexpressions.Inline(d.Value!), d.Span))
            .ToImmutableArray();
        var states = equations.Select(e => e.Name).ToHashSet();
        return new(equations, ConstantOf, IsConstantOverStep);

        double? ConstantOf(string name) => name == "dt" ? stepSeconds : scope.Constant(name)?.Si;

        bool IsConstantOverStep(string name) => !states.Contains(name) && name is not ("t" or "t_in_timesteps")
            && (scope.Variable(name) is not null || scope.Constant(name) is not null || scope.GivenFunction(name) is { IsStateless: true });
    }

    /// <summary>
    /// Writes the advance of a system: all new values are computed before any takes effect. What decays without input is 0 before it becomes
    /// subnormal, where processors are ten times slower.
    /// </summary>
    public static void WriteStep(KernelWriter writer, IntegrationStep step, NameTable names)
    {
        foreach (var temporary in step.Temporaries) { writer.SetTemporary(temporary.Name, writer.Evaluate(temporary.Value)); }
        var values = step.Updates.Select(u => writer.Ir.FlushSubnormal(writer.Evaluate(u.Value))).ToList();
        foreach (var (update, value) in step.Updates.Zip(values)) { writer.Write((VariablePlace)names[update.Name], value); }
    }
}
