using System.Globalization;

namespace Cajal.Equations;

/// <summary>Writes trees in the equation language with no parentheses but those that are needed; reading the text gives the tree back.</summary>
internal static class ExprPrinter
{
    /// <summary>An expression on one line.</summary>
    public static string Print(Expr expression) => Print(expression, Operators.Or);

    /// <summary>A declaration on one line, such as <c>dv/dt = -v/tau : volt (unless refractory)</c>.</summary>
    public static string Print(Declaration d) => (d.Kind switch
    {
        DeclarationKind.Differential => $"d{d.Name}/dt = {Print(d.Value!)}",
        DeclarationKind.Subexpression => $"{d.Name} = {Print(d.Value!)}",
        _ => d.Name,
    }) + $" : {UnitText.Of(d.Type, d.Dimension)}{FlagTable.Print(d.Flags)}";

    /// <summary>A statement on one line.</summary>
    public static string Print(Assignment a) => $"{a.Target} {a.Kind.Symbol()} {Print(a.Value)}";

    /// <param name="level">The loosest operator that may stand here without parentheses.</param>
    private static string Print(Expr expression, int level)
    {
        var text = expression switch
        {
            Number n => Print(n),
            BooleanLiteral b => b.Value ? "True" : "False",
            Name n => n.Id,
            Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Print))})",
            Unary { Operator: UnaryOperator.Not } u => $"not {Print(u.Operand, Operators.Not)}",
            Unary u => $"-{Print(u.Operand, Operators.Sign)}",
            Binary b => Print(b),
            _ => throw new System.Diagnostics.UnreachableException($"Printing met a {expression.GetType().Name}."),
        };
        return LevelOf(expression) < level ? $"({text})" : text;
    }

    private static string Print(Binary b)
    {
        var level = b.Operator.Level();
        var (left, right) = level switch
        {
            Operators.Power => (Operators.Operand, Operators.Sign),
            Operators.Comparison => (level + 1, level + 1),
            _ => (level, level + 1),
        };
        var space = level < Operators.Product ? " " : "";
        return $"{Print(b.Left, left)}{space}{b.Operator.Symbol()}{space}{Print(b.Right, right)}";
    }

    private static string Print(Number n) => n.IsInteger || !double.IsFinite(n.Value)
        ? double.IsPositiveInfinity(n.Value) ? "inf" : n.Value.ToString(n.IsInteger ? "F0" : "R", CultureInfo.InvariantCulture)
        : n.Value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant() is var text && text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";

    private static int LevelOf(Expr expression) => expression switch
    {
        Unary { Operator: UnaryOperator.Not } => Operators.Not,
        Unary => Operators.Sign,
        Binary b => b.Operator.Level(),
        // A stage may make a negative literal; it is written with a sign.
        Number n when double.IsNegative(n.Value) => Operators.Sign,
        _ => Operators.Operand,
    };
}
