using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cajal.Units;

namespace Cajal;

/// <summary>The command line that all examples share.</summary>
/// <example><code>
/// var options = RunOptions.Parse(args, "brunel", "Sparse network of inhibitory and excitatory neurons (Brunel 2000).", 1 * s,
///     own: [RunOption.Choice("state", "State of the network", "AI", "SR", "SI")]);
/// </code></example>
public sealed class RunOptions
{
    private readonly IReadOnlyList<RunOption> _declared;
    private readonly Dictionary<string, string> _given;

    private RunOptions(IReadOnlyList<RunOption> declared, Dictionary<string, string> given)
    {
        (_declared, _given) = (declared, given);
    }

    /// <summary>Model time to simulate.</summary>
    public required Quantity Duration { get; init; }

    /// <summary>Seed of the network's random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads that run the network; results do not depend on it.</summary>
    public required int Threads { get; init; }

    /// <summary>Width of the network's real numbers.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Time step.</summary>
    public required Quantity Dt { get; init; }

    /// <summary><c>cpu</c> or <c>reference</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Folder for pictures and other results.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>File for the run report, <c>-</c> for standard output; null for none.</summary>
    public string? JsonFile { get; init; }

    /// <summary>No progress and no summary.</summary>
    public bool Quiet { get; init; }

    /// <summary>Print every stage from text to kernels, and end before the first step.</summary>
    public bool Explain { get; init; }

    /// <summary>Progress on the console, or none for <c>--quiet</c>.</summary>
    public Progress Progress => Quiet ? Progress.None : Progress.Console;

    /// <summary>
    /// Reads the command line of a program. For <c>--help</c> prints all options and exits with code 0; for a mistake prints what is wrong and exits with code 2
    /// (130 for a run that was stopped), and does the same for any <see cref="ModelException"/> that the program does not catch.
    /// </summary>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="program">Name of the program's file without <c>.cs</c>.</param>
    /// <param name="about">What it is, in one sentence.</param>
    /// <param name="defaultDuration">Model time when <c>--duration</c> is not given.</param>
    /// <param name="defaultDt">Time step when <c>--dt</c> is not given; null for 0.1 ms.</param>
    /// <param name="own">Options of this program alone.</param>
    public static RunOptions Parse(
        string[] args, string program, string about, Quantity defaultDuration, Quantity? defaultDt = null, IReadOnlyList<RunOption>? own = null)
    {
        WarmUp.Begin();
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (e.ExceptionObject is ModelException error) { Exit(program, error); }
        };
        var dt = defaultDt ?? new Quantity(1e-4, Dimension.Time);
        if (args.Any(a => a is "--help" or "-h"))
        {
            Console.Out.Write(CommandLine.Help(program, about, Declare(defaultDuration.ToString(), dt.ToString(), own ?? [])));
            Environment.Exit(0);
        }

        try
        {
            return Read(args, defaultDuration, dt, own ?? []);
        }
        catch (ModelException error)
        {
            Exit(program, error);
            throw;
        }
    }

    /// <summary>Whether a flag was given.</summary>
    /// <exception cref="ModelException">No such flag is declared.</exception>
    public bool Flag(string name) => Declared(name).Placeholder is null && _given.ContainsKey(name);

    /// <summary>The value of an option, or its default.</summary>
    /// <exception cref="ModelException">No such option is declared.</exception>
    public string Value(string name) => _given.GetValueOrDefault(name) ?? Declared(name).Default ?? "";

    /// <summary>An empty network as the options ask for: step, seed, threads, precision, backend; <c>--explain</c> prints its stages.</summary>
    public Network NewNetwork() => new()
    {
        Precision = Precision,
        Dt = Dt,
        Seed = Seed,
        Threads = Threads,
        Backend = Backend,
        Explain = Explain ? PrintStage : null,
    };

    /// <summary>Path of a result within <see cref="OutputDirectory"/>.</summary>
    public string OutputFile(string name) => Path.Combine(OutputDirectory, name);

    /// <summary>Prints the summary of a run, unless told to be quiet, and saves the report where <c>--json</c> says.</summary>
    public void Publish(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!Quiet && JsonFile != "-") { Console.Out.Write(report); }
        if (JsonFile is not null) { report.Save(JsonFile); }
    }

    /// <summary>The shared options, then the program's own.</summary>
    internal static IReadOnlyList<RunOption> Declare(string duration, string dt, IReadOnlyList<RunOption> own) =>
    [
        RunOption.Common("duration", "TIME", duration, "Model time to simulate"),
        RunOption.Common("dt", "TIME", dt, "Time step"),
        RunOption.Common("seed", "N", "42", "Seed of the random numbers"),
        RunOption.Common("threads", "N", "1", "Threads; results do not depend on it"),
        RunOption.Choice("precision", "Width of real numbers", "double", "single"),
        RunOption.Choice("backend", "What runs the kernels", "cpu", "reference"),
        RunOption.Common("out", "DIR", "out", "Folder for pictures"),
        RunOption.Common("json", "FILE", null, "Save the run report; - for standard output"),
        RunOption.Flag("quiet", "No progress and no summary"),
        RunOption.Flag("explain", "Print every stage from text to kernels, and end before the first step"),
        .. own,
        RunOption.Flag("help", "Print this"),
    ];

    /// <exception cref="ModelException">The command line has a mistake.</exception>
    internal static RunOptions Read(IReadOnlyList<string> args, Quantity duration, Quantity dt, IReadOnlyList<RunOption> own)
    {
        // Only the help shows the default times; writing quantities out takes a while in a fresh process.
        var declared = Declare("", "", own);
        var given = CommandLine.Read(args, declared);
        return new(declared, given)
        {
            Duration = Time("duration", duration),
            Dt = Time("dt", dt),
            Seed = ulong.TryParse(Text("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? seed : throw Bad("seed", "a whole number from 0 to 2^64 - 1", "42"),
            Threads = int.TryParse(Text("threads"), NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads >= 1
                ? threads : throw Bad("threads", "a whole number from 1 on", "2"),
            Precision = Text("precision") == "double" ? Precision.Double : Precision.Single,
            Backend = Text("backend"),
            OutputDirectory = Text("out"),
            JsonFile = given.GetValueOrDefault("json"),
            Quiet = given.ContainsKey("quiet"),
            Explain = given.ContainsKey("explain"),
        };

        string Text(string name) => given.GetValueOrDefault(name) ?? declared.First(o => o.Name == name).Default!;

        Quantity Time(string name, Quantity initial) => !given.TryGetValue(name, out var text) ? initial
            : Quantity.TryParse(text, out var time) && time.Dimension == Dimension.Time && time.Si > 0 ? time
            : throw Bad(name, "a time above zero with its unit", "0.1ms");

        ModelException Bad(string name, string expected, string example) => new($"--{name} needs {expected}, such as --{name} {example}, not '{given[name]}'.");
    }

    private static void PrintStage(string title, string text)
    {
        Console.Out.WriteLine($"== {title}\n{text}\n");
        if (title == Network.LastStage) { Environment.Exit(0); }
    }

    private RunOption Declared(string name) => _declared.FirstOrDefault(o => o.Name == name)
        ?? throw new ModelException($"This program declares no option --{name}.{Suggest.Sentence("--" + name, _declared.Select(o => "--" + o.Name))}");

    [DoesNotReturn]
    private static void Exit(string program, ModelException error)
    {
        Console.Error.WriteLine($"{program}: {error.Message}");
        Environment.Exit(error is RunStoppedException ? RunStoppedException.ExitCode : 2);
    }
}
