using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>Equations of the form X' = M X + B, where M and B hold no state variable and keep their values during a step.</summary>
/// <param name="Variables">The names in X, in the order of the model.</param>
/// <param name="Matrix">M; <c>Matrix[i][j]</c> is the effect of variable j on variable i.</param>
/// <param name="Offsets">B.</param>
internal sealed record LinearSystem(ImmutableArray<string> Variables, ImmutableArray<ImmutableArray<Expr>> Matrix, ImmutableArray<Expr> Offsets)
{
    private static readonly Expr s_nothing = 0;

    /// <summary>Whether variable <paramref name="j"/> acts on variable <paramref name="i"/>.</summary>
    public bool Couples(int i, int j) => Matrix[i][j] is not Number { Value: 0 };

    /// <summary>Brings the equations into this form; null when they don't have it, with the reason.</summary>
    public static LinearSystem? TryCreate(EquationSystem system, out string? whyNot)
    {
        ImmutableArray<string> names = [.. system.Equations.Select(e => e.Name)];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Expr>>();
        var offsets = ImmutableArray.CreateBuilder<Expr>();
        foreach (var (name, rhs, _, _) in system.Equations)
        {
            var row = ImmutableArray.CreateBuilder<Expr>();
            var rest = Simplify(rhs);
            foreach (var x in names)
            {
                if (!rest.Mentions(x))
                {
                    row.Add(s_nothing);
                    continue;
                }

                if (LinearForm.TryCollect(rest, x) is not var (slope, offset))
                {
                    whyNot = $"d{name}/dt is not linear in '{x}'";
                    return null;
                }

                if (names.FirstOrDefault(slope.Mentions) is { } other)
                {
                    whyNot = other == x ? $"d{name}/dt is not linear in '{x}'" : $"d{name}/dt multiplies '{x}' by a term with '{other}'";
                    return null;
                }

                row.Add(slope);
                rest = offset;
            }

            if (names.FirstOrDefault(rest.Mentions) is { } inside)
            {
                whyNot = $"d{name}/dt is not linear in '{inside}'";
                return null;
            }

            if (row.Append(rest).Select(e => Changing(e, system)).FirstOrDefault(word => word is not null) is { } changing)
            {
                whyNot = $"d{name}/dt depends on {changing}, which may change during a step";
                return null;
            }

            rows.Add(row.DrainToImmutable());
            offsets.Add(rest);
        }

        whyNot = null;
        return new(names, rows.ToImmutable(), offsets.ToImmutable());
    }

    /// <summary>A word for the first part of an expression that may change during a step; null when there is none.</summary>
    private static string? Changing(Expr e, EquationSystem system) => e switch
    {
        Name n => system.IsConstantOverStep(n.Id) || system.ConstantOf(n.Id) is not null ? null : $"'{n.Id}'",
        Call c when FunctionTable.Find(c.Function) is var function && (function?.IsRandom ?? !system.IsConstantOverStep(c.Function)) => $"{c.Function}()",
        Call c when c.Arguments.Select(a => Changing(a, system)).FirstOrDefault(word => word is not null) is { } inside => $"{c.Function}() of {inside}",
        _ => e.Operands.Select(operand => Changing(operand, system)).FirstOrDefault(word => word is not null),
    };
}
