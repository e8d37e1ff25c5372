using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.BinaryOperator;

namespace Cajal.Integrators;

/// <summary>
/// An equation whose right side is constant between thresholds of its own variable, such as a bistable synapse between bounds:
/// <c>dL/dt = b*int(L > theta and L &lt; 1) - a*int(L &lt;= theta and L > 0)</c>.
/// </summary>
/// <param name="Variable">The variable.</param>
/// <param name="Rate">The right side; comparisons have the variable alone on their left.</param>
/// <param name="Thresholds">What the variable is compared with, in any order.</param>
internal sealed record ThresholdDrift(string Variable, Expr Rate, ImmutableArray<Expr> Thresholds)
{
    /// <summary>Whether an equation is meant so: its variable occurs on the right side, and there only in comparisons.</summary>
    public static bool IsMeant(DifferentialEquation equation) =>
        equation.Rhs.Mentions(equation.Name) && !MapComparisons(equation.Rhs, equation.Name, _ => new BooleanLiteral(true)).Mentions(equation.Name);

    /// <summary>Brings an equation that is meant so into this form; null when it cannot be, with the reason.</summary>
    public static ThresholdDrift? TryCreate(DifferentialEquation equation, EquationSystem system, out string? whyNot)
    {
        var x = equation.Name;
        string? reason = null;
        List<Expr> thresholds = [];
        var rate = MapComparisons(equation.Rhs, x, WithVariableFirst);
        whyNot = reason ??= LinearSystem.Changing(rate.Substitute(new Dictionary<string, Expr> { [x] = 0 }), system) is { } changing
            ? $"d{x}/dt depends on {changing}, which may change during a step"
            : null;
        return whyNot is null ? new(x, rate, [.. thresholds.Distinct()]) : null;

        Expr WithVariableFirst(Binary comparison)
        {
            var ordered = comparison.Left is Name n && n.Id == x ? comparison : Mirrored(comparison);
            if (ordered.Left is not Name || ordered.Right.Mentions(x))
            {
                reason ??= $"d{x}/dt compares an expression in '{x}', '{ExprPrinter.Print(comparison)}', where only '{x}' itself has a threshold";
            }
            else if (ordered.Operator is Equal or NotEqual)
            {
                reason ??= $"d{x}/dt asks for equality, '{ExprPrinter.Print(comparison)}', which a moving variable meets for no time";
            }

            thresholds.Add(ordered.Right);
            return ordered;
        }
    }

    /// <summary>The same equation with other expressions for its thresholds.</summary>
    public ThresholdDrift WithThresholds(Func<Expr, Expr> other) =>
        new(Variable, MapComparisons(Rate, Variable, c => c with { Right = other(c.Right) }), [.. Thresholds.Select(other)]);

    /// <summary>The right side just above the value of the variable: what counts for one that rises, also from a threshold on.</summary>
    public Expr RateAbove => MapComparisons(Rate, Variable, c => c with { Operator = c.Operator switch { LessOrEqual => Less, Greater => GreaterOrEqual, var op => op } });

    /// <summary>The right side just below the value of the variable.</summary>
    public Expr RateBelow => MapComparisons(Rate, Variable, c => c with { Operator = c.Operator switch { Less => LessOrEqual, GreaterOrEqual => Greater, var op => op } });

    private static Binary Mirrored(Binary comparison) => comparison with
    {
        Operator = comparison.Operator switch { Less => Greater, LessOrEqual => GreaterOrEqual, Greater => Less, GreaterOrEqual => LessOrEqual, var op => op },
        Left = comparison.Right,
        Right = comparison.Left,
    };

    private static Expr MapComparisons(Expr e, string variable, Func<Binary, Expr> map) =>
        e is Binary b && b.Operator.Level() == Operators.Comparison
            ? e.Mentions(variable) ? map(b) : e
            : e.MapOperands(operand => MapComparisons(operand, variable, map));
}
