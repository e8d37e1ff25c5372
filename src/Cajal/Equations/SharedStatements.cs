using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>Code over all elements that also changes what they share: such statements come first, and run once.</summary>
internal static class SharedStatements
{
    /// <summary>Number of statements at the beginning that run once: those up to the last one that changes a shared variable.</summary>
    /// <exception cref="EquationException">One of them depends on, or changes, what differs from element to element.</exception>
    public static int CountIn(ImmutableArray<Assignment> code, Scope scope)
    {
        var count = code.Length;
        while (count > 0 && !ChangesShared(code[count - 1])) { count--; }
        for (var k = 0; k < count; k++)
        {
            if (scope.Variable(code[k].Target) is { IsShared: false })
            {
                var shared = code[k..count].First(ChangesShared);
                throw new EquationException(shared.Span with { Length = shared.Target.Length },
                    $"'{shared.Target}' is shared, so it has to change before '{code[k].Target}', of which each element has its own.",
                    $"Move '{shared.Target} {shared.Kind.Symbol()} ...' to the beginning of the code.");
            }

            if (code[k].Value.SelfAndDescendants().OfType<Name>().FirstOrDefault(n => scope.Variable(n.Id) is { IsShared: false }) is { } own)
            {
                throw new EquationException(own.Span, $"'{code[k].Target}' gets one value for all elements here, but '{own.Id}' has a value for each element.",
                    $"Use shared variables only up to the last statement that changes one.");
            }
        }

        return count;

        bool ChangesShared(Assignment statement) => scope.Variable(statement.Target) is { IsShared: true };
    }
}
