using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>Where variables live: a group of neurons or a projection.</summary>
internal interface IVariableOwner
{
    /// <summary>Name of the object.</summary>
    string Name { get; }

    /// <summary>Dimension of a variable.</summary>
    Dimension DimensionOf(string variable);

    /// <summary>Value of an element in SI.</summary>
    double Get(string variable, int index);

    /// <summary>Sets consecutive elements, in SI.</summary>
    void Set(string variable, int start, ReadOnlySpan<double> si);

    /// <summary>Values of an expression for all elements in SI; random numbers are new at each call.</summary>
    double[] Evaluate(ModelText expression, Dimension dimension, string forWhat);

    /// <summary>Does something now if the memory is there, else as soon as it is.</summary>
    void WhenReady(Action action);
}

/// <summary>The values of one variable for some elements: <c>cells["v"]</c>, <c>cells["v"][..100]</c>. Assigning writes through.</summary>
public sealed class VariableView
{
    private readonly IVariableOwner? _owner;
    private readonly Func<int>? _count;
    private readonly string _name = "";
    private readonly int _start;
    private readonly Action<VariableView>? _assignment;

    internal VariableView(IVariableOwner owner, string name, int start, Func<int> count)
    {
        (_owner, _name, _start, _count) = (owner, name, start, count);
    }

    private VariableView(Action<VariableView> assignment) => _assignment = assignment;

    /// <summary>Number of values.</summary>
    public int Count => _count is null ? 0 : _count();

    /// <summary>The value, when there is only one, in SI base units.</summary>
    public double Si => Count == 1 ? Owner.Get(_name, _start) : throw new ModelException($"{this} has {Count} values; index one of them.");

    private IVariableOwner Owner => _owner ?? throw new ModelException("A value on its way to a variable cannot be read.");

    /// <summary>One value.</summary>
    /// <exception cref="ModelException">Out of range, or the wrong dimension.</exception>
    public Quantity this[int index]
    {
        get => new(Owner.Get(_name, Position(index)), Owner.DimensionOf(_name));
        set
        {
            var si = value.Require(Owner.DimensionOf(_name), $"{_name}[{index}]");
            Owner.WhenReady(() => Owner.Set(_name, Position(index), [si]));
        }
    }

    /// <summary>Consecutive values.</summary>
    /// <exception cref="ModelException">Out of range.</exception>
    public VariableView this[Range range]
    {
        get
        {
            var (start, end) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
            return start >= 0 && start <= end && end <= Count
                ? new(Owner, _name, _start + start, () => end - start)
                : throw new ModelException($"{this}[{range}] is out of range: there are {Count} values.");
        }
        set => this[range].Assign(value);
    }

    /// <summary>A value for every element.</summary>
    public static implicit operator VariableView(Quantity value) => new(target => target.Set(value));

    /// <summary>A plain number for every element.</summary>
    public static implicit operator VariableView(double value) => new(target => target.Set(value));

    /// <summary>One value for each element.</summary>
    public static implicit operator VariableView(QuantityArray values) => new(target => target.Set(values));

    /// <summary>An expression for every element.</summary>
    public static implicit operator VariableView(string expression) => new(target => target.Set(expression));

    /// <summary>Gives every element the same value.</summary>
    /// <exception cref="ModelException">The value has another dimension than the variable.</exception>
    public void Set(Quantity value)
    {
        var si = value.Require(Owner.DimensionOf(_name), _name);
        Owner.WhenReady(() =>
        {
            var values = new double[Count];
            Array.Fill(values, si);
            Owner.Set(_name, _start, values);
        });
    }

    /// <summary>Gives each element its own value.</summary>
    /// <exception cref="ModelException">The number of values or their dimension is another.</exception>
    public void Set(QuantityArray values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Dimension != Owner.DimensionOf(_name))
        {
            throw new ModelException($"{this} is in {Owner.DimensionOf(_name)}, but the values are in {values.Dimension}.");
        }

        Owner.WhenReady(() =>
        {
            if (values.Length != Count) { throw new ModelException($"{this} has {Count} elements, but got {values.Length} values."); }
            Owner.Set(_name, _start, values.AsSpan());
        });
    }

    /// <summary>Evaluates an expression for each element, which may use its variables, its number <c>i</c> and random numbers.</summary>
    /// <exception cref="EquationException">The expression is not right.</exception>
    public void Set(ModelText expression) => Owner.WhenReady(() =>
    {
        var values = Owner.Evaluate(expression, Owner.DimensionOf(_name), _name);
        Owner.Set(_name, _start, values.AsSpan(_start, Count));
    });

    /// <summary>A copy of the values in SI base units.</summary>
    public double[] ToArray()
    {
        var values = new double[Count];
        for (var k = 0; k < values.Length; k++) { values[k] = Owner.Get(_name, _start + k); }
        return values;
    }

    /// <summary>A copy of the values in a unit.</summary>
    /// <exception cref="ModelException">The unit has another dimension.</exception>
    public double[] In(Quantity unit)
    {
        var scale = unit.Require(Owner.DimensionOf(_name));
        return [.. ToArray().Select(v => v / scale)];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_owner?.Name}.{_name}";

    /// <summary>Carries out an assignment such as <c>cells["v"] = El</c>.</summary>
    internal void Assign(VariableView value)
    {
        if (value._assignment is { } assignment) { assignment(this); return; }
        Set(new QuantityArray(value.ToArray(), value.Owner.DimensionOf(value._name)));
    }

    private int Position(int index) => index >= 0 && index < Count
        ? _start + index
        : throw new ModelException($"{this}[{index}] is out of range: there are {Count} values.");
}
