using System.Runtime.CompilerServices;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Runtime.Vectors;
using Cajal.Units;

namespace Cajal;

/// <summary>Where variables live: a group of neurons or a projection.</summary>
internal interface IVariableOwner
{
    /// <summary>Name of the object.</summary>
    string Name { get; }

    /// <summary>Type and dimension of a variable.</summary>
    TypeInfo TypeOf(string variable);

    /// <summary>Whether a variable has no values of its own, but is found by evaluating its name: a subexpression, a link.</summary>
    bool IsEvaluated(string variable);

    /// <summary>Whether all elements have one value together.</summary>
    bool IsShared(string variable);

    /// <exception cref="ModelException">A variable cannot be set.</exception>
    void RequireWritable(string variable);

    /// <summary>Value of an element in SI.</summary>
    double Get(string variable, int index);

    /// <summary>Sets consecutive elements, in SI.</summary>
    void Set(string variable, int start, ReadOnlySpan<double> si);

    /// <summary>Remembers an expression to evaluate it when the values of the elements are needed, and not before.</summary>
    /// <returns>False when it has to be evaluated now.</returns>
    bool TryPromise(string variable, Expr value, ElementContext context, ElementSelection elements) => false;

    /// <summary>Width of the real numbers that are computed with the variables.</summary>
    Precision Precision { get; }

    /// <summary>The memory of a variable, one element after the other, while it is that of real numbers; null otherwise.</summary>
    StateArray? RealArrayOf(string variable) => null;

    /// <summary>What a text on the elements is evaluated in; random numbers are new at each call.</summary>
    /// <param name="text">The text; null for the name of a variable, which draws none.</param>
    ElementContext ContextOf(ModelText? text);

    /// <summary>What names in a text mean before there is memory; null once there is.</summary>
    Scope? ScopeBeforeMemory(ModelText text) => null;

    /// <summary>The elements between two ends; only synapses have ends.</summary>
    int[] Between(ElementRange i, ElementRange j, ElementRange? k) =>
        throw new ModelException($"The elements of '{Name}' are numbered by one index, not by several: those of synapses are, by [i, j] and [i, j, k].");

    /// <summary>Throws when the elements are still to be made.</summary>
    void RequireElements()
    {
    }

    /// <summary>Does something now if the memory is there, else as soon as it is.</summary>
    void WhenReady(Action action);
}

/// <summary>
/// The values of one variable for some elements: <c>cells["v"]</c>, <c>cells["v"][..100]</c>, <c>cells["v"]["i > 10"]</c>. Assigning writes through.
/// Arithmetic with views gives numbers in SI base units, which belong to no variable until they are assigned to one.
/// </summary>
public sealed partial class VariableView
{
    private readonly IVariableOwner? _owner;
    private readonly ElementSelection? _elements;
    private readonly string _name = "";
    private readonly Action<VariableView>? _assignment;

    internal VariableView(IVariableOwner owner, string name, ElementSelection elements) => (_owner, _name, _elements) = (owner, name, elements);

    internal VariableView(IVariableOwner owner, string name, int start, Func<int> count)
        : this(owner, name, new(start, count))
    {
    }

    private VariableView(Action<VariableView> assignment) => _assignment = assignment;

    /// <summary>Number of values.</summary>
    public int Count => _numbers?.Count ?? _elements?.Count ?? (_number is null ? 0 : 1);

    /// <summary>The value, when there is only one, in SI base units.</summary>
    public double Si => Count == 1 ? Read()[0] : throw new ModelException($"'{this}' has {Count} values, not one: index one of them, or take all by ToArray().");

    private Dimension Dimension => _owner is null ? Dimension.None : _owner.TypeOf(_name).Dimension;

    private string Known => Count switch { 0 => "there are no values", 1 => "the only element is 0", var n => $"the elements are 0 to {n - 1}" };

    private IVariableOwner Owner => _owner ?? throw OnItsWay();

    private ElementSelection Elements => _elements ?? throw OnItsWay();

    /// <summary>One value.</summary>
    /// <exception cref="ModelException">Out of range, or the wrong dimension.</exception>
    public Quantity this[int index]
    {
        get => _numbers is { } numbers ? numbers[Within(index)] : new Quantity(Read(Position(index)), Dimension);
        set
        {
            if (_numbers is { } numbers) { numbers[Within(index)] = value.Si; return; }
            Owner.RequireWritable(_name);
            var si = Required(value, $"{this}[{index}]");
            Owner.RequireElements();
            var position = Position(index);
            Owner.WhenReady(() => Owner.Set(_name, position, [si]));
        }
    }

    /// <summary>Consecutive values.</summary>
    /// <exception cref="ModelException">Out of range.</exception>
    public VariableView this[Range range]
    {
        get
        {
            var (start, end) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
            return !(start >= 0 && start <= end && end <= Count)
                ? throw new ModelException($"'{this}[{range}]' is out of range: {Known}.")
                : _numbers is { } numbers ? new(numbers.Slice(start, end - start))
                : new(Owner, _name, Elements.Slice(start, end - start));
        }
        set => this[range].Assign(value);
    }

    /// <summary>The values of listed elements, in the order of the list.</summary>
    /// <exception cref="ModelException">One is out of range.</exception>
    public VariableView this[ReadOnlySpan<int> elements]
    {
        get
        {
            int[] list = [.. elements.ToArray().Select(Position)];
            return new(Owner, _name, new(() => list));
        }
        set => this[elements].Assign(value);
    }

    /// <summary>
    /// The values of the elements that meet a condition on their variables, their number <c>i</c> and random numbers. Which those are is found
    /// now, or when the group joins its network.
    /// </summary>
    /// <exception cref="EquationException">The condition is not right.</exception>
    /// <exception cref="ModelException">The variable is shared.</exception>
    [OverloadResolutionPriority(1)]
    public VariableView this[ModelText condition]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(condition);
            if (Owner.IsShared(_name)) { throw VariableErrors.OneValue(ToString()); }
            if (Owner.ScopeBeforeMemory(condition) is { } scope) { ElementExpression.CheckCondition(ToString(), condition, scope); }
            ElementSelection selected = new(() => ElementExpression.Matching(ToString(), condition, Owner.ContextOf(condition), Elements));
            Owner.WhenReady(() => _ = selected.List);
            return new(Owner, _name, selected);
        }
        set => this[condition].Assign(value);
    }

    /// <inheritdoc cref="this[ModelText]"/>
    public VariableView this[string condition]
    {
        get => this[(ModelText)condition];
        set => this[(ModelText)condition] = value;
    }

    /// <summary>The values of the synapses from some sources to some targets: <c>synapses["w"][3, ..]</c>.</summary>
    /// <exception cref="ModelException">A range reaches beyond a group, or the elements are no synapses.</exception>
    public VariableView this[ElementRange i, ElementRange j]
    {
        get => Between(i, j, null);
        set => this[i, j].Assign(value);
    }

    /// <summary>The values of the synapses from some sources to some targets, those of a pair numbered from 0 in order of creation: <c>synapses["w"][3, .., 0]</c>.</summary>
    /// <exception cref="ModelException">A range reaches beyond a group, or the elements are no synapses.</exception>
    public VariableView this[ElementRange i, ElementRange j, ElementRange k]
    {
        get => Between(i, j, k);
        set => this[i, j, k].Assign(value);
    }

    /// <summary>A value for every element.</summary>
    public static implicit operator VariableView(Quantity value) => new(target => target.Set(value));

    /// <summary>A plain number for every element.</summary>
    public static implicit operator VariableView(double value) => new(value);

    /// <summary>True or false for every element.</summary>
    public static implicit operator VariableView(bool value) => value ? 1 : 0;

    /// <summary>One value for each element.</summary>
    public static implicit operator VariableView(QuantityArray values) => new(target => target.Set(values));

    /// <summary>One plain number for each element.</summary>
    public static implicit operator VariableView(double[] values) => (QuantityArray)values;

    /// <summary>An expression for every element.</summary>
    public static implicit operator VariableView(string expression) => new(target => target.Set(expression));

    /// <summary>Gives every element the same value.</summary>
    /// <exception cref="ModelException">The value has another dimension than the variable.</exception>
    public void Set(Quantity value)
    {
        Owner.RequireWritable(_name);
        var si = Required(value, ToString());
        Owner.WhenReady(() =>
        {
            var values = new double[Count];
            Array.Fill(values, si);
            Write(values);
        });
    }

    /// <summary>Gives each element its own value.</summary>
    /// <exception cref="ModelException">The number of values or their dimension is another.</exception>
    public void Set(QuantityArray values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Owner.RequireWritable(_name);
        _ = values.Require(Dimension, ToString());
        Owner.RequireElements();
        var count = Count;
        if (values.Length != count)
        {
            throw new ModelException($"'{this}' has {count} elements, but got {values.Length} values. Set a part of it, as in [..{values.Length}], or give every element the same value.");
        }

        if (Owner.TypeOf(_name).Type != Equations.ValueType.Real)
        {
            for (var k = 0; k < count; k++) { Required(values[k], $"{this}[{k}]"); }
        }

        Owner.WhenReady(() => Write(values.AsSpan()));
    }

    /// <summary>Evaluates an expression for each element, which may use its variables, its number <c>i</c> and random numbers.</summary>
    /// <exception cref="EquationException">The expression is not right.</exception>
    public void Set(ModelText expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Owner.RequireWritable(_name);
        var type = Owner.TypeOf(_name);
        if (Owner.ScopeBeforeMemory(expression) is { } scope) { ElementExpression.Check(ToString(), expression, type, scope); }
        Owner.WhenReady(() =>
        {
            var context = Owner.ContextOf(expression);
            var value = ElementExpression.Check(ToString(), expression, type, context.Scope);
            if (!Owner.TryPromise(_name, value, context, Elements)) { Write(ElementExpression.Evaluate(value, context, Elements)); }
        });
    }

    /// <summary>A copy of the values in SI base units.</summary>
    public double[] ToArray() => Read();

    /// <summary>A copy of the values in a unit.</summary>
    /// <exception cref="ModelException">The unit has another dimension.</exception>
    public double[] In(Quantity unit)
    {
        var scale = unit.Require(Dimension, $"the unit of {this}");
        return [.. ToArray().Select(v => v / scale)];
    }

    /// <inheritdoc/>
    public override string ToString() => _owner is null ? "a vector" : $"{_owner.Name}.{_name}";

    /// <summary>Carries out an assignment such as <c>cells["v"] = El</c>.</summary>
    internal void Assign(VariableView value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (ReferenceEquals(value, this)) { return; }
        if (_numbers is null && value._assignment is { } assignment) { assignment(this); return; }
        if (value._numbers is not null || _numbers is not null) { Take(value); return; }
        Set(new QuantityArray(value.ToArray(), value.Dimension));
    }

    private static ModelException OnItsWay() => new("A value on its way to a variable cannot be read.");

    private VariableView Between(ElementRange i, ElementRange j, ElementRange? k)
    {
        var between = Owner.Between(i, j, k).ToHashSet();
        int[] selected = [.. Enumerable.Range(0, Count).Select(place => Elements[place]).Where(between.Contains)];
        return new(Owner, _name, new ElementSelection(() => selected));
    }

    private void Write(ReadOnlySpan<double> values)
    {
        foreach (var (place, count) in Elements.Runs()) { Owner.Set(_name, Elements[place], values.Slice(place, count)); }
    }

    private double[] Read()
    {
        if (_numbers is { } numbers) { return numbers.ToArray(); }
        if (_number is { } number) { return [number]; }
        if (Owner.IsEvaluated(_name)) { return ElementExpression.Evaluate(ToString(), _name!, Owner.TypeOf(_name), Owner.ContextOf(null), Elements); }
        var values = new double[Count];
        for (var k = 0; k < values.Length; k++) { values[k] = Owner.Get(_name, Elements[k]); }
        return values;
    }

    private double Read(int element) => Owner.IsEvaluated(_name)
        ? ElementExpression.Evaluate(ToString(), _name!, Owner.TypeOf(_name), Owner.ContextOf(null), new(() => [element]))[0]
        : Owner.Get(_name, element);

    private int Within(int index) => index >= 0 && index < Count ? index : throw new ModelException($"'{this}[{index}]' is out of range: {Known}.");

    private int Position(int index) => index >= 0 && index < Count
        ? Elements[index]
        : throw new ModelException($"'{this}[{index}]' is out of range: {Known}.");

    /// <summary>The SI value of a quantity that the variable can hold.</summary>
    private double Required(Quantity value, string name)
    {
        var (type, si) = (Owner.TypeOf(_name).Type, value.Require(Dimension, name));
        return type switch
        {
            Equations.ValueType.Integer when si != Math.Truncate(si) => throw new ModelException($"{name}: expected an integer, got {value}."),
            Equations.ValueType.Boolean when si is not (0 or 1) => throw new ModelException($"{name}: expected true (1) or false (0), got {value}."),
            _ => si,
        };
    }
}
