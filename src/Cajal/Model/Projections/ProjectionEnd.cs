using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;

namespace Cajal;

/// <summary>One end of a projection: a group, a part of one, or the synapses of another projection.</summary>
public abstract class ProjectionEnd
{
    private protected ProjectionEnd()
    {
    }

    /// <summary>Number of elements.</summary>
    public abstract int Count { get; }

    /// <summary>What the end is, or is a part of.</summary>
    internal abstract SimulationObject Owner { get; }

    /// <summary>Number of elements of the whole owner.</summary>
    internal abstract int OwnerCount { get; }

    /// <summary>What the owner declares.</summary>
    internal abstract IReadOnlyCollection<Declaration> Declarations { get; }

    /// <summary>The variables of the elements, as code of synapses sees them.</summary>
    internal abstract IEnumerable<VariableInfo> Variables { get; }

    /// <summary>The memory of the variables.</summary>
    internal abstract IEnumerable<StateArray> Arrays { get; }

    /// <summary>How the elements are shared among the workers of the current run; null when not by their numbers.</summary>
    internal abstract Tiles? Tiles { get; }

    /// <summary>Where the elements lie in memory.</summary>
    internal abstract EndPlaces Places { get; }

    /// <summary>The clock of the elements.</summary>
    internal Clock Clock => Owner.Clock;

    /// <summary>A group as an end.</summary>
    public static implicit operator ProjectionEnd(SpikeSource group) => new GroupEnd(group);

    /// <summary>A part of a group as an end.</summary>
    public static implicit operator ProjectionEnd(Subgroup part) => new GroupEnd(part);

    /// <summary>The synapses of another projection as an end.</summary>
    public static implicit operator ProjectionEnd(Synapses synapses) => new SynapsesEnd(synapses);

    /// <summary>The elements, as numbered in the whole owner.</summary>
    internal abstract ElementSet Elements { get; }

    /// <summary>The first of the end's elements and one past the last, as numbered in the whole owner.</summary>
    internal (int First, int End) Span => Count == 0 ? (0, 0) : (ElementAt(0), ElementAt(Count - 1) + 1);

    /// <summary>The element at a position of the end, as numbered in the whole owner.</summary>
    internal int ElementAt(int position) => Elements[position];

    /// <summary>Position of an element of the owner within the end; negative when it is not in it.</summary>
    internal int PositionOf(int element) => Elements.PositionOf(element);

    /// <summary>Position within the end, in a kernel, of the element at a place.</summary>
    internal abstract Node PositionIn(KernelWriter writer, Node place);

    /// <summary>Lets the elements lie where they will in the run that is being prepared.</summary>
    internal abstract void Settle(RunContext context);

    /// <summary>Lets the elements lie in order of their numbers, while synapses onto them are made.</summary>
    internal virtual void LieByNumber()
    {
    }

    /// <summary>Throws unless an event can happen to the elements.</summary>
    /// <param name="consequence">What would not happen without it.</param>
    /// <exception cref="ModelException">It cannot.</exception>
    internal abstract void RequireEvent(string eventName, string consequence);

    /// <summary>The occurrences of an event at this end in the current run.</summary>
    /// <param name="ownsSynapses">Whether the synapses belong to the worker that owns their element here.</param>
    internal abstract EmittedSpikes EventsOf(string eventName, bool ownsSynapses);

    /// <summary>The meanings of the variables where the elements are reached through an index array.</summary>
    /// <param name="index">The index array; null where the lane's own element is meant.</param>
    internal abstract NameTable NamesVia(ArraySymbol? index, RunContext context);

    /// <summary>Gives the variables of the elements their places in a table of names.</summary>
    /// <param name="index">Index array through which the elements are reached; null where the lane's own is meant.</param>
    /// <param name="suffixes">What follows a variable's name; several make several names of it.</param>
    internal void DefineIn(NameTable names, ArraySymbol? index, RunContext context, params ReadOnlySpan<string> suffixes)
    {
        var own = NamesVia(index, context);
        foreach (var variable in Variables)
        {
            foreach (var suffix in suffixes) { names[variable.Name + suffix] = own[variable.Name]; }
        }
    }
}
