using System.Diagnostics;
using System.Globalization;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal.Store;

/// <summary>
/// A run in one file, a SQLite database: the report, the spikes of all groups, what monitors record. It can be read while the run goes on, and after a
/// kill holds everything up to the last second.
/// </summary>
/// <example><code>
/// using var file = RunFile.Create("run.cajal", net);
/// file.Record(potentials);
/// net.Run(10 * s);
/// </code></example>
/// <remarks>A thread of its own writes; a run that records faster than the disk takes it waits.</remarks>
public sealed partial class RunFile : IDisposable, IRunJournal
{
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);
    private readonly Network _network;
    private readonly Database _database;
    private readonly WriteQueue _queue;
    private readonly List<RecordingWriter> _recordings = [];
    private readonly Dictionary<SpikeSource, SpikeRows> _spikes = [];
    private long _flushed;

    private RunFile(string path, Network network, string model, Database database)
    {
        (Path, _network, Model, _database, _queue) = (path, network, model, database, new(database));
        network.Keep(this);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>Makes a new file for the runs of a network.</summary>
    /// <param name="path">Where.</param>
    /// <param name="network">The network; objects may still be added to it.</param>
    /// <param name="model">Name of the model.</param>
    /// <exception cref="ModelException">There is a file of this name, or it cannot be made; or the network has a run file, or is running.</exception>
    public static RunFile Create(string path, Network network, string model = "model")
    {
        ArgumentNullException.ThrowIfNull(path);
        RequireFree(network);
        return new(path, network, model, Database.Create(path));
    }

    /// <summary>Opens a file for reading, also while a run writes it.</summary>
    /// <exception cref="ModelException">It is not there, no run file, or damaged.</exception>
    public static RunReader Open(string path) => new(path);

    /// <summary>Lets a monitor record to the file in place of memory.</summary>
    /// <param name="monitor">A monitor of spikes, events, variables or rates, before its first run.</param>
    /// <param name="keep">Whether it keeps everything in memory too.</param>
    /// <param name="from">From which time on [s]; null for the beginning.</param>
    /// <param name="until">Until which time [s], which is left out; null for the end.</param>
    /// <param name="average">Whether to record the mean of each variable over all elements in place of the value of each.</param>
    /// <exception cref="ModelException">It is no monitor, not part of the network, has recorded already, or is recorded already; or has no variables to take means of.</exception>
    public void Record(SimulationObject monitor, bool keep = false, Quantity? from = null, Quantity? until = null, bool average = false)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _network.RequireIdle("a recording is begun");
        var streamable = monitor as IStreamable ?? throw new ModelException($"'{monitor.Name}' records nothing: only monitors of spikes, events, variables and rates do.");
        if (monitor.Network != _network) { throw new ModelException($"'{monitor.Name}' is not part of the network of '{Path}'. Add it first."); }
        if (_recordings.Exists(r => r.Name == monitor.Name)) { throw new ModelException($"'{monitor.Name}' records to '{Path}' already."); }
        var (begin, end) = (from?.Require(Dimension.Time, nameof(from)) ?? double.NegativeInfinity, until?.Require(Dimension.Time, nameof(until)) ?? double.PositiveInfinity);
        var selects = average || from is not null || until is not null;
        if (average && monitor is not StateMonitor) { RowSelection.FormatOf(streamable.Format, averages: true); }
        var writer = Begin(monitor.Name, () => RowSelection.FormatOf(streamable.Format, average));
        streamable.StreamTo(selects ? new RowSelection(writer, () => streamable.Format, begin, end, average) : writer, keep);
    }

    /// <summary>Notes something with the present time.</summary>
    public void Log(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var time = _network.Time.Si;
        _queue.Add(0, database => database.Execute("INSERT INTO log (time_s, text) VALUES ($0, $1)", time, text));
    }

    /// <summary>Writes what is left and closes the file; the network runs on without it.</summary>
    public void Dispose()
    {
        foreach (var signal in _signals) { signal.Dispose(); }
        _network.EndKeeping();
        _queue.Dispose();
        _database.Dispose();
    }

    void IRunJournal.BeginRun()
    {
        RecordSpikes();
        if (_goesOnFrom is { } checkpoint) { ForgetLater(checkpoint); }
        (_goesOnFrom, _hasRun, _isInRun) = (null, true, true);
        foreach (var recording in _recordings) { recording.Define(); }
        _schedule.Begin(_network.Time.Si);
        var text = ModelDescription.Of(_network);
        var (seed, time) = (_network.Seed, _network.Time.Si);
        _queue.Add(0, database =>
        {
            database.Set("model", Model);
            database.Set("version", typeof(Network).Assembly.GetName().Version!.ToString(3));
            database.Set("text", text);
            database.Set("seed", seed.ToString(CultureInfo.InvariantCulture));
            SetState(database, RunState.Running, "", time);
        });
        _flushed = Stopwatch.GetTimestamp();
    }

    void IRunJournal.TakeSpikes(SpikeSource group, ReadOnlySpan<Spike> spikes) => _spikes[group].Append(spikes);

    bool IRunJournal.EndSlice(double time)
    {
        if (_queue.HasFailed || Stopwatch.GetElapsedTime(_flushed) >= s_flushInterval) { Flush(time); }
        return _stoppedBy is not null || _schedule.IsDue(time);
    }

    void IRunJournal.EndRun(Exception? failure)
    {
        _isInRun = false;
        try
        {
            if (failure is null || !_queue.HasFailed) { Finish(failure); }
        }
        catch (ModelException) when (failure is not null)
        {
            // What ended the run is what the user hears of, not that the file could not take it.
        }
    }

    /// <summary>Writes what has become of a run.</summary>
    private void Finish(Exception? failure)
    {
        if (failure is RunStoppedException && ((IRunJournal)this).TakesState && _network.Time.Si != _checkpointed) { WriteCheckpoint(_network.CaptureRun()); }
        Flush(_network.Time.Si);
        var (report, time) = (_network.Report(Model).ToJson(), _network.Time.Si);
        _queue.Add(0, database =>
        {
            database.Set("report", report);
            SetState(database, failure is null ? RunState.Complete : failure is RunStoppedException ? RunState.Stopped : RunState.Failed, failure?.Message ?? "", time);
        });
        _queue.Drain();
    }

    private static void RequireFree(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireIdle("a run file is made");
        if (network.Journal is RunFile other) { throw new ModelException($"The network has a run file already, '{other.Path}'. Dispose of it first."); }
    }

    private static void SetState(Database database, RunState state, string message, double time)
    {
        database.Set("state", state.ToString().ToLowerInvariant());
        database.Set("message", message);
        database.Set("time_s", time.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The spikes of each group are a recording of the group's name.</summary>
    private void RecordSpikes()
    {
        foreach (var (position, group) in _network.Objects.OfType<SpikeSource>().Index())
        {
            if (_spikes.ContainsKey(group)) { continue; }
            RecordFormat format = new("spikes", group.Name, [], [RecordFormat.Step, RecordFormat.Index]);
            _spikes[group] = new(group, Begin(group.Name, () => format));
            var (name, count, first) = (group.Name, group.Count, group.GlobalStart);
            _queue.Add(0, database => database.Execute("INSERT OR REPLACE INTO populations VALUES ($0, $1, $2, $3)", position, name, count, first));
        }
    }

    private RecordingWriter Begin(string name, Func<RecordFormat> format)
    {
        RecordingWriter writer = new(_queue, _recordings.Count + 1, name, format, _goesOnFrom?.RowsOf(name) ?? 0);
        _recordings.Add(writer);
        return writer;
    }

    /// <summary>Lets readers see everything up to now.</summary>
    private void Flush(double time)
    {
        foreach (var recording in _recordings) { recording.Flush(); }
        _queue.Add(0, database => database.Set("time_s", time.ToString("R", CultureInfo.InvariantCulture)));
        _flushed = Stopwatch.GetTimestamp();
    }
}
