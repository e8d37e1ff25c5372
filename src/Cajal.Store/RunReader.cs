using System.Globalization;

namespace Cajal.Store;

/// <summary>Reads a run file, also while a run writes it: each question sees what was written by then.</summary>
public sealed class RunReader : IDisposable
{
    private readonly Database _database;

    internal RunReader(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        (Path, _database) = (path, Database.Open(path, writes: false));
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Name of the model.</summary>
    public string Model => Value("model") ?? "";

    /// <summary>Version of the simulator that wrote the file.</summary>
    public string Version => Value("version") ?? "";

    /// <summary>What has become of the run.</summary>
    public RunState State => Enum.TryParse<RunState>(Value("state"), ignoreCase: true, out var state) ? state : RunState.Running;

    /// <summary>Why it ended early; empty when it did not.</summary>
    public string Message => Value("message") ?? "";

    /// <summary>Model time up to which everything is in the file [s].</summary>
    public double Time => double.Parse(Value("time_s") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Seed of the random numbers.</summary>
    public ulong Seed => ulong.Parse(Value("seed") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>The report of the run; null as long as it goes on, and after a kill.</summary>
    public RunReport? Report => Value("report") is { } json ? RunReport.Parse(json) : null;

    /// <summary>The groups, in order of creation: name, number of elements, number of the first one when all are counted through.</summary>
    public IReadOnlyList<(string Name, int Size, int First)> Populations =>
        _database.Query("SELECT name, size, first_neuron FROM populations ORDER BY position", r => (r.GetString(0), r.GetInt32(1), r.GetInt32(2)));

    /// <summary>The recordings: one for the spikes of each group, by its name, and one for each monitor.</summary>
    public IReadOnlyList<RunRecording> Recordings =>
        [.. RecordingTable.Read(_database).Select(r => new RunRecording(_database, r.Id, r.Name, r.Format))];

    /// <summary>The model: its objects with their equations, constants and sizes.</summary>
    public string ModelText => Value("text") ?? "";

    /// <summary>Model times of the checkpoints [s], ascending.</summary>
    public IReadOnlyList<double> Checkpoints => [.. Checkpoint.Read(_database).Select(c => c.Time)];

    /// <summary>Notes with their times [s].</summary>
    public IReadOnlyList<(double Time, string Text)> Log => _database.Query("SELECT time_s, text FROM log ORDER BY id", r => (r.GetDouble(0), r.GetString(1)));

    /// <summary>A recording by its name: that of a group for its spikes, or that of a monitor.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public RunRecording this[string name]
    {
        get
        {
            var recordings = Recordings;
            return recordings.FirstOrDefault(r => r.Name == name)
                ?? throw new ModelException($"'{Path}' holds no recording '{name}'.{Suggest.Sentence(name, recordings.Select(r => r.Name))} It holds {string.Join(", ", recordings.Select(r => $"'{r.Name}'"))}.");
        }
    }

    /// <summary>
    /// Gives a network the state of a checkpoint, to branch off from there: with other parameters, another seed, more monitors. It need not be the model that was
    /// run, but needs the same groups and projections.
    /// </summary>
    /// <param name="network">A network, complete and connected; it is at the time of the checkpoint then.</param>
    /// <param name="checkpoint">Place among <see cref="Checkpoints"/>; the last one when nothing is said.</param>
    /// <exception cref="ModelException">There is no such checkpoint, it is damaged, or does not fit the network; or the network is running.</exception>
    public void Restore(Network network, Index? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var all = Checkpoint.Read(_database);
        var place = (checkpoint ?? ^1).GetOffset(all.Count);
        if (place < 0 || place >= all.Count) { throw new ModelException($"'{Path}' holds {all.Count} checkpoints, so none at place {place}."); }
        network.Branch(all[place].Load(_database));
    }

    /// <summary>Writes each recording to a file of its name in a folder, and the report to <c>report.json</c>.</summary>
    /// <exception cref="ModelException">The run file is damaged.</exception>
    public void Export(string folder, ExportFormat format)
    {
        Directory.CreateDirectory(folder);
        foreach (var recording in Recordings)
        {
            var name = string.Concat(recording.Name.Select(c => System.IO.Path.GetInvalidFileNameChars().Contains(c) ? '_' : c));
            recording.Export(System.IO.Path.Combine(folder, $"{name}.{format.ToString().ToLowerInvariant()}"), format);
        }

        Report?.Save(System.IO.Path.Combine(folder, "report.json"));
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private string? Value(string name) => _database.Query("SELECT value FROM run WHERE name = $0", r => r.GetString(0), name).FirstOrDefault();
}
