using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;

namespace Cajal;

/// <summary>One end of a projection: a group, or a part of one.</summary>
public sealed class ProjectionEnd
{
    private readonly Subgroup _part;

    private ProjectionEnd(Subgroup part) => _part = part;

    /// <summary>Number of elements.</summary>
    public int Count => _part.Count;

    /// <summary>What the end is, or is a part of.</summary>
    internal SimulationObject Owner => _part.Group;

    /// <summary>The clock of the elements.</summary>
    internal Clock Clock => Owner.Clock;

    /// <summary>The first element, as numbered in the whole owner.</summary>
    internal int Start => _part.Start;

    /// <summary>One past the last element, as numbered in the whole owner.</summary>
    internal int End => _part.End;

    /// <summary>Number of elements of the whole owner.</summary>
    internal int OwnerCount => _part.Group.Count;

    /// <summary>The variables of the elements, as code of synapses sees them.</summary>
    internal IEnumerable<VariableInfo> Variables => (_part.Group as NeuronGroup)?.VisibleVariables ?? [];

    /// <summary>The memory of the variables.</summary>
    internal IEnumerable<StateArray> Arrays => (_part.Group as NeuronGroup)?.Arrays ?? [];

    /// <summary>How the elements are shared among the workers of the current run.</summary>
    internal Tiles Tiles => _part.Group.Tiles;

    /// <summary>Where the elements lie in memory.</summary>
    internal EndPlaces Places => new(StateArray.Spare(OwnerCount));

    /// <summary>A group as an end.</summary>
    public static implicit operator ProjectionEnd(SpikeSource group) => new(group);

    /// <summary>A part of a group as an end.</summary>
    public static implicit operator ProjectionEnd(Subgroup part) => new(part);

    /// <inheritdoc/>
    public override string ToString() => _part.ToString();

    /// <summary>The element at a position within the end, as numbered in the whole owner.</summary>
    internal int ElementAt(int position) => _part.ElementAt(position);

    /// <summary>Position of an element of the whole owner within the end.</summary>
    internal int PositionOf(int element) => _part.PositionOf(element);

    /// <summary>Position within the end of the elements that an index array names.</summary>
    internal Place NumberVia(ArraySymbol index) => new ValuePlace(w => _part.PositionIn(w, w.Read(new IndexPlace(index, 0))));

    /// <summary>Throws unless an event can happen to the elements.</summary>
    /// <param name="consequence">What would not happen without it.</param>
    internal void RequireEvent(string eventName, string consequence) => _part.Group.RequireEvent(eventName, ToString(), consequence);

    /// <summary>The occurrences of an event at this end in the current run.</summary>
    /// <param name="ownsSynapses">Whether the synapses belong to the worker that owns their element here.</param>
    internal EmittedSpikes EventsOf(string eventName, bool ownsSynapses) => new(_part.Group.StreamOf(eventName), Start, End, ownsSynapses);

    /// <summary>Gives the variables of the elements their places in a table of names.</summary>
    /// <param name="index">Index array through which the elements are reached; null for the lane's own.</param>
    /// <param name="suffix">What follows a variable's name.</param>
    internal void DefineIn(NameTable names, ArraySymbol? index, string suffix, RunContext context)
    {
        if (_part.Group is not NeuronGroup group) { return; }
        var inGroup = group.NamesVia(index, context);
        foreach (var variable in Variables) { names[variable.Name + suffix] = inGroup[variable.Name]; }
    }
}
