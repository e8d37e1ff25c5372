using Cajal.Behaviors;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Anything that takes part in a simulation: a group of neurons, a projection, an input, a monitor.</summary>
public abstract class SimulationObject
{
    private string? _name;
    private readonly List<SimulationObject> _waitingParts = [];
    private Clock? _clock;

    /// <summary>Name in messages, reports and the schedule; unique in a network, given by the network when the user gives none.</summary>
    /// <exception cref="ModelException">Set after the object joined a network.</exception>
    public string Name
    {
        get => _name ?? DefaultName;
        set => _name = Network is not null ? throw new ModelException($"'{Name}' is part of a network already and keeps its name. Name it where it is made, as in new ...(...) {{ Name = \"{value}\" }}.")
            : string.IsNullOrWhiteSpace(value) ? throw new ModelException($"The name of an object ({DefaultName}) cannot be empty.")
            : value;
    }

    /// <summary>Whether the object takes part in runs. An inactive object keeps its state; events that would reach it are lost.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The network that the object belongs to; null before <see cref="Network.Add"/>.</summary>
    public Network? Network { get; private set; }

    /// <summary>Says when the object's code runs. Where none is given, that of the network; for a monitor, that of what it records.</summary>
    /// <exception cref="ModelException">Set after the object joined a network, or a clock that does not suit the object.</exception>
    public Clock Clock
    {
        get => _clock ?? DefaultClock;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Network is not null) { throw new ModelException($"'{Name}' is part of a network already and keeps its clock. Give it where the object is made, as in new ...(...) {{ Clock = clock }}, or change the Dt of its clock."); }
            RequireSuits(value);
            _clock = value;
        }
    }

    /// <summary>Duration of the steps of <see cref="Clock"/> [s]. Setting it gives the object a clock of its own.</summary>
    /// <exception cref="ModelException">Not a positive time; or the object joined a network and has no clock of its own; or the present time is no multiple of it.</exception>
    public Quantity Dt
    {
        get => Clock.Dt;
        set
        {
            if (Network is null) { Clock = new Clock(value); }
            else { (_clock ?? throw new ModelException($"'{Name}' has no clock of its own, so its Dt cannot change. Give it one where it is made, as in new ...(...) {{ Dt = {value} }}, or set the Dt of the network.")).Dt = value; }
        }
    }

    /// <summary>Words by which the object is found besides its name and the name of its class, separated by commas: <c>"exc, layer 4"</c>.</summary>
    public string Tag { get; set; } = "";

    /// <summary>Place among the objects that run in the same slot of a step: lower first, those of one order as they were added.</summary>
    public int Order { get; set; }

    /// <summary>Whether a word is the name, a tag, or the name of the class.</summary>
    internal bool HasTag(string word) => Name == word || GetType().Name == word || Tags.Holds(Tag, word);

    /// <summary>Whether the user gave a name.</summary>
    internal bool HasOwnName => _name is not null;

    /// <summary>Name for objects without an own one, numbered by the network from the second on.</summary>
    internal abstract string DefaultName { get; }

    /// <summary>The object that this one is a part of: it takes part in runs only with that one; null for one that stands for itself.</summary>
    internal virtual SimulationObject? PartOf => null;

    /// <summary>The objects without which it cannot be.</summary>
    internal virtual IEnumerable<SimulationObject> Needs => PartOf is { } whole ? [whole] : [];

    /// <summary>Whether it takes part in runs.</summary>
    internal bool TakesPart => Active && PartOf?.TakesPart != false;

    /// <summary>Parts that join the network when the object does.</summary>
    internal IReadOnlyList<SimulationObject> WaitingParts => _waitingParts;

    /// <summary>The clock where the user gave none.</summary>
    internal virtual Clock DefaultClock => RequireNetwork("its clock is asked for").Clock;

    /// <summary>The clocks in whose steps it keeps something.</summary>
    internal virtual IEnumerable<Clock> Clocks => [Clock];

    /// <summary>Number of the object's random streams, by order of joining the network.</summary>
    internal uint Stream { get; private set; }

    /// <summary>Joins a network; where that throws, the object is as it was.</summary>
    internal void Join(Network network, uint stream, string name)
    {
        var before = (Network, Stream, _name);
        (Network, Stream, _name) = (network, stream, name);
        try
        {
            _clock?.Join(network);
            OnJoin(network);
        }
        catch
        {
            (Network, Stream, _name) = before;
            throw;
        }
    }

    /// <summary>Leaves its network.</summary>
    internal void Leave()
    {
        foreach (var clock in Clocks.Distinct()) { clock.StepChanged -= ChangeStep; }
        Network = null;
    }

    /// <summary>The network, or an error that says that there is none yet.</summary>
    internal Network RequireNetwork(string toDoWhat) =>
        Network ?? throw new ModelException($"'{Name}' has to be in a network before {toDoWhat}: var x = network.Add(new ...).");

    /// <summary>A text of this object, which messages call by the object's name once it has one.</summary>
    internal SourceText SourceOf(ModelText text, string what) => new(text.Text, () => _name is null ? what : $"{what} of '{_name}'");

    /// <summary>Refuses slots among which the object's own is missing.</summary>
    internal virtual void RequireSlot(SlotOrder slots)
    {
    }

    /// <summary>Refuses a clock that the object cannot run by: only a regular one has the step that equations need.</summary>
    internal virtual void RequireSuits(Clock clock)
    {
        if (!clock.IsRegular) { throw new ModelException($"'{Name}' needs a clock with a regular step, and an EventClock has none. Give it a Clock or a Dt."); }
    }

    /// <summary>Sets up memory, now that precision and seed are known.</summary>
    internal virtual void OnJoin(Network network)
    {
    }

    /// <summary>Adds a part to the object's network, now or as soon as there is one.</summary>
    /// <returns>The part.</returns>
    internal T AddPart<T>(T part)
        where T : SimulationObject
    {
        if (Network is { } network) { return network.Add(part); }
        _waitingParts.Add(part);
        return part;
    }

    /// <summary>What makes the object what it is, in lines: sizes, texts, constants; nothing that a run changes.</summary>
    internal virtual IEnumerable<string> Describe() => [];

    /// <summary>Adds what the object does in a time step.</summary>
    internal abstract void Contribute(RunPlan plan);

    /// <summary>Reckons what it keeps in the steps of a clock by another duration of a step.</summary>
    internal virtual void ChangeStep(StepChange change)
    {
    }

    /// <summary>Stands aside for a run.</summary>
    internal virtual void Skip()
    {
    }

    /// <summary>Takes stock after a run, or what there was of it.</summary>
    internal virtual void EndRun()
    {
    }

    /// <summary>Is told what happened in the last slice of steps, in order of step, then index; no worker runs.</summary>
    /// <param name="stream">The stream of a group's spikes, or of another event.</param>
    internal virtual void TakeEvents(SpikeStream stream, ReadOnlySpan<Spike> events)
    {
    }

    /// <summary>Takes what the last slice of steps left for it; no worker runs.</summary>
    /// <param name="nextStep">The step of its clock that comes next.</param>
    internal virtual void EndSlice(long nextStep)
    {
    }

    /// <summary>Stops a run that has gone wrong, after all has been recorded until there.</summary>
    /// <param name="now">Time of the step that comes next [s].</param>
    /// <exception cref="ModelException">What has gone wrong.</exception>
    internal virtual void RequireSound(double now)
    {
    }

    /// <summary>Puts everything that a run changes into a snapshot.</summary>
    internal virtual void Save(Snapshot snapshot)
    {
    }

    /// <summary>Takes everything back from a snapshot.</summary>
    internal virtual void Restore(Snapshot snapshot)
    {
    }
}
