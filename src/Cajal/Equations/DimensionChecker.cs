using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Second stage for expressions: finds type and unit of each, and proves that units agree, so that kernels hold plain SI numbers and check nothing.</summary>
/// <remarks>
/// A literal 0 agrees with every unit. Each call of rand(), randn(), poisson() or binomial() is a draw of its own, also within one expression.
/// </remarks>
internal static class DimensionChecker
{
    /// <summary>Type and unit of an expression.</summary>
    /// <exception cref="EquationException">Units or types disagree, or a name means nothing; the message points at the smallest piece at fault.</exception>
    public static TypeInfo Check(Expr expression, Scope scope) => expression switch
    {
        Number n => new(n.IsInteger ? ValueType.Integer : ValueType.Real, Dimension.None),
        BooleanLiteral => TypeInfo.Boolean,
        Name n => scope.TypeOf(n),
        Call c => CallChecker.Check(c, scope),
        Unary { Operator: UnaryOperator.Not } u => CheckCondition(u.Operand, scope, "'not'"),
        Unary u => CheckNumber(u.Operand, scope, "'-'"),
        Binary { Operator: BinaryOperator.And or BinaryOperator.Or } b => CheckLogic(b, scope),
        Binary { Operator: BinaryOperator.Power } b => CheckPower(b, scope),
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } b => CheckProduct(b, scope),
        Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } b => CheckEquality(b, scope),
        Binary b => CheckSum(b, scope),
        _ => throw new System.Diagnostics.UnreachableException($"The check of dimensions met a {expression.GetType().Name}."),
    };

    /// <summary>Whether two operands can be added, compared, or put in each other's place.</summary>
    public static bool Agree(Expr a, TypeInfo ofA, Expr b, TypeInfo ofB) =>
        ofA.IsPending || ofB.IsPending || ofA.Dimension == ofB.Dimension || IsZero(a) || IsZero(b);

    /// <summary>Whether an expression is the literal 0, which agrees with every unit.</summary>
    public static bool IsZero(Expr e) => e is Number { Value: 0 } || (e is Unary { Operator: UnaryOperator.Negate } u && IsZero(u.Operand));

    /// <summary>An expression as the user wrote it, in quotes and on one line.</summary>
    public static string Quote(Expr e) =>
        $"'{SourceExcerpt.Quote(e.Span.Source is null || e.Span.Text.AsSpan().ContainsAny('\n', '#') ? ExprPrinter.Print(e) : e.Span.Text)}'";

    /// <summary>The value of an expression of literals, constants and units; null when it depends on anything else.</summary>
    public static double? ConstantValue(Expr e, Scope scope) => e switch
    {
        Number n => n.Value,
        Name n => scope.Constant(n.Id)?.Si,
        Unary { Operator: UnaryOperator.Negate } u => -ConstantValue(u.Operand, scope),
        Binary b => (b.Operator, ConstantValue(b.Left, scope), ConstantValue(b.Right, scope)) switch
        {
            (BinaryOperator.Add, var x, var y) => x + y,
            (BinaryOperator.Subtract, var x, var y) => x - y,
            (BinaryOperator.Multiply, var x, var y) => x * y,
            (BinaryOperator.Divide, var x, var y) => x / y,
            _ => null,
        },
        _ => null,
    };

    public static TypeInfo CheckNumber(Expr operand, Scope scope, string taker)
    {
        var type = Check(operand, scope);
        return type.IsNumber ? type : throw new EquationException(operand.Span, $"{taker} takes a number, but {Quote(operand)} is true or false.",
            $"'int({Quote(operand).Trim('\'')})' is 1 where it is true and 0 where it is false.");
    }

    private static TypeInfo CheckCondition(Expr operand, Scope scope, string taker)
    {
        var type = Check(operand, scope);
        return type.IsBoolean
            ? TypeInfo.Boolean
            : throw new EquationException(operand.Span, $"{taker} takes a condition, but {Quote(operand)} is a number.",
                $"Compare it, as in '{Quote(operand).Trim('\'')} != 0'.");
    }

    private static TypeInfo CheckLogic(Binary b, Scope scope)
    {
        CheckCondition(b.Left, scope, $"'{b.Operator.Symbol()}'");
        return CheckCondition(b.Right, scope, $"'{b.Operator.Symbol()}'");
    }

    private static TypeInfo CheckProduct(Binary b, Scope scope)
    {
        var (left, right) = CheckNumbers(b, scope);
        if (left.IsPending || right.IsPending)
        {
            return TypeInfo.Pending;
        }
        var divides = b.Operator == BinaryOperator.Divide;
        var dimension = DimensionArithmetic.Within(b.Span, () => divides ? left.Dimension / right.Dimension : left.Dimension * right.Dimension);
        return new(divides ? ValueType.Real : Wider(left, right), dimension);
    }

    /// <summary>Sums, remainders and orderings, whose operands share a unit.</summary>
    private static TypeInfo CheckSum(Binary b, Scope scope)
    {
        var (left, right) = CheckNumbers(b, scope);
        if (!Agree(b.Left, left, b.Right, right))
        {
            throw Mismatch(b, left.Dimension, right.Dimension);
        }
        if (b.Operator.Level() == Operators.Comparison)
        {
            return TypeInfo.Boolean;
        }
        if (left.IsPending || right.IsPending)
        {
            return left.IsPending && right.IsPending || b.Operator == BinaryOperator.FloorDivide ? TypeInfo.Pending : left.IsPending ? right : left;
        }
        var dimension = b.Operator == BinaryOperator.FloorDivide ? Dimension.None : IsZero(b.Left) ? right.Dimension : left.Dimension;
        return new(Wider(left, right), dimension);
    }

    private static TypeInfo CheckEquality(Binary b, Scope scope)
    {
        var (left, right) = (Check(b.Left, scope), Check(b.Right, scope));
        if (left.IsBoolean && right.IsBoolean)
        {
            return TypeInfo.Boolean;
        }
        if (left.IsBoolean != right.IsBoolean && !left.IsPending && !right.IsPending)
        {
            throw new EquationException(b.Span, $"{Quote(b)} compares a number with something that is true or false.",
                "Turn the latter into a number by int(...).");
        }
        return CheckSum(b, scope);
    }

    private static TypeInfo CheckPower(Binary b, Scope scope)
    {
        var (left, right) = CheckNumbers(b, scope);
        if (!right.IsPending && right.Dimension != Dimension.None)
        {
            throw new EquationException(b.Right.Span, $"An exponent has to be a plain number, but {Quote(b.Right)} is in {UnitText.Of(right.Dimension)}.",
                "Divide it by a unit.");
        }
        if (left.IsPending)
        {
            return TypeInfo.Pending;
        }
        var exponent = ConstantValue(b.Right, scope);
        if (left.Dimension == Dimension.None)
        {
            var isInteger = left.Type == ValueType.Integer && right.Type == ValueType.Integer && exponent >= 0;
            return new(isInteger ? ValueType.Integer : ValueType.Real, Dimension.None);
        }
        return exponent is { } power ? new(ValueType.Real, DimensionArithmetic.Within(b.Span, () => left.Dimension.Pow(power)))
            : right.IsPending ? TypeInfo.Pending
            : throw new EquationException(b.Right.Span,
                $"{Quote(b.Left)} is in {UnitText.Of(left.Dimension)}, so its exponent has to be a constant: "
                    + $"the unit of the power would change with {Quote(b.Right)}.",
                $"Divide {Quote(b.Left)} by a unit first.");
    }

    private static (TypeInfo Left, TypeInfo Right) CheckNumbers(Binary b, Scope scope)
    {
        var taker = $"'{b.Operator.Symbol()}'";
        return (CheckNumber(b.Left, scope, taker), CheckNumber(b.Right, scope, taker));
    }

    private static ValueType Wider(TypeInfo a, TypeInfo b) => a.Type == ValueType.Integer && b.Type == ValueType.Integer ? ValueType.Integer : ValueType.Real;

    private static EquationException Mismatch(Binary b, Dimension left, Dimension right)
    {
        var (x, y) = (UnitText.InWords(left), UnitText.InWords(right));
        var problem = b.Operator switch
        {
            BinaryOperator.Add => $"adds {x} and {y}",
            BinaryOperator.Subtract => $"subtracts {y} from {x}",
            BinaryOperator.Modulo => $"takes the remainder of {x} by {y}",
            BinaryOperator.FloorDivide => $"divides {x} by {y} to an integer",
            _ => $"compares {x} with {y}",
        };
        return new(b.Span, $"{Quote(b)} {problem}.", left.IsNone ? UnitRemedy.For(b.Left, left, right) : UnitRemedy.For(b.Right, right, left));
    }
}
