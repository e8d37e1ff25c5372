using System.Runtime.InteropServices;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal.Store;

/// <content>Checkpoints, and going on from them.</content>
public sealed partial class RunFile
{
    private const int MostKept = 2;
    private readonly CheckpointSchedule _schedule = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private Checkpoint? _goesOnFrom;
    private volatile string? _stoppedBy;
    private long _lastCheckpoint;
    private double _checkpointed = double.NaN;
    private volatile bool _isInRun;
    private bool _hasRun;

    /// <summary>Goes on with a run that was killed, stopped or has failed, from its last checkpoint; what was recorded later is recorded anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network, as the same program builds it; it may run on another number of threads.</param>
    /// <remarks>
    /// The program runs as it did the first time: calls of <see cref="Network.Run"/> that lie before the checkpoint return at once, and the one that it
    /// lies in goes on from there to its end.
    /// </remarks>
    /// <exception cref="ModelException">The file is not there, is damaged, or holds no checkpoint; or the network has a run file, or is running.</exception>
    public static RunFile Resume(string path, Network network)
    {
        ArgumentNullException.ThrowIfNull(path);
        RequireFree(network);
        var database = Database.Open(path, writes: true);
        try
        {
            var checkpoint = Checkpoint.Read(database).LastOrDefault()
                ?? throw new ModelException($"'{path}' holds no checkpoint to go on from: the run was not asked for any, or ended before the first. Begin anew, with CheckpointEvery.");
            var model = database.Scalar<string>("SELECT value FROM run WHERE name = 'model'");
            network.GoOnFrom(checkpoint.Load(database));
            return new(path, network, model, database) { _goesOnFrom = checkpoint, _lastCheckpoint = checkpoint.Id };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Takes a checkpoint, the whole state of the network, each time that a model time has passed. The last two are kept.</summary>
    /// <remarks>A checkpoint holds all that the network knows of. What the program keeps itself, as in the action of a <see cref="NetworkOperation"/>, is not in it.</remarks>
    /// <exception cref="ModelException">Not a positive time; or the network has run with this file already.</exception>
    public void CheckpointEvery(Quantity modelTime)
    {
        RequireNoRun();
        var seconds = modelTime.Require(Dimension.Time, nameof(modelTime));
        _schedule.ModelSeconds = seconds > 0 && double.IsFinite(seconds) ? seconds : throw NoInterval($"{modelTime}");
    }

    /// <summary>Takes a checkpoint each time that a time on the clock on the wall has passed.</summary>
    /// <exception cref="ModelException">Not a positive time; or the network has run with this file already.</exception>
    public void CheckpointEvery(TimeSpan wallTime)
    {
        RequireNoRun();
        _schedule.Wall = wallTime > TimeSpan.Zero ? wallTime : throw NoInterval($"{wallTime}");
    }

    /// <summary>Lets Ctrl+C and SIGTERM stop a run at the end of a step, with a checkpoint: <see cref="Network.Run"/> throws <see cref="RunStoppedException"/>. A second signal ends the program.</summary>
    /// <exception cref="ModelException">The network has run with this file already.</exception>
    public void StopOnSignals()
    {
        RequireNoRun();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = _isInRun && _stoppedBy is null;
                _stoppedBy = context.Signal.ToString();
            }));
        }
    }

    bool IRunJournal.TakesState => _schedule.IsOn || _signals.Count > 0 || _lastCheckpoint > 0;

    void IRunJournal.TakeState(Snapshot state)
    {
        WriteCheckpoint(state);
        if (_stoppedBy is not { } signal) { return; }
        _queue.Drain();
        throw new RunStoppedException($"The run was stopped by {signal} at {_network.Time}, and its state is in '{Path}'. To go on, start the same program with --resume {Path}, or RunFile.Resume(path, network) in place of Create.");
    }

    private void WriteCheckpoint(Snapshot state)
    {
        var time = _network.Time.Si;
        Flush(time);
        BlockWriter blocks = new(_queue, ++_lastCheckpoint);
        state.WriteTo(blocks);
        blocks.End();
        Checkpoint checkpoint = new(_lastCheckpoint, time, Checkpoint.RowsText(_recordings), blocks.Length, blocks.Blocks);
        _queue.Add(0, database => checkpoint.Write(database, blocks.Hashes.ToArray(), MostKept));
        _schedule.Begin(time);
        _checkpointed = time;
    }

    /// <summary>What was recorded after the checkpoint from which the run goes on is forgotten.</summary>
    private void ForgetLater(Checkpoint checkpoint)
    {
        var rows = _recordings.Select(r => (r.Id, checkpoint.RowsOf(r.Name))).ToList();
        _queue.Add(0, database =>
        {
            foreach (var (id, count) in rows) { database.Execute("DELETE FROM chunks WHERE recording = $0 AND first_row >= $1", id, count); }
            database.Execute("DELETE FROM blocks WHERE checkpoint > $0", checkpoint.Id);
            database.Execute("DELETE FROM log WHERE time_s > $0", checkpoint.Time);
            database.Execute("DELETE FROM run WHERE name = 'report'");
        });
    }

    private void RequireNoRun()
    {
        if (_hasRun) { throw new ModelException("Checkpoints are asked for before the first run with a run file."); }
    }

    private static ModelException NoInterval(string given) => new($"The time between two checkpoints has to be positive, but is {given}.");
}
