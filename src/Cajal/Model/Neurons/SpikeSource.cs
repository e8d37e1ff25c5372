using Cajal.Runtime;

namespace Cajal;

/// <summary>A group to whose elements something happens: they spike. A part of it, <c>group[100..200]</c>, can stand wherever a group can.</summary>
public abstract class SpikeSource : SimulationObject
{
    /// <summary>The event that every group knows.</summary>
    internal const string SpikeEvent = "spike";
    private const int Most = 1 << 30;
    private readonly OrderedDictionary<string, SpikeStream> _streams = [];

    private protected SpikeSource(int count)
    {
        if (count < 1) { throw new ModelException($"A group needs at least one element, but its size is {count}."); }
        if (count > Most) { throw new ModelException(FormattableString.Invariant($"A group has at most {Most:#,0} elements, but its size is {count:#,0}.")); }
        Count = count;
    }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Consecutive elements as a group of their own, numbered from 0.</summary>
    /// <exception cref="ModelException">The range is empty or reaches beyond the group.</exception>
    public Subgroup this[Range range] => new(this, range);

    /// <summary>Listed elements as a group of their own, ascending, numbered from 0: <c>cells[[3, 7, 12]]</c>.</summary>
    /// <exception cref="ModelException">There are none, they do not ascend, or one is not in the group.</exception>
    public Subgroup this[ReadOnlySpan<int> elements] => new(this, elements);

    /// <summary>One element as a group of its own.</summary>
    /// <exception cref="ModelException">It is not in the group.</exception>
    public Subgroup this[Index element] => new(this, [element.GetOffset(Count)]);

    /// <summary>Every element of a range that is a multiple of some steps from its first one, as a group of their own, numbered from 0.</summary>
    /// <exception cref="ModelException">The range is empty or reaches beyond the group, or the step is not positive.</exception>
    public Subgroup this[Range range, int step]
    {
        get
        {
            Subgroup all = new(this, range);
            return step >= 1
                ? new(this, [.. Enumerable.Range(0, (all.Count + step - 1) / step).Select(k => all.Start + (k * step))])
                : throw new ModelException($"A part of '{Name}' takes every element or every second one and so on, so its step is 1 or more, not {step}.");
        }
    }

    /// <summary>Number of the group's first element when the elements of all groups are counted through, in order of joining.</summary>
    internal int GlobalStart { get; set; }

    /// <summary>How the elements are shared among the workers of the current run.</summary>
    internal Tiles Tiles { get; private set; }

    /// <summary>The spikes of the current run.</summary>
    internal SpikeStream Spikes => StreamOf(SpikeEvent);

    /// <summary>Whether the group's elements can spike at all.</summary>
    internal bool CanSpike => Events.Contains(SpikeEvent);

    /// <summary>What can happen to the elements: "spike", and the events of the user's.</summary>
    internal virtual IEnumerable<string> Events => [SpikeEvent];

    /// <summary>The streams of the current run: spikes (none, where there is no threshold), then the other events.</summary>
    internal IEnumerable<SpikeStream> Streams => _streams.Values;

    /// <summary>The occurrences of an event in the current run.</summary>
    internal SpikeStream StreamOf(string eventName) => _streams[eventName];

    /// <summary>Where in a step an event is found out: slot and order.</summary>
    internal virtual (string Slot, int Order) PlaceOf(string eventName) => (StepSlot.Thresholds, Order);

    /// <summary>Throws unless an event can happen to the group's elements.</summary>
    /// <param name="part">The group or a part of it, as messages call it.</param>
    /// <param name="consequence">What would not happen without it, such as "there is nothing to record".</param>
    /// <exception cref="ModelException">The event does not exist.</exception>
    internal void RequireEvent(string eventName, string part, string consequence)
    {
        if (Events.Contains(eventName)) { return; }
        throw new ModelException(eventName == SpikeEvent
            ? $"'{part}' never spikes, so {consequence}. Give the group a threshold, as in threshold: \"v > -50*mV\"."
            : $"'{part}' has no event '{eventName}', so {consequence}.{Suggest.Sentence(eventName, Events)} Events are given with the group, as in events: new() {{ [\"{eventName}\"] = \"v > -50*mV\" }}.");
    }

    /// <summary>Prepares the streams of a run.</summary>
    internal void BeginRun(int workers)
    {
        if (Tiles.Workers != workers)
        {
            Tiles = new(Count, workers);
            foreach (var name in Events.Prepend(SpikeEvent).Distinct()) { _streams[name] = new SpikeStream(Tiles); }
        }

        foreach (var stream in _streams.Values) { stream.ClearLists(); }
    }
}
