using System.Collections.Frozen;

namespace Cajal.Equations;

/// <summary>Symbols of the operators and how tightly they bind; the levels are Python's.</summary>
internal static class Operators
{
    public const int Or = 1, And = 2, Not = 3, Comparison = 4, Sum = 5, Product = 6, Sign = 7, Power = 8, Operand = 9;

    private static readonly (BinaryOperator Operator, string Symbol, int Level)[] s_binary =
    [
        (BinaryOperator.Or, "or", Or),
        (BinaryOperator.And, "and", And),
        (BinaryOperator.Less, "<", Comparison),
        (BinaryOperator.LessOrEqual, "<=", Comparison),
        (BinaryOperator.Greater, ">", Comparison),
        (BinaryOperator.GreaterOrEqual, ">=", Comparison),
        (BinaryOperator.Equal, "==", Comparison),
        (BinaryOperator.NotEqual, "!=", Comparison),
        (BinaryOperator.Add, "+", Sum),
        (BinaryOperator.Subtract, "-", Sum),
        (BinaryOperator.Multiply, "*", Product),
        (BinaryOperator.Divide, "/", Product),
        (BinaryOperator.FloorDivide, "//", Product),
        (BinaryOperator.Modulo, "%", Product),
        (BinaryOperator.Power, "**", Power),
    ];

    private static readonly FrozenDictionary<string, BinaryOperator> s_bySymbol = s_binary.ToFrozenDictionary(b => b.Symbol, b => b.Operator);

    private static readonly FrozenDictionary<BinaryOperator, (BinaryOperator Operator, string Symbol, int Level)> s_byOperator =
        s_binary.ToFrozenDictionary(b => b.Operator);

    /// <summary>The infix operator that a word stands for, if any.</summary>
    public static BinaryOperator? BinaryOf(Token token) =>
        token.Kind == TokenKind.Symbol && s_bySymbol.TryGetValue(token.Text, out var op) ? op : null;

    public static string Symbol(this BinaryOperator op) => s_byOperator[op].Symbol;

    public static int Level(this BinaryOperator op) => s_byOperator[op].Level;

    public static string Symbol(this AssignmentKind kind) => kind switch
    {
        AssignmentKind.Set => "=",
        AssignmentKind.Add => "+=",
        AssignmentKind.Subtract => "-=",
        AssignmentKind.Multiply => "*=",
        _ => "/=",
    };
}
