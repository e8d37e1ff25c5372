using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal;

/// <summary>What equations flagged <c>(event-driven)</c> may depend on: they are solved from event to event, with everything else at its present value.</summary>
internal static class EventDrivenRules
{
    public static bool IsEventDriven(Declaration d) => d.Kind == DeclarationKind.Differential && d.Flags.HasFlag(VariableFlags.EventDriven);

    /// <summary>Throws when an event-driven and a clock-driven variable of the synapses meet in an equation: the one has no value at the time of the other.</summary>
    /// <exception cref="EquationException">They do; the path between them is named.</exception>
    public static void RequireSeparate(ImmutableArray<Declaration> declarations)
    {
        var byName = declarations.ToDictionary(d => d.Name);
        foreach (var d in declarations.Where(d => d.Kind == DeclarationKind.Differential))
        {
            if (PathFrom(d, used => used.Kind == DeclarationKind.Differential && IsEventDriven(used) != IsEventDriven(d), byName) is { } path)
            {
                var way = path.Length == 2 ? "" : $" ({string.Join(", ", path.Zip(path[1..], (user, used) => $"'{user.Name}' uses '{used.Name}'"))})";
                throw new EquationException(d.Span, $"'{d.Name}' is {Updated(d)}, but depends on '{path[^1].Name}', which is {Updated(path[^1])}{way}.", "Flag both the same way.");
            }
        }

        static string Updated(Declaration d) => IsEventDriven(d) ? "event-driven" : "clock-driven";
    }

    /// <summary>Says which event-driven variables depend on variables of neurons that change between events.</summary>
    public static void WarnOfMovement(Synapses owner)
    {
        var subexpressions = Subexpressions.Of(owner.Code.Declarations);
        foreach (var d in owner.Code.EventDrivenEquations)
        {
            var names = subexpressions.Inline(d.Value!).SelfAndDescendants().OfType<Name>();
            if (names.FirstOrDefault(n => Moves(owner.Source, n.Id, "_pre") || Moves(owner.Target, n.Id, "_post") || Moves(owner.Target, n.Id, "")) is { } name)
            {
                owner.Network!.Warn(
                    $"'{owner.Name}': the event-driven '{d.Name}' depends on '{name.Id}', which changes between events. Its value at an event counts for all the time "
                    + "since the last one; flag the equation (clock-driven) to follow it.");
            }
        }
    }

    private static bool Moves(ProjectionEnd end, string name, string suffix) =>
        end.Declarations.Any(d => d.Kind == DeclarationKind.Differential && d.Name + suffix == name);

    /// <summary>The shortest way from a variable to one of its kind, over the subexpressions between them; null when there is none.</summary>
    private static Declaration[]? PathFrom(Declaration start, Func<Declaration, bool> isEnd, Dictionary<string, Declaration> byName)
    {
        Queue<Declaration[]> ways = new([[start]]);
        HashSet<Declaration> seen = [];
        while (ways.TryDequeue(out var way))
        {
            foreach (var name in way[^1].Value!.SelfAndDescendants().OfType<Name>())
            {
                if (!byName.TryGetValue(name.Id, out var used)) { continue; }
                if (isEnd(used)) { return [.. way, used]; }
                if (used.Kind == DeclarationKind.Subexpression && seen.Add(used)) { ways.Enqueue([.. way, used]); }
            }
        }

        return null;
    }
}
