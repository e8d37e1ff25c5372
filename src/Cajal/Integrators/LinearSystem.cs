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

    /// <summary>The key, among names of variables, of terms without one.</summary>
    private const string Free = "";

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
            if (Terms(rest, names) is { } terms)
            {
                row.AddRange(names.Select(x => terms.GetValueOrDefault(x, s_nothing)));
                rest = terms.GetValueOrDefault(Free, s_nothing);
            }

            // What has to be multiplied out is collected in one variable after the other.
            foreach (var x in names[row.Count..])
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

    /// <summary>The coefficients of all variables at once; null where products, quotients or functions of variables stand in the way.</summary>
    private static Dictionary<string, Expr>? Terms(Expr e, ImmutableArray<string> variables)
    {
        if (e is Name n && variables.Contains(n.Id)) { return new() { [n.Id] = 1 }; }
        var operands = e.Operands.Select(operand => Terms(operand, variables)).ToArray();
        if (operands.Any(terms => terms is null)) { return null; }
        if (operands.All(IsFree)) { return new() { [Free] = e }; }
        return e switch
        {
            Unary { Operator: UnaryOperator.Negate } => Map(operands[0]!, Negate),
            Binary { Operator: BinaryOperator.Add } => Sum(operands[0]!, operands[1]!),
            Binary { Operator: BinaryOperator.Subtract } => Sum(operands[0]!, Map(operands[1]!, Negate)),
            Binary { Operator: BinaryOperator.Multiply } p when IsFree(operands[0]) => Map(operands[1]!, x => Multiply(p.Left, x)),
            Binary { Operator: BinaryOperator.Multiply } p when IsFree(operands[1]) => Map(operands[0]!, x => Multiply(x, p.Right)),
            Binary { Operator: BinaryOperator.Divide } q when IsFree(operands[1]) => Map(operands[0]!, x => Divide(x, q.Right)),
            _ => null,
        };

        static bool IsFree(Dictionary<string, Expr>? terms) => terms!.Keys.All(key => key == Free);
    }

    private static Dictionary<string, Expr> Map(Dictionary<string, Expr> terms, Func<Expr, Expr> map) => terms.ToDictionary(t => t.Key, t => map(t.Value));

    private static Dictionary<string, Expr> Sum(Dictionary<string, Expr> left, Dictionary<string, Expr> right)
    {
        foreach (var (key, term) in right) { left[key] = left.TryGetValue(key, out var earlier) ? Add(earlier, term) : term; }
        return left;
    }

    /// <summary>A word for the first part of an expression that may change during a step; null when there is none.</summary>
    public static string? Changing(Expr e, EquationSystem system) => e switch
    {
        Name n => system.IsConstantOverStep(n.Id) || system.ConstantOf(n.Id) is not null ? null : $"'{n.Id}'",
        Call c when FunctionTable.Find(c.Function) is var function && (function?.IsRandom ?? !system.IsConstantOverStep(c.Function)) => $"{c.Function}()",
        Call c when c.Arguments.Select(a => Changing(a, system)).FirstOrDefault(word => word is not null) is { } inside => $"{c.Function}() of {inside}",
        _ => e.Operands.Select(operand => Changing(operand, system)).FirstOrDefault(word => word is not null),
    };
}
