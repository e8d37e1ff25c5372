using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal;

/// <summary>
/// Finds out whether the event-driven variables of a projection are traces: each has a linear equation, depends only on itself, on constants and on the events of one end,
/// so that it is the same in all synapses of an element of that end.
/// </summary>
internal static class TraceRules
{
    /// <summary>The end of each event-driven variable; null when some are no traces.</summary>
    /// <param name="names">What names mean in the code of the synapses.</param>
    public static ImmutableDictionary<string, End>? EndsOf(Synapses owner, NameTable names, RunContext context)
    {
        var subexpressions = Subexpressions.Of(owner.Code.Declarations);
        ImmutableArray<Declaration> equations = [.. owner.Code.EventDrivenEquations];
        if (equations.IsEmpty || owner.Source is not GroupEnd || owner.Target is not GroupEnd || owner.Source.Clock != owner.Target.Clock
            || IntegrationStage.SystemOf(owner.Code.Declarations, owner.Code.ScopeWith(context.Constants), context.StepSeconds, EventDrivenRules.IsEventDriven).Equations.Any(ThresholdDrift.IsMeant)
            || owner.Pathways.Any(p => p.Delays.AreOwn || p.Code.Statements.Any(s => Mentions(s.Value, "lastupdate"))))
        {
            return null;
        }

        var ends = equations.ToImmutableDictionary(d => d.Name, d => owner.Pathways.FirstOrDefault(p => p.Code.Assigned.Contains(d.Name))?.On ?? End.Source);
        var areTraces = equations.All(d => DependsOnEnd(d.Value!, ends[d.Name]))
            && owner.Pathways.All(p => p.Code.Statements.Where(s => ends.ContainsKey(s.Target)).All(s => ends[s.Target] == p.On && DependsOnEnd(s.Value, p.On)));
        return areTraces ? ends : null;

        bool DependsOnEnd(Expr expression, End end)
        {
            var traces = ends.Where(e => e.Value == end).ToDictionary(e => e.Key, _ => (Expr)1);
            var rest = subexpressions.Inline(expression).Substitute(traces);
            return !Mentions(rest, "i") && !Mentions(rest, "j") && OrderAnalysis.IsFixed(rest, names, _ => false);
        }

        bool Mentions(Expr expression, string word) => subexpressions.Inline(expression).SelfAndDescendants().Any(e => e is Name name && name.Id == word);
    }
}
