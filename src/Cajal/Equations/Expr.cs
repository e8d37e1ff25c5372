using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>Operators of the equation language; their meaning is Python's.</summary>
internal enum BinaryOperator { Add, Subtract, Multiply, Divide, FloorDivide, Modulo, Power, Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or }

/// <summary>Prefix operators of the equation language.</summary>
internal enum UnaryOperator { Negate, Not }

/// <summary>An expression of the equation language. Two expressions are equal when they are written alike, wherever they stand.</summary>
internal abstract record Expr
{
    /// <summary>The text that this node was read from; default for nodes that a stage made.</summary>
    public SourceSpan Span { get; init; }

    public virtual bool Equals(Expr? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    public static implicit operator Expr(double value) => new Number(value);

    public static Expr operator +(Expr a, Expr b) => new Binary(BinaryOperator.Add, a, b);

    public static Expr operator -(Expr a, Expr b) => new Binary(BinaryOperator.Subtract, a, b);

    public static Expr operator *(Expr a, Expr b) => new Binary(BinaryOperator.Multiply, a, b);

    public static Expr operator /(Expr a, Expr b) => new Binary(BinaryOperator.Divide, a, b);

    public static Expr operator -(Expr a) => new Unary(UnaryOperator.Negate, a);

    /// <summary>This node with its operands replaced by <paramref name="map"/> of each.</summary>
    public Expr MapOperands(Func<Expr, Expr> map) => this switch
    {
        Unary u => u with { Operand = map(u.Operand) },
        Binary b => b with { Left = map(b.Left), Right = map(b.Right) },
        Call c => c with { Arguments = [.. c.Arguments.Select(map)] },
        _ => this,
    };

    /// <summary>The operands of this node, in order.</summary>
    public ImmutableArray<Expr> Operands => this switch
    {
        Unary u => [u.Operand],
        Binary b => [b.Left, b.Right],
        Call c => c.Arguments,
        _ => [],
    };

    /// <summary>This expression with names replaced; names that are not in <paramref name="values"/> stay.</summary>
    public Expr Substitute(IReadOnlyDictionary<string, Expr> values) => this is Name n
        ? values.TryGetValue(n.Id, out var value) ? value : n
        : MapOperands(e => e.Substitute(values));

    /// <summary>This node and every node below it, in the order of the text.</summary>
    public IEnumerable<Expr> SelfAndDescendants()
    {
        var open = new Stack<Expr>([this]);
        while (open.TryPop(out var next))
        {
            yield return next;
            var operands = next.Operands;
            for (var k = operands.Length - 1; k >= 0; k--)
            {
                open.Push(operands[k]);
            }
        }
    }

    /// <summary>Whether a name occurs anywhere in this expression.</summary>
    public bool Mentions(string name) => this is Name n ? n.Id == name : Operands.Any(e => e.Mentions(name));
}

/// <summary>A literal number; <c>2</c> is an integer, <c>2.0</c> is not.</summary>
internal sealed record Number(double Value, bool IsInteger = false) : Expr;

/// <summary>The literals <c>True</c> and <c>False</c>.</summary>
internal sealed record BooleanLiteral(bool Value) : Expr;

/// <summary>A variable, constant or unit by its name.</summary>
internal sealed record Name(string Id) : Expr;

/// <summary>A prefix operator and its operand.</summary>
internal sealed record Unary(UnaryOperator Operator, Expr Operand) : Expr;

/// <summary>An infix operator between two operands.</summary>
internal sealed record Binary(BinaryOperator Operator, Expr Left, Expr Right) : Expr;

/// <summary>A function applied to its arguments.</summary>
internal sealed record Call(string Function, ImmutableArray<Expr> Arguments) : Expr
{
    public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => Arguments.Aggregate(Function.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
