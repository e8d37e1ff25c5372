using Cajal.Runtime;

namespace Cajal;

/// <summary>Takes the spikes of a group in a slice of steps, in order of step, then index.</summary>
internal delegate void SpikesTaker(SpikeSource group, ReadOnlySpan<Spike> spikes);

/// <summary>
/// Takes the spikes and other events of all groups out of the workers' logs between slices of a run: to the monitors, the digest and the statistics of the report.
/// </summary>
internal sealed class SpikeCollector : IDisposable
{
    private readonly IReadOnlyList<SpikeSource> _groups;
    private readonly NativeList<Spike>[] _ofSlice;
    private readonly NativeList<Spike> _merged = new();
    private readonly IntervalStatistics[] _statistics;
    private readonly SpikeDigest _digest;

    /// <param name="isResumable">Whether it can be saved and gone on with by another process.</param>
    public SpikeCollector(IReadOnlyList<SpikeSource> groups, bool isResumable = false)
    {
        _digest = new(isResumable);
        _groups = groups;
        _ofSlice = [.. groups.Select(_ => new NativeList<Spike>())];
        _statistics = [.. groups.Select(g => new IntervalStatistics(g.Count))];
    }

    /// <summary>Spikes so far.</summary>
    public long Count => _statistics.Sum(s => s.Spikes);

    /// <summary>Fingerprint of the spikes so far.</summary>
    public string Digest => _digest.ToHex();

    /// <summary>Takes the spikes and other events of a slice.</summary>
    /// <param name="listeners">The monitors.</param>
    /// <param name="take">Told the spikes of each group.</param>
    public void EndSlice(IReadOnlyList<SimulationObject> listeners, SpikesTaker take)
    {
        Collect(listeners);
        AppendToDigest();
        for (var g = 0; g < _groups.Count; g++) { take(_groups[g], _ofSlice[g].AsSpan()); }
        foreach (var spikes in _ofSlice) { spikes.Clear(); }
    }

    /// <summary>Takes the spikes and other events until now, also within a slice.</summary>
    /// <param name="listeners">The monitors.</param>
    public void Collect(IReadOnlyList<SimulationObject> listeners)
    {
        for (var g = 0; g < _groups.Count; g++)
        {
            Take(_groups[g].Spikes, listeners);
            _statistics[g].Add(_merged.AsSpan());
            _ofSlice[g].AddRange(_merged.AsSpan());
            foreach (var stream in _groups[g].Streams)
            {
                if (stream != _groups[g].Spikes) { Take(stream, listeners); }
            }
        }
    }

    /// <summary>Activity of each group.</summary>
    /// <param name="seconds">Model time over which the spikes were collected [s].</param>
    public IReadOnlyList<PopulationReport> Populations(double seconds) =>
        [.. _groups.Zip(_statistics, (group, s) => new PopulationReport(group.Name, group.Count, seconds > 0 ? s.Spikes / (group.Count * seconds) : 0, s.MeanCv()))];

    /// <inheritdoc/>
    public void Dispose() => _digest.Dispose();

    /// <summary>Puts digest and statistics into a snapshot.</summary>
    public void Save(Snapshot snapshot)
    {
        snapshot.Put("digest", _digest.Save());
        for (var g = 0; g < _groups.Count; g++) { snapshot.Put($"{_groups[g].Name}.intervals", _statistics[g].Save()); }
    }

    /// <summary>Goes on from a snapshot.</summary>
    public void Restore(Snapshot snapshot)
    {
        _digest.Restore(snapshot.Get<(long, byte[], long, int)>("digest"));
        for (var g = 0; g < _groups.Count; g++) { _statistics[g].Restore(snapshot.Get<(long, (long, long, double, double)[])>($"{_groups[g].Name}.intervals")); }
    }

    private void Take(SpikeStream stream, IReadOnlyList<SimulationObject> listeners)
    {
        Merge(stream, _merged);
        stream.ClearLogs();
        if (_merged.Count == 0) { return; }
        foreach (var listener in listeners) { listener.TakeEvents(stream, _merged.AsSpan()); }
    }

    /// <summary>Joins the logs of a stream's slices into order of step, then index.</summary>
    private static void Merge(SpikeStream stream, NativeList<Spike> merged)
    {
        merged.Clear();
        var workers = stream.Tiles.Workers;
        if (workers == 1)
        {
            merged.AddRange(stream.LogOf(0));
            return;
        }

        var next = new int[workers];
        while (true)
        {
            var first = long.MaxValue;
            for (var w = 0; w < workers; w++)
            {
                var log = stream.LogOf(w);
                if (next[w] < log.Length) { first = Math.Min(first, log[next[w]].Step); }
            }

            if (first == long.MaxValue) { return; }

            // Slices ascend with the worker, so within a step worker by worker is index by index.
            for (var w = 0; w < workers; w++)
            {
                var log = stream.LogOf(w);
                while (next[w] < log.Length && log[next[w]].Step == first) { merged.Add(log[next[w]++]); }
            }
        }
    }

    /// <summary>Gives the spikes to the digest in order of time, then group, then index.</summary>
    private void AppendToDigest()
    {
        var next = new long[_groups.Count];
        while (true)
        {
            var first = double.PositiveInfinity;
            for (var g = 0; g < next.Length; g++) { first = Math.Min(first, TimeOfNext(g)); }
            if (double.IsPositiveInfinity(first)) { return; }
            for (var g = 0; g < next.Length; g++)
            {
                if (TimeOfNext(g) != first) { continue; }
                var (spikes, start) = (_ofSlice[g], _groups[g].GlobalStart);
                for (var step = spikes[next[g]].Step; next[g] < spikes.Count && spikes[next[g]].Step == step; next[g]++) { _digest.Append(step, start + spikes[next[g]].Index); }
            }
        }

        double TimeOfNext(int group) =>
            next[group] < _ofSlice[group].Count ? _groups[group].Clock.Steps.TimeOf(_ofSlice[group][next[group]].Step) : double.PositiveInfinity;
    }
}
