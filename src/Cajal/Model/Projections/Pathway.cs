using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>An end of a projection.</summary>
public enum End
{
    /// <summary>Where spikes come from.</summary>
    Source,

    /// <summary>Where they go.</summary>
    Target,
}

/// <summary>Code that an event at one end of a projection runs in each synapse that it reaches, after a delay of the synapse.</summary>
/// <remarks>
/// <para>Code reads and writes the values that neurons have when an event arrives, not those of its emission.</para>
/// <para>Within a step pathways run by <see cref="Order"/>, then by their order of creation; one pathway goes through its synapses by the step in which
/// the event was emitted, then by emitting element, then by creation. An event reaches a synapse once a step at most in each pathway.</para>
/// </remarks>
public sealed class Pathway
{
    private readonly Synapses _synapses;
    private PathwayOperation? _operation;
    private long _events;

    internal Pathway(Synapses synapses, string name, PathwayCode code, End on, double delay, int order, string onEvent, uint randomStream)
    {
        (_synapses, Name, Code, On, Order, Event, RandomStream) = (synapses, name, code, on, order, onEvent, randomStream);
        Delays = new PathwayDelays(delay, synapses.Store.Table);
    }

    /// <summary>Name, unique in its projection: <c>pre</c> for the code onPre, <c>post</c> for onPost.</summary>
    public string Name { get; }

    /// <summary>The end whose events run the code.</summary>
    public End On { get; }

    /// <summary>The event of that end: <c>spike</c>, or one that the group defines.</summary>
    public string Event { get; }

    /// <summary>Place among what happens in the slot <c>synapses</c> of a step, ascending: -1 for code of the source, 1 for code of the target unless given.</summary>
    public int Order { get; }

    /// <summary>Whether the code runs. Events of an inactive pathway are lost, those on their way when it is left out of a run too.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Times that a synapse has run the code, over all runs.</summary>
    public long Events => _events + (_operation?.Events ?? 0);

    /// <summary>
    /// Delays from an event to its arrival [s], in order of creation of the synapses; rounded to steps when a run starts, and fixed for an event when it is emitted.
    /// Set one value for all, an array or an expression.
    /// </summary>
    /// <exception cref="ModelException">A delay is no time, or negative.</exception>
    public VariableView Delay
    {
        get => _synapses.DelayOf(this);
        set => Delay.Assign(value);
    }

    /// <summary>What the delays are called among the variables of the projection.</summary>
    internal string DelayName => Name == "pre" ? "delay" : $"{Name}.delay";

    internal PathwayCode Code { get; }

    internal PathwayDelays Delays { get; }

    internal SpikeTraffic Traffic { get; } = new();

    /// <summary>Number of the random numbers of the code among those of the projection.</summary>
    internal uint RandomStream { get; }

    /// <summary>The end whose events run the code.</summary>
    internal ProjectionEnd Emitter => On == End.Source ? _synapses.Source : _synapses.Target;

    /// <summary>What events run the code, and the code.</summary>
    internal IEnumerable<string> Describe() => [$"{Name}, on {Event} of the {On.ToString().ToLowerInvariant()}, order {Order}: {Code.Describe()}"];

    /// <summary>Runs the code in the steps of the next run.</summary>
    internal void Begin(PathwayOperation operation) => _operation = operation;

    /// <summary>Takes stock after a run.</summary>
    internal void EndRun() => (_events, _operation) = (Events, null);

    internal void Save(Snapshot snapshot)
    {
        Delays.Save(snapshot, $"{_synapses.Name}.{DelayName}");
        Traffic.Save(snapshot, $"{_synapses.Name}.{Name}.in flight", Emitter.Clock.Steps.NextStep);
    }

    internal void Restore(Snapshot snapshot)
    {
        Delays.Restore(snapshot, $"{_synapses.Name}.{DelayName}");
        Traffic.Restore(snapshot, $"{_synapses.Name}.{Name}.in flight");
    }
}
