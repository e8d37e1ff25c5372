using System.Runtime.InteropServices;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Records which elements of a group spiked, and when.</summary>
/// <remarks>12 bytes a spike. Spikes are in order of time, those of one step in order of index.</remarks>
public sealed class SpikeMonitor : SimulationObject
{
    private readonly Subgroup _source;
    private readonly List<int> _indices = [];
    private readonly List<long> _steps = [];
    private readonly StepTimes _times = new();

    /// <param name="source">The group, or a part of it; indices count from its first element.</param>
    /// <exception cref="ModelException">The group never spikes.</exception>
    public SpikeMonitor(Subgroup source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Group.CanSpike) { throw new ModelException($"'{source}' never spikes, so there is nothing to record. Give the group a threshold, as in threshold: \"v > -50*mV\"."); }
        _source = source;
    }

    /// <summary>Number of spikes.</summary>
    public int Count => _indices.Count;

    /// <summary>Element of each spike; shape [spikes]. Valid until the next run.</summary>
    public ReadOnlySpan<int> Indices => CollectionsMarshal.AsSpan(_indices);

    /// <summary>Step of each spike; shape [spikes]. Valid until the next run.</summary>
    public ReadOnlySpan<long> Steps => CollectionsMarshal.AsSpan(_steps);

    /// <summary>Time of each spike [s], the start of its step; shape [spikes].</summary>
    public double[] Times
    {
        get
        {
            RequireNetwork("its spikes are read");
            return _times.Of(_steps);
        }
    }

    internal override string DefaultName => "spike_monitor";

    /// <summary>Times of the spikes of one element [s], ascending.</summary>
    /// <exception cref="ModelException">There is no such element.</exception>
    public double[] TimesOf(int index)
    {
        if (index < 0 || index >= _source.Count) { throw new ModelException($"'{Name}' records the elements 0 to {_source.Count - 1}, so none of number {index}."); }
        RequireNetwork("its spikes are read");
        return [.. Enumerable.Range(0, Count).Where(k => _indices[k] == index).Select(k => _times.Of(k, _steps[k]))];
    }

    /// <summary>Number of spikes of each element; shape [elements].</summary>
    public int[] CountsByElement()
    {
        var counts = new int[_source.Count];
        foreach (var index in _indices) { counts[index]++; }
        return counts;
    }

    internal override void OnJoin(Network network)
    {
        if (_source.Group.Network != network) { throw new ModelException($"'{Name}' records '{_source}', which is not part of this network. Add the group first."); }
    }

    internal override void Contribute(RunPlan plan) => _times.Begin(Count, plan.Context.StepSeconds);

    internal override void TakeSpikes(SpikeSource group, ReadOnlySpan<Spike> spikes)
    {
        if (!Active || group != _source.Group) { return; }
        foreach (var (step, index) in spikes)
        {
            if (index < _source.Start || index >= _source.End) { continue; }
            _indices.Add(index - _source.Start);
            _steps.Add(step);
        }
    }

    internal override void Save(Snapshot snapshot) => snapshot.Put($"{Name}.spikes", (_indices.ToArray(), _steps.ToArray(), _times.Clone()));

    internal override void Restore(Snapshot snapshot)
    {
        var (indices, steps, times) = snapshot.Get<(int[], long[], StepTimes)>($"{Name}.spikes");
        CollectionsMarshal.SetCount(_indices, 0);
        CollectionsMarshal.SetCount(_steps, 0);
        _indices.AddRange(indices);
        _steps.AddRange(steps);
        _times.CopyFrom(times);
    }
}
