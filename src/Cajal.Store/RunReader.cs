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

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private string? Value(string name) => _database.Query("SELECT value FROM run WHERE name = $0", r => r.GetString(0), name).FirstOrDefault();
}
