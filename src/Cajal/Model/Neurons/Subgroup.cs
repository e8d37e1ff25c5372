using System.Diagnostics.CodeAnalysis;
using Cajal.Compilation;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Some elements of a group, numbered from 0: consecutive ones, <c>cells[10..20]</c>, or listed ones, <c>cells[[3, 7, 12]]</c>.</summary>
public sealed class Subgroup
{
    private readonly int[]? _elements;

    /// <param name="group">The group.</param>
    /// <param name="range">Which elements.</param>
    /// <exception cref="ModelException">The range is empty or reaches beyond the group.</exception>
    public Subgroup(SpikeSource group, Range range)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (start, end) = (range.Start.GetOffset(group.Count), range.End.GetOffset(group.Count));
        if (start < 0 || end > group.Count || start >= end)
        {
            throw OutOfRange(group.Name, range, group.Count);
        }

        (Group, Start, Count) = (group, start, end - start);
    }

    /// <param name="group">The group.</param>
    /// <param name="elements">Which elements, ascending.</param>
    /// <exception cref="ModelException">There are none, they do not ascend, or one is not in the group.</exception>
    public Subgroup(SpikeSource group, ReadOnlySpan<int> elements)
    {
        ArgumentNullException.ThrowIfNull(group);
        RequireAscending(group.Name, elements, group.Count);
        (Group, Start, Count) = (group, elements[0], elements.Length);
        _elements = End == elements[^1] + 1 ? null : elements.ToArray();
    }

    /// <summary>The whole group.</summary>
    public SpikeSource Group { get; }

    /// <summary>The first element, as numbered in the whole group.</summary>
    public int Start { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>One past the last element, as numbered in the whole group.</summary>
    public int End => _elements is null ? Start + Count : _elements[^1] + 1;

    /// <summary>The variables of these elements; in expressions, <c>i</c> and <c>N</c> count within them.</summary>
    /// <exception cref="ModelException">The group has no such variable.</exception>
    public VariableView this[string name]
    {
        get => Group is NeuronGroup neurons
            ? neurons.VariableOf(this, name)
            : throw new ModelException($"'{Group.Name}' has no variables, so no '{name}': only a NeuronGroup has.");
        set => this[name].Assign(value);
    }

    /// <summary>A part of this part.</summary>
    /// <exception cref="ModelException">The range is empty or reaches beyond the part.</exception>
    public Subgroup this[Range range]
    {
        get
        {
            var (start, end) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
            if (start < 0 || start >= end || end > Count) { throw OutOfRange(ToString(), range, Count); }
            return _elements is null ? new(Group, (Start + start)..(Start + end)) : new(Group, _elements.AsSpan(start, end - start));
        }
    }

    /// <summary>Listed elements of this part, as numbered in it, ascending.</summary>
    /// <exception cref="ModelException">There are none, they do not ascend, or one is not in the part.</exception>
    public Subgroup this[ReadOnlySpan<int> elements]
    {
        get
        {
            RequireAscending(ToString(), elements, Count);
            return new(Group, [.. elements.ToArray().Select(ElementAt)]);
        }
    }

    /// <summary>Runs statements for each of these elements at regular times, whatever their state; what is flagged <c>(unless refractory)</c> is not written
    /// while they are refractory. Statements that change shared variables of a whole group come first and run once.</summary>
    /// <param name="code">The statements.</param>
    /// <param name="dt">Time between two times [s]; null for every step of the group.</param>
    /// <param name="when">The slot of the step.</param>
    /// <param name="order">Place within the slot.</param>
    /// <returns>The code as an object that can be made inactive.</returns>
    /// <exception cref="EquationException">The code is not right.</exception>
    /// <exception cref="ModelException">The group has no variables, or the slot does not exist.</exception>
    public ClockedCode RunRegularly(ModelText code, Quantity? dt = null, string when = StepSlot.Start, int order = 0) =>
        ClockedCode.Regularly(new NeuronCode(this), code, dt, when, order);

    /// <summary>Runs statements for each of these elements at given times, otherwise as <see cref="RunRegularly"/>.</summary>
    /// <param name="code">The statements.</param>
    /// <param name="times">The times [s].</param>
    /// <param name="when">The slot of the step.</param>
    /// <param name="order">Place within the slot.</param>
    /// <returns>The code as an object that can be made inactive.</returns>
    /// <exception cref="EquationException">The code is not right.</exception>
    /// <exception cref="ModelException">The group has no variables, or the slot does not exist; or the times are none.</exception>
    public ClockedCode RunAt(ModelText code, QuantityArray times, string when = StepSlot.Start, int order = 0) =>
        ClockedCode.At(new NeuronCode(this), code, times, when, order);

    /// <summary>A group as all of its elements.</summary>
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "The constructor does.")]
    public static implicit operator Subgroup(SpikeSource group) => new(group, ..);

    /// <inheritdoc/>
    public override string ToString() => Count == Group.Count ? Group.Name : _elements is null ? $"{Group.Name}[{Start}..{End}]"
        : $"{Group.Name}[[{string.Join(", ", _elements.Take(3))}{(Count > 4 ? ", ..." : "")}{(Count > 3 ? $", {_elements[^1]}" : "")}]]";

    /// <summary>The elements, as numbered in the whole group.</summary>
    internal ElementSet Elements => _elements is null ? new(Start, Count) : new(_elements);

    /// <summary>The element at a position within the part, as numbered in the whole group.</summary>
    internal int ElementAt(int position) => Elements[position];

    /// <summary>Position of an element of the whole group within the part; negative when it is not in it.</summary>
    internal int PositionOf(int element) => Elements.PositionOf(element);

    /// <summary>The elements as a selection of those of the whole group.</summary>
    internal ElementSelection Selection() => _elements is { } list ? new(() => list) : new(Start, () => Count);

    /// <summary>Position of an element of the whole group within the part, in a kernel; any number where it is not in it.</summary>
    /// <param name="element">The element.</param>
    internal Node PositionIn(KernelWriter writer, Node element)
    {
        if (_elements is null) { return writer.Ir.Subtract(element, writer.Ir.Integer(Start)); }
        StateArray positions = new(new($"position in {this}", IrType.Integer), writer.Ir.Precision, Group.Count);
        for (var position = 0; position < Count; position++) { positions[_elements[position]] = position; }
        return writer.Lookup(positions, element);
    }

    /// <summary>The element at a position within the part, as numbered in the whole group, in a kernel.</summary>
    internal Node ElementIn(KernelWriter writer, Node position)
    {
        if (_elements is null) { return writer.Ir.Add(position, writer.Ir.Integer(Start)); }
        StateArray elements = new(new($"elements of {this}", IrType.Integer), writer.Ir.Precision, Count);
        elements.Write(0, [.. _elements]);
        return writer.Lookup(elements, position);
    }

    private static void RequireAscending(string name, ReadOnlySpan<int> elements, int count)
    {
        if (elements.IsEmpty) { throw new ModelException($"A part of '{name}' needs at least one element."); }
        for (var k = 0; k < elements.Length; k++)
        {
            if (elements[k] < 0 || elements[k] >= count) { throw new ModelException($"'{name}' has the elements 0 to {count - 1}, so none of number {elements[k]}."); }
            if (k > 0 && elements[k] <= elements[k - 1])
            {
                throw new ModelException($"The elements of a part ascend, but {elements[k - 1]} comes before {elements[k]}: list each once, the smallest first.");
            }
        }
    }

    private static ModelException OutOfRange(string name, Range range, int count) =>
        new($"'{name}[{range}]' is no part of '{name}', which has the elements 0 to {count - 1}: a part begins before it ends, as in [..{Math.Max(count / 2, 1)}].");
}
