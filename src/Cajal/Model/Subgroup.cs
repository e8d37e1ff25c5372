using System.Diagnostics.CodeAnalysis;

namespace Cajal;

/// <summary>Consecutive elements of a group.</summary>
public sealed class Subgroup
{
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

    /// <summary>The whole group.</summary>
    public SpikeSource Group { get; }

    /// <summary>The first element, as numbered in the whole group.</summary>
    public int Start { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>One past the last element, as numbered in the whole group.</summary>
    public int End => Start + Count;

    /// <summary>The variables of these elements.</summary>
    /// <exception cref="ModelException">The group has no such variable.</exception>
    public VariableView this[string name]
    {
        get => Group is NeuronGroup neurons
            ? neurons[name][Start..End]
            : throw new ModelException($"'{Group.Name}' has no variables, so no '{name}': only a NeuronGroup has.");
        set => this[name].Assign(value);
    }

    /// <summary>A part of this part.</summary>
    public Subgroup this[Range range]
    {
        get
        {
            var (start, end) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
            return start >= 0 && start < end && end <= Count ? new(Group, (Start + start)..(Start + end)) : throw OutOfRange(ToString(), range, Count);
        }
    }

    /// <summary>A group as all of its elements.</summary>
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "The constructor does.")]
    public static implicit operator Subgroup(SpikeSource group) => new(group, ..);

    /// <inheritdoc/>
    public override string ToString() => Count == Group.Count ? Group.Name : $"{Group.Name}[{Start}..{End}]";

    private static ModelException OutOfRange(string name, Range range, int count) =>
        new($"'{name}[{range}]' is no part of '{name}', which has the elements 0 to {count - 1}: a part begins before it ends, as in [..{Math.Max(count / 2, 1)}].");
}
