using System.Diagnostics;

namespace Cajal.Ir;

/// <content>Comparisons, conditions and bits.</content>
internal sealed partial class IrBuilder
{
    public Node Less(Node a, Node b) => Compare(Op.Less, a, b);

    public Node LessOrEqual(Node a, Node b) => Compare(Op.LessOrEqual, a, b);

    public Node Greater(Node a, Node b) => Compare(Op.Less, b, a);

    public Node GreaterOrEqual(Node a, Node b) => Compare(Op.LessOrEqual, b, a);

    public Node Equal(Node a, Node b) =>
        a.Type == IrType.Boolean && b.Type == IrType.Boolean ? Not(Xor(a, b)) : Compare(Op.Equal, a, b);

    public Node NotEqual(Node a, Node b) => Not(Equal(a, b));

    public Node And(Node a, Node b) => Logical(Op.And, a, b);

    public Node Or(Node a, Node b) => Logical(Op.Or, a, b);

    public Node Xor(Node a, Node b) => Logical(Op.Xor, a, b);

    public Node Not(Node a)
    {
        a = ToBoolean(a);
        return a.Op == Op.Not ? a.Operands[0] : Make(Op.Not, IrType.Boolean, a);
    }

    public Node Select(Node condition, Node ifTrue, Node ifFalse) => Choose(Op.Select, condition, ifTrue, ifFalse);

    /// <summary>As <see cref="Select"/>; ifTrue is computed only when some lane needs it.</summary>
    public Node SelectRare(Node condition, Node ifTrue, Node ifFalse) => Choose(Op.SelectRare, condition, ifTrue, ifFalse);

    internal Node ShiftLeft(Node a, int bits) => Shift(Op.ShiftLeft, a, bits);

    internal Node ShiftRightArithmetic(Node a, int bits) => Shift(Op.ShiftRightArithmetic, a, bits);

    internal Node ShiftRightLogical(Node a, int bits) => Shift(Op.ShiftRightLogical, a, bits);

    /// <summary>The bits of an integer or real, as the other type.</summary>
    internal Node Reinterpret(IrType type, Node a) =>
        a.Type == type ? a
        : a.Op == Op.Reinterpret ? Reinterpret(type, a.Operands[0])
        : Make(Op.Reinterpret, type, a);

    /// <summary>Bitwise and, or, exclusive or of integers.</summary>
    internal Node Bitwise(Op op, Node a, Node b)
    {
        Expect(a, IrType.Integer);
        Expect(b, IrType.Integer);
        return Make(op, IrType.Integer, a, b);
    }

    private Node Shift(Op op, Node a, int bits)
    {
        Expect(a, IrType.Integer);
        return bits == 0 ? a : Make(op, IrType.Integer, a, Integer(bits));
    }

    private Node Compare(Op op, Node a, Node b)
    {
        (a, b) = Promote(a, b);
        return Make(op, IrType.Boolean, a, b);
    }

    private Node Logical(Op op, Node a, Node b)
    {
        (a, b) = (ToBoolean(a), ToBoolean(b));
        if (a.Op == Op.Literal) { (a, b) = (b, a); }
        if (a == b) { return op == Op.Xor ? Boolean(false) : a; }
        if (b.Op != Op.Literal) { return Make(op, IrType.Boolean, a, b); }
        return (op, b.Bits != 0) switch
        {
            (Op.And, true) or (Op.Or or Op.Xor, false) => a,
            (Op.And, false) => Boolean(false),
            (Op.Or, true) => Boolean(true),
            (Op.Xor, true) => Not(a),
            _ => throw new UnreachableException($"IR builder: {op} of booleans"),
        };
    }

    private Node Choose(Op op, Node condition, Node ifTrue, Node ifFalse)
    {
        condition = ToBoolean(condition);
        var type = Widest(ifTrue.Type, ifFalse.Type);
        (ifTrue, ifFalse) = (ToType(ifTrue, type), ToType(ifFalse, type));
        if (ifTrue == ifFalse) { return ifTrue; }
        if (condition.Op == Op.Literal) { return condition.Bits != 0 ? ifTrue : ifFalse; }
        if (condition.Op == Op.Not && op == Op.Select) { return Choose(op, condition.Operands[0], ifFalse, ifTrue); }
        if (type == IrType.Boolean && op == Op.Select) { return SelectCondition(condition, ifTrue, ifFalse); }
        return Make(op, type, condition, ifTrue, ifFalse);
    }

    /// <summary>Booleans are masks: a choice among them with a literal is plain logic.</summary>
    private Node SelectCondition(Node condition, Node ifTrue, Node ifFalse) => (ifTrue, ifFalse) switch
    {
        ({ Op: Op.Literal }, _) => ifTrue.Bits != 0 ? Or(condition, ifFalse) : And(Not(condition), ifFalse),
        (_, { Op: Op.Literal }) => ifFalse.Bits != 0 ? Or(Not(condition), ifTrue) : And(condition, ifTrue),
        _ => Make(Op.Select, IrType.Boolean, condition, ifTrue, ifFalse),
    };
}
