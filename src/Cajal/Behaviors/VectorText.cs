using System.Text.RegularExpressions;
using Cajal.Equations;

namespace Cajal.Behaviors;

/// <summary>An expression on whole vectors, such as <c>mean(voltage)</c> or <c>rand() * 2 + 1</c>: the grammar of equations, and parts as in <c>v[0:5]</c>.</summary>
/// <remarks>Prefixes that such texts have elsewhere, as in <c>torch.mean(n.v)</c>, are read over; an argument may have a name, as in <c>normal(mean=0.5, std=0.1)</c>.</remarks>
internal sealed partial class VectorText
{
    private const string Part = "part";
    private readonly Expr _expression;

    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="EquationException">The text is not right.</exception>
    public VectorText(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Slices().Replace(Prefixes().Replace(text, ""), $"{Part}($1, $2, $3)");
        _expression = ExpressionParser.Parse(new(plain, what));
    }

    /// <summary>The names that are read, and those of the functions that are called.</summary>
    public IEnumerable<(string Name, bool IsFunction, SourceSpan Span)> Names => _expression.SelfAndDescendants()
        .Where(e => e is Name or Call { Function: not Part }).Select(e => e is Call c ? (c.Function, true, c.Span) : (((Name)e).Id, false, e.Span));

    /// <summary>The value.</summary>
    /// <param name="variable">Gives the value of a name.</param>
    /// <param name="function">Gives the value of a function of values.</param>
    public VariableView Evaluate(Func<string, VariableView> variable, Func<string, VariableView[], VariableView> function)
    {
        return Value(_expression);

        VariableView Value(Expr expression) => expression switch
        {
            Number number => number.Value,
            BooleanLiteral literal => literal.Value ? 1.0 : 0.0,
            Name name => variable(name.Id),
            Call { Function: Part } part => PartOf(Value(part.Arguments[0]), (int)Value(part.Arguments[1]).Sum(), (int)Value(part.Arguments[2]).Sum()),
            Call call => function(call.Function, [.. call.Arguments.Select(Value)]),
            Unary { Operator: UnaryOperator.Negate } minus => -Value(minus.Operand),
            Unary not => !Value(not.Operand),
            Binary binary => Combined(binary.Operator, Value(binary.Left), Value(binary.Right), binary),
            _ => throw new System.Diagnostics.UnreachableException($"vector texts: {expression.GetType().Name}"),
        };
    }

    private static VariableView PartOf(VariableView whole, int start, int end) => whole[Math.Min(start, whole.Count)..Math.Min(end, whole.Count)];

    private static VariableView Combined(BinaryOperator op, VariableView a, VariableView b, Binary expression) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Less => a < b,
        BinaryOperator.LessOrEqual => a <= b,
        BinaryOperator.Greater => a > b,
        BinaryOperator.GreaterOrEqual => a >= b,
        BinaryOperator.Equal => a.EqualTo(b),
        BinaryOperator.NotEqual => !a.EqualTo(b),
        BinaryOperator.And => a & b,
        BinaryOperator.Or => a | b,
        BinaryOperator.Power when b.Count == 1 => a.Apply(x => Math.Pow(x, b.Sum())),
        _ => throw new EquationException(expression.Span, "This operator does not work on vectors.", "Use +, -, *, /, a power with a number, comparisons, 'and' and 'or'."),
    };

    [GeneratedRegex(@"(?<![\w.])(?:torch|numpy|np|neurons|synapse|self|n|s)\.(?=[A-Za-z_])")]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"(\w+)\[\s*(\d+)\s*:\s*(\d+)\s*\]")]
    private static partial Regex Slices();
}
