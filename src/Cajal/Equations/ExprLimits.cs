namespace Cajal.Equations;

/// <summary>Bounds on the size of a model, so that no stage that walks it can run out of stack, time or memory.</summary>
internal static class ExprLimits
{
    public const int MaxDepth = 500, MaxNodes = 10_000, MaxStatements = 1_000;

    /// <summary>Throws when a text has too many declarations or statements.</summary>
    /// <param name="where">The first one that is too many.</param>
    public static void RequireFew(int count, SourceSpan where)
    {
        if (count > MaxStatements)
        {
            throw new EquationException(where, $"The text has more than {MaxStatements:N0} declarations or statements.", "Split the model into several groups.");
        }
    }

    /// <summary>Throws when a tree is too deep or too large; shared branches count each time.</summary>
    public static Expr Require(Expr expression, SourceSpan where) =>
        Excess(expression) is var (problem, remedy) ? throw new EquationException(where, problem, remedy) : expression;

    /// <summary>What is too deep or too large about a tree, and what to do; null when nothing is.</summary>
    public static (string Problem, string Remedy)? Excess(Expr expression)
    {
        var nodes = 0;
        var open = new Stack<(Expr Node, int Depth)>([(expression, 1)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > MaxDepth)
            {
                return ($"The expression is more than {MaxDepth} operations deep.", "Split it into subexpressions that are stored (constant over dt), or shorten it.");
            }
            if (++nodes > MaxNodes)
            {
                return ($"The expression has more than {MaxNodes:N0} operations once its subexpressions are put in.",
                    "Mark a subexpression that is used often as (constant over dt), or shorten it.");
            }
            foreach (var operand in next.Node.Operands)
            {
                open.Push((operand, next.Depth + 1));
            }
        }
        return null;
    }
}
