using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Units;

namespace Cajal.Compilation;

/// <summary>The stage from a model's differential equations to the system that a numerical method advances.</summary>
internal static class IntegrationStage
{
    /// <summary>The differential equations that pass a filter, with subexpressions and functions that are expressions put in their places.</summary>
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
            .Select(d => new DifferentialEquation(d.Name, subexpressions.Inline(d.Value!).WithFunctionsWrittenOut(scope), d.Span, TypicalSize(d.Dimension)))
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
    /// <param name="failures">Where elements that did not reach their tolerance are noted; only for a step that can fail.</param>
    public static void WriteStep(KernelWriter writer, IntegrationStep step, NameTable names, ToleranceFailures? failures = null)
    {
        foreach (var (name, value) in NewValues(writer, step, failures)) { writer.Write((VariablePlace)names[name], value); }
    }

    /// <summary>Writes the advance of a system for the kernel alone: what memory holds stays.</summary>
    /// <param name="failures">Where elements that did not reach their tolerance are noted; only for a step that can fail.</param>
    /// <returns>The variables and their new values.</returns>
    public static List<(string Name, Node Value)> NewValues(KernelWriter writer, IntegrationStep step, ToleranceFailures? failures = null)
    {
        foreach (var temporary in step.Temporaries) { writer.SetTemporary(temporary.Name, writer.Evaluate(temporary.Value)); }
        if (step.Iteration is { } iteration) { WriteIteration(writer, iteration, failures); }
        return [.. step.Updates.Select(u => (u.Name, writer.Ir.FlushSubnormal(writer.Evaluate(u.Value))))];
    }

    private static void WriteIteration(KernelWriter writer, Iteration iteration, ToleranceFailures? failures)
    {
        var starts = iteration.Carried.Select(c => writer.Evaluate(c.Start)).ToList();
        var locals = starts.Select(start => writer.Ir.Carried(start.Type)).ToList();
        foreach (var (carried, local) in iteration.Carried.Zip(locals)) { writer.SetTemporary(carried.Name, local); }
        var condition = writer.Evaluate(iteration.Condition);
        foreach (var temporary in iteration.Temporaries) { writer.SetTemporary(temporary.Name, writer.Evaluate(temporary.Value)); }
        var next = iteration.Carried.Select(c => writer.Evaluate(c.Next)).ToList();
        writer.Repeat(condition, locals.Select((local, k) => new Carried(local, starts[k], next[k])));
        if (iteration.Failed is { } failed) { failures!.Note(writer, writer.Evaluate(failed)); }
    }

    /// <summary>Size of a value of a unit as neurons have it [SI].</summary>
    private static double TypicalSize(Dimension dimension) =>
        dimension == Dimension.Voltage ? 1e-3
        : dimension == Dimension.Current ? 1e-12
        : dimension == Dimension.Conductance ? 1e-9
        : 1;
}
