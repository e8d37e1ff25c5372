using Cajal.Runtime;

namespace Cajal;

/// <summary>A group whose elements emit spikes. A part of it, <c>group[100..200]</c>, can stand wherever a group can.</summary>
public abstract class SpikeSource : SimulationObject
{
    private const int Most = 1 << 30;
    private SpikeStream? _spikes;

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

    /// <summary>Number of the group's first element when the elements of all groups are counted through, in order of joining.</summary>
    internal int GlobalStart { get; set; }

    /// <summary>The spikes of the current run.</summary>
    internal SpikeStream Spikes => _spikes ?? throw new System.Diagnostics.UnreachableException("Spikes are read outside a run.");

    /// <summary>Whether the group's elements can spike at all.</summary>
    internal virtual bool CanSpike => true;

    /// <summary>Prepares the spike stream of a run.</summary>
    internal void BeginRun(int workers)
    {
        if (_spikes is null || _spikes.Tiles.Workers != workers) { _spikes = new SpikeStream(new Tiles(Count, workers)); }
        _spikes.ClearLists();
    }
}
