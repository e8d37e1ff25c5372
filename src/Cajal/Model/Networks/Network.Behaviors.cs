using Cajal.Behaviors;
using Cajal.Units;

namespace Cajal;

/// <content>Behaviours: what happens in an iteration in the program's own code.</content>
public sealed partial class Network : IBehaving
{
    private uint _vectors;

    /// <summary>The behaviours of the network itself by their keys; those of all objects and of the network run in one order of keys.</summary>
    public BehaviorTable Behaviors => field ??= new(this);

    /// <summary>Number of the present iteration, the first being 1; between two runs, how many there were. An iteration is a step of <see cref="Clock"/>.</summary>
    public long Iteration { get; private set; }

    /// <summary>What the network is at, such as "train" or "test": behaviours that name <see cref="Behavior.Phases"/> run only in these.</summary>
    public string Phase { get; private set; } = "";

    /// <summary>How matrices of groups of synapses are laid out where nothing else is said.</summary>
    public MatrixLayout MatrixLayout { get; init; }

    /// <summary>Where behaviours compute: <c>cpu</c>.</summary>
    /// <exception cref="ModelException">There is no such device.</exception>
    public string Device
    {
        get;
        set => field = value == "cpu" ? value : throw new ModelException($"There is no device '{value}': behaviours compute on 'cpu'.");
    } = "cpu";

    /// <summary>One of the objects, behaviours and recordings for which a word stands: a name, a tag, a class, a recorded expression, <c>"spikes.t"</c>.</summary>
    /// <exception cref="ModelException">There are not so many.</exception>
    public object this[string word, int index] => Lookup.At(word, index, [.. Behaving], "the network");

    private IEnumerable<IBehaving> Behaving => [this, .. _objects.OfType<IBehaving>()];

    string IBehaving.Name => "network";

    Network? IBehaving.Network => this;

    bool IBehaving.TakesPart => true;

    internal BehaviorSchedule BehaviorSchedule => field ??= new(this);

    /// <summary>Initialises the behaviours that are not initialised yet, in the order of keys over all objects. The first run does it otherwise.</summary>
    /// <exception cref="ModelException">A behaviour was given a parameter that it does not know; or the network is running.</exception>
    public void Initialize()
    {
        RequireIdle("behaviours are initialised");
        BehaviorSchedule.Initialize();
    }

    /// <summary>All objects, behaviours and recordings for which a word stands; none when there are none.</summary>
    /// <param name="word">A name, a tag, the name of a class, or a recorded expression.</param>
    public IReadOnlyList<object> Find(string word) => [.. Lookup.Of(word, Behaving)];

    /// <summary>What a <see cref="Recorder"/> of the network or of one of its objects has kept; the first one of that name.</summary>
    /// <exception cref="ModelException">Nothing is recorded under this name.</exception>
    public Recording Recorded(string expression) => Lookup.First<Recording>(expression, [.. Behaving], "the recordings of the network");

    /// <summary>What an <see cref="EventRecorder"/> has kept; the first one of that name.</summary>
    /// <exception cref="ModelException">Nothing is recorded under this name.</exception>
    public EventRecording RecordedEvents(string expression) => Lookup.First<EventRecording>(expression, [.. Behaving], "the recordings of the network");

    /// <summary>Begins a phase: behaviours that name phases run only if this is one of them.</summary>
    /// <param name="name">Name of the phase, such as "test".</param>
    /// <param name="restarts">Which behaviours are initialised once more, so that what they made begins anew; null for none.</param>
    /// <exception cref="ModelException">The network is running.</exception>
    public void BeginPhase(string name, Func<Behavior, bool>? restarts = null)
    {
        RequireIdle("a phase begins");
        Phase = name;
        if (restarts is not null) { BehaviorSchedule.Restart(restarts); }
    }

    /// <summary>Goes back to the beginning: the first iteration comes next, and all behaviours are initialised once more, with the same random numbers.</summary>
    /// <exception cref="ModelException">There are equations, whose state only <see cref="Store"/> and <see cref="Restore"/> bring back; or the network is running.</exception>
    public void Reset()
    {
        RequireBehaviorsOnly("Reset");
        foreach (var item in _objects.OfType<IStateful>()) { item.Drawn = 0; }
        _vectors = 0;
        GoTo(0);
        BehaviorSchedule.Restart(_ => true);
    }

    /// <summary>Writes the state to a file: variables, matrices, the iteration. Recordings and fields of behaviours are not in it.</summary>
    /// <exception cref="ModelException">There are equations; or the network is running.</exception>
    public void Save(string path)
    {
        RequireBehaviorsOnly("Save");
        BehaviorSchedule.Initialize();
        using BinaryWriter writer = new(File.Create(path));
        NetworkFile.Save(writer, this, [.. _objects.OfType<IStateful>()]);
    }

    /// <summary>Takes the state back from a file that the same network wrote.</summary>
    /// <exception cref="ModelException">The file is of another network; or there are equations, or the network is running.</exception>
    public void Load(string path)
    {
        RequireBehaviorsOnly("Load");
        BehaviorSchedule.Initialize();
        using BinaryReader reader = new(File.OpenRead(path));
        GoTo(NetworkFile.Load(reader, this, [.. _objects.OfType<IStateful>()]) * Dt.Si);
    }

    /// <summary>Runs a number of iterations, each a step of <see cref="Clock"/>.</summary>
    /// <param name="iterations">How many.</param>
    /// <param name="progress">Told the part that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the run at the end of an iteration; what was simulated until then stays.</param>
    /// <exception cref="ModelException">The number is negative, or the model is not complete; or the network is running.</exception>
    public void SimulateIterations(long iterations, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (iterations < 0) { throw new ModelException($"A run takes 0 iterations or more, not {iterations}."); }
        Run(new(iterations * Dt.Si, Dimension.Time), progress is null ? null : Progress.To(r => progress.Report(r.Fraction), TimeSpan.Zero), cancellation: cancellation);
    }

    VariableView IBehaving.Variable(string name) => name == "iteration" ? Iteration : throw new ModelException($"A network has no variable '{name}', only 'iteration'. Record it where it belongs to, or by a C# function: Recorder.Of(\"{name}\", (Network net) => ...).");

    VariableView IBehaving.Vector(string mode) => new VectorMode(mode).Draw(this, 0, 1, _vectors++);

    private void GoTo(double time)
    {
        _time = time;
        foreach (var clock in _clocks) { clock.Reset(_time); }
        Iteration = Clock.StepCount;
        BeginReport();
    }

    private void RequireBehaviorsOnly(string what)
    {
        RequireIdle($"{what} is called");
        if (_objects.Find(o => o is Synapses || o is NeuronGroup { HasEquations: true }) is { } other)
        {
            throw new ModelException($"{what} knows the state of behaviours only, and '{other.Name}' has equations: use Store() and Restore().");
        }
    }

    /// <summary>Lets behaviours see which iteration it is, and what time.</summary>
    internal void BeginIteration(long step) => (Iteration, _time) = (step + 1, Clock.Steps.TimeOf(step));
}
