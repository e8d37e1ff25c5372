using Cajal.Units;

namespace Cajal.Store;

/// <content>The command line of programs that record their runs.</content>
public sealed partial class RunFile
{
    /// <summary>The options of a program that records its runs, for <see cref="RunOptions.Parse"/>.</summary>
    public static IReadOnlyList<RunOption> Options { get; } =
    [
        RunOption.Common("record", "FILE", null, "Record spikes, and what monitors record, to a new run file"),
        RunOption.Common("resume", "FILE", null, "Go on with the run of a file from its last checkpoint"),
        RunOption.Common("checkpoint-every", "TIME", null, "Model time between checkpoints, with --record or --resume"),
        RunOption.Common("checkpoint-seconds", "N", null, "Seconds on the wall between checkpoints, with --record or --resume"),
    ];

    /// <summary>The run file that the command line asks for; all monitors of the network record to it and to memory, and Ctrl+C and SIGTERM stop the run so that it can go on.</summary>
    /// <param name="options">The command line, with <see cref="Options"/> among the program's own options.</param>
    /// <param name="network">The network, complete.</param>
    /// <param name="model">Name of the model.</param>
    /// <returns>The file; null where none is asked for.</returns>
    /// <exception cref="ModelException">An option is not right, or the file cannot be made or gone on with.</exception>
    public static RunFile? Of(RunOptions options, Network network, string model)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(network);
        var (record, resume) = (options.Value("record"), options.Value("resume"));
        if (record != "" && resume != "") { throw new ModelException("A run is recorded to a new file by --record, or goes on with the one of --resume: give one of the two."); }
        if (record == "" && resume == "") { return options.Value("checkpoint-every") + options.Value("checkpoint-seconds") == "" ? null : throw new ModelException("Checkpoints go to a run file: give --record FILE too."); }
        var file = resume != "" ? Resume(resume, network) : Create(record, network, model);
        try
        {
            file.TakeCheckpoints(options);
            foreach (var monitor in network.Objects.Where(o => o is IStreamable { IsRecordable: true })) { file.Record(monitor, keep: true); }
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void TakeCheckpoints(RunOptions options)
    {
        StopOnSignals();
        if (options.Value("checkpoint-every") is { Length: > 0 } every)
        {
            CheckpointEvery(Quantity.TryParse(every, out var time) && time.Dimension == Dimension.Time ? time : throw new ModelException($"--checkpoint-every needs a time with its unit, such as --checkpoint-every 1s, not '{every}'."));
        }

        if (options.Value("checkpoint-seconds") is { Length: > 0 } seconds)
        {
            CheckpointEvery(Quantity.TryParse(seconds + "s", out var wall) ? TimeSpan.FromSeconds(wall.Si) : throw new ModelException($"--checkpoint-seconds needs a number, such as --checkpoint-seconds 60, not '{seconds}'."));
        }
    }
}
