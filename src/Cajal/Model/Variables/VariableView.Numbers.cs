using Cajal.Runtime;
using Cajal.Runtime.Vectors;

namespace Cajal;

/// <content>What is computed with the values of variables, element by element, in the precision of the network.</content>
public sealed partial class VariableView
{
    private readonly Numbers? _numbers;
    private readonly double? _number;
    private (StateArray Of, Numbers Numbers)? _live;
    private bool _isWritable;

    internal VariableView(Numbers numbers) => _numbers = numbers;

    private VariableView(double number)
        : this(target => target.Set(number)) => _number = number;

    /// <summary>Whether these are numbers that belong to no variable: the result of a computation.</summary>
    internal bool IsComputed => _numbers is not null;

    /// <summary>The memory where the values are, one after the other; null where they have to be gathered.</summary>
    private Numbers? Live
    {
        get
        {
            if (_numbers is not null) { return _numbers; }
            if (_owner is null || _elements!.List is not null || _owner.RealArrayOf(_name) is not { } array) { return null; }
            if (_live?.Of != array) { _live = (array, Numbers.Of(array, _elements.Start, _elements.Count)); }
            return _live!.Value.Numbers;
        }
    }

    private Precision? Precision => _numbers?.Precision ?? _owner?.Precision;

    /// <summary>The elements that are other than 0 here: <c>v[v >= threshold] = reset</c>.</summary>
    /// <param name="mask">One number for each element.</param>
    /// <exception cref="ModelException">The mask has another number of elements.</exception>
    public VariableView this[VariableView mask]
    {
        get
        {
            var found = Found(mask);
            return _numbers is null ? new(Owner, _name, new ElementSelection(() => [.. found.Select(place => Elements[place])]))
                : throw new ModelException("A part of a computed vector cannot be taken by a mask: assign the vector to a variable first, as in n[\"x\"] = ..., or multiply it by the mask.");
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Live is not { } live || (value._number is null && value._numbers?.Count != Count)) { this[mask].Assign(value); return; }
            RequireSettable();
            live.Select(Mask(mask, live.Precision), value.Operand(live.Precision));
        }
    }

    /// <summary>Element by element; one number stands for as many as there are.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public static VariableView operator +(VariableView a, VariableView b) => Combine<Add>(a, b);

    /// <inheritdoc cref="operator +(VariableView, VariableView)"/>
    public static VariableView operator -(VariableView a, VariableView b) => Combine<Subtract>(a, b);

    /// <inheritdoc cref="operator +(VariableView, VariableView)"/>
    public static VariableView operator *(VariableView a, VariableView b) => Combine<Multiply>(a, b);

    /// <inheritdoc cref="operator +(VariableView, VariableView)"/>
    public static VariableView operator /(VariableView a, VariableView b) => Combine<Divide>(a, b);

    /// <summary>The negative of each element.</summary>
    public static VariableView operator -(VariableView a) => Combine<Multiply>(a, -1.0);

    /// <summary>A mask: 1 where it holds, else 0.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public static VariableView operator <(VariableView a, VariableView b) => Combine<Less>(a, b);

    /// <inheritdoc cref="operator &lt;(VariableView, VariableView)"/>
    public static VariableView operator >(VariableView a, VariableView b) => Combine<Less>(b, a);

    /// <inheritdoc cref="operator &lt;(VariableView, VariableView)"/>
    public static VariableView operator <=(VariableView a, VariableView b) => Combine<LessOrEqual>(a, b);

    /// <inheritdoc cref="operator &lt;(VariableView, VariableView)"/>
    public static VariableView operator >=(VariableView a, VariableView b) => Combine<LessOrEqual>(b, a);

    /// <summary>A mask: 1 where both are other than 0, else 0.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public static VariableView operator &(VariableView a, VariableView b) => Combine<And>(a, b);

    /// <summary>A mask: 1 where one of the two is other than 0, else 0.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public static VariableView operator |(VariableView a, VariableView b) => Combine<Or>(a, b);

    /// <summary>A mask: 1 where the element is 0, else 0.</summary>
    public static VariableView operator !(VariableView a) => Combine<Equal>(a, 0.0);

    /// <summary>Adds in place: the variable itself changes.</summary>
    /// <exception cref="ModelException">The variable cannot be set, or the numbers of elements differ.</exception>
    public void operator +=(VariableView value) => Update<Add>(value);

    /// <summary>Subtracts in place: the variable itself changes.</summary>
    /// <exception cref="ModelException">The variable cannot be set, or the numbers of elements differ.</exception>
    public void operator -=(VariableView value) => Update<Subtract>(value);

    /// <summary>Multiplies in place: the variable itself changes.</summary>
    /// <exception cref="ModelException">The variable cannot be set, or the numbers of elements differ.</exception>
    public void operator *=(VariableView value) => Update<Multiply>(value);

    /// <summary>Divides in place: the variable itself changes.</summary>
    /// <exception cref="ModelException">The variable cannot be set, or the numbers of elements differ.</exception>
    public void operator /=(VariableView value) => Update<Divide>(value);

    /// <summary>A mask: 1 where the elements are equal, else 0.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public VariableView EqualTo(VariableView other) => Combine<Equal>(this, other);

    /// <summary>The smaller of each two elements.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public VariableView Min(VariableView other) => Combine<Minimum>(this, other);

    /// <summary>The greater of each two elements.</summary>
    /// <exception cref="ModelException">The numbers of elements differ.</exception>
    public VariableView Max(VariableView other) => Combine<Maximum>(this, other);

    /// <summary>Each element within bounds.</summary>
    public VariableView Clip(VariableView lowest, VariableView highest) => Max(lowest).Min(highest);

    /// <summary>A function of each element, computed in double precision: <c>v.Apply(Math.Exp)</c>.</summary>
    public VariableView Apply(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return _number is { } number ? function(number) : new VariableView(Readable().Apply(function));
    }

    /// <summary>e to the power of each element.</summary>
    public VariableView Exp() => Apply(Math.Exp);

    /// <summary>The values as numbers of their own, which later changes of the variable leave alone.</summary>
    public VariableView Copy() => new(Readable().Copy());

    /// <summary>The sum of the values in SI base units.</summary>
    public double Sum() => Readable().Sum();

    /// <summary>The mean of the values in SI base units; NaN when there are none.</summary>
    public double Mean() => Readable().Sum() / Count;

    /// <summary>The smallest value in SI base units.</summary>
    public double Min() => Read().Min();

    /// <summary>The greatest value in SI base units.</summary>
    public double Max() => Read().Max();

    /// <summary>Whether an element is other than 0.</summary>
    public bool Any() => NonZero().Length > 0;

    /// <summary>The places of the elements that are other than 0, ascending.</summary>
    public int[] NonZero() => NonZero(Readable());

    /// <summary>The values to compute with, where they are or gathered.</summary>
    internal Numbers Readable() => Live ?? Numbers.Of(Precision ?? Cajal.Precision.Double, Read());

    /// <summary>Takes over the values of as many elements, in place.</summary>
    internal void Overwrite(VariableView value) => Take(value);

    private static VariableView Combine<TOperation>(VariableView a, VariableView b)
        where TOperation : struct, IBinaryOperation
    {
        if (a._number is { } x && b._number is { } y) { return TOperation.Of(x, y); }
        var precision = a.Precision ?? b.Precision ?? throw OnItsWay();
        var (left, right) = (a.Operand(precision), b.Operand(precision));
        RequireFit(left.Count, right.Count);
        return new(Numbers.Combine<TOperation>(left, right));
    }

    private static void RequireFit(int a, int b)
    {
        if (a != b && a != 1 && b != 1) { throw new ModelException($"A vector of {a} elements and one of {b} cannot be combined: they need as many elements, or one of them a single one."); }
    }

    private static int[] NonZero(Numbers numbers)
    {
        var found = new int[numbers.Count];
        return found[..numbers.FindNonZero(found)];
    }

    private void Update<TOperation>(VariableView value)
        where TOperation : struct, IBinaryOperation
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Live is not { } live) { Take(Combine<TOperation>(this, value)); return; }
        RequireSettable();
        var operand = value.Operand(live.Precision);
        RequireTakes(operand.Count);
        Numbers.Combine<TOperation>(live, operand, live);
    }

    /// <summary>Takes over computed numbers, in SI base units.</summary>
    private void Take(VariableView value)
    {
        RequireSettable();
        var from = value.Operand(Precision ?? throw OnItsWay());
        RequireTakes(from.Count);
        if (Live is { } live) { live.CopyFrom(from); return; }
        var values = from.ToArray();
        if (values.Length == 1 && Count > 1) { values = [.. Enumerable.Repeat(values[0], Count)]; }
        Write(values);
    }

    /// <summary>The values to compute with in a network of some precision.</summary>
    internal Numbers Operand(Precision precision) => _number is { } number ? Numbers.Of(precision, [number]) : Readable();

    private Numbers Mask(VariableView mask, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var numbers = mask.Operand(precision);
        return numbers.Count == Count ? numbers : throw new ModelException($"'{this}' has {Count} elements, but the mask has {numbers.Count}. A mask has one number for each element, as v >= threshold has.");
    }

    private int[] Found(VariableView mask) => NonZero(Mask(mask, Precision ?? throw OnItsWay()));

    private void RequireTakes(int count)
    {
        if (count != Count && count != 1) { throw new ModelException($"'{this}' has {Count} elements, but got {count}: it takes as many, or one for all."); }
    }

    private void RequireSettable()
    {
        if (_isWritable || _owner is null) { return; }
        _owner.RequireWritable(_name);
        _isWritable = true;
    }
}
