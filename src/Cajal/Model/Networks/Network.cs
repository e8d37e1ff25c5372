using System.Diagnostics;
using Cajal.Backends;
using Cajal.Behaviors;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>Groups, projections and monitors that are simulated together.</summary>
/// <remarks>The same seed gives the same spikes on any number of threads. A network is used by one thread at a time.</remarks>
public sealed partial class Network : IDisposable
{
    private readonly List<SimulationObject> _objects = [];
    private readonly Dictionary<string, Snapshot> _stored = [];
    private readonly List<Clock> _clocks = [];
    private readonly HashSet<string> _said = [];
    private readonly long _created = Stopwatch.GetTimestamp();
    private TimeSpan? _building;
    private KernelCompiler? _compiler;
    private SpikeCollector? _collector;
    private uint _joined;
    private double _time, _collectedFrom;
    private long _eventsBefore;
    private uint _epoch;
    private TimeSpan _running;
    private Precision _precision;
    private int _threads = 1;

    /// <summary>A network without objects.</summary>
    public Network()
    {
        WarmUp.Begin();
        Clock = new(0.1 * SI.ms);
        Follow(Clock);
    }

    /// <summary>The clock of every object that has no own one.</summary>
    public Clock Clock { get; }

    /// <summary>Duration of a step of <see cref="Clock"/> [s]; 0.1 ms when nothing else is said.</summary>
    /// <exception cref="ModelException">Not a positive time, or one of which the present time is not a multiple.</exception>
    public Quantity Dt
    {
        get => Clock.Dt;
        set => Clock.Dt = value;
    }

    /// <summary>The slots of a time step in order. Each slot X has one before and one after it, named before_X and after_X.</summary>
    /// <exception cref="ModelException">A name is empty or repeated, or an object of the network runs in a slot that is not there.</exception>
    public IReadOnlyList<string> Slots
    {
        get => SlotOrder.Slots;
        set
        {
            SlotOrder slots = new(value);
            foreach (var item in _objects) { item.RequireSlot(slots); }
            SlotOrder = slots;
        }
    }

    /// <summary>Seed of all random numbers: the same seed, the same results.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Width of real numbers.</summary>
    /// <exception cref="ModelException">Set after an object was added.</exception>
    public Precision Precision
    {
        get => _precision;
        set => _precision = _objects.Count == 0 ? value : throw new ModelException("The precision of a network is chosen before the first object is added, as in new Network { Precision = Precision.Single }.");
    }

    /// <summary>How kernels run: <c>cpu</c> (vector code) or <c>reference</c> (the slow, simple interpreter).</summary>
    /// <exception cref="ModelException">There is no such backend.</exception>
    public string Backend
    {
        get => Compiler.Backend.Name;
        set => _compiler = new(BackendTable.Find(value), _precision);
    }

    /// <summary>Number of threads of a run at most: small networks run on fewer, where waiting for each other would take longer. Results do not depend on it.</summary>
    /// <exception cref="ModelException">Not between 1 and 64.</exception>
    public int Threads
    {
        get => _threads;
        set => _threads = value is >= 1 and <= 64 ? value : throw new ModelException($"A run takes 1 to 64 threads, not {value}.");
    }

    /// <summary>Values of names that models use and do not define, read at the start of each run.</summary>
    public Constants Constants { get; } = [];

    /// <summary>The present time [s].</summary>
    public Quantity Time => new(_time, Dimension.Time);

    /// <summary>Told the title and the text of each stage from equations to kernels, as a run is prepared; null when nobody listens.</summary>
    public Action<string, string>? Explain { get; set; }

    /// <summary>Title of the last stage before the first step.</summary>
    internal const string LastStage = "schedule of a time step";

    /// <summary>Told what looks like a mistake but may be meant, each thing once; standard error when nothing else is said, null to hear nothing.</summary>
    public Action<string>? Warned { get; set; } = Console.Error.WriteLine;

    /// <summary>The objects in the order in which they were added.</summary>
    public IReadOnlyList<SimulationObject> Objects => _objects;

    /// <summary>The object of a name.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public SimulationObject this[string name] => _objects.Find(o => o.Name == name)
        ?? throw new ModelException($"There is no object '{name}' in the network.{Suggest.Sentence(name, _objects.Select(o => o.Name))}");

    internal SlotOrder SlotOrder { get; private set; } = SlotOrder.Default;

    private KernelCompiler Compiler => _compiler is { } c && c.Precision == _precision ? c : _compiler = new(_compiler?.Backend ?? BackendTable.Default, _precision);

    private long Events => _objects.OfType<Synapses>().Sum(s => s.Events);

    private IReadOnlyList<SpikeSource> Groups => [.. _objects.OfType<SpikeSource>()];

    /// <summary>Adds an object.</summary>
    /// <returns>The object.</returns>
    /// <exception cref="ModelException">It belongs to a network already, or its name is taken.</exception>
    public T Add<T>(T item)
        where T : SimulationObject
    {
        ArgumentNullException.ThrowIfNull(item);
        RequireIdle("objects are added");
        if (item.Network is not null) { throw new ModelException($"'{item.Name}' is part of {(item.Network == this ? "this" : "another")} network already; an object belongs to one only. Make a new one for each."); }
        var name = item.HasOwnName ? item.Name : FreeName(item.DefaultName);
        if (_objects.Exists(o => o.Name == name)) { throw new ModelException($"There is an object '{name}' already, and names are unique in a network. Give one of the two another Name."); }
        if (item is SpikeSource group) { group.GlobalStart = Groups.Sum(g => g.Count); }

        item.RequireSlot(SlotOrder);

        // Joining may throw; then the network is as it was.
        item.Join(this, _joined + 1, name);
        _joined++;
        _objects.Add(item);
        foreach (var clock in item.Clocks.Distinct())
        {
            Follow(clock);
            clock.StepChanged += item.ChangeStep;
        }

        BeginReport();
        foreach (var part in item.WaitingParts) { Add(part); }
        if (item is IBehaving behaving) { BehaviorSchedule.Join(behaving); }
        return item;
    }

    /// <summary>Removes an object and its parts. Added again, to this or another network, it begins anew.</summary>
    /// <exception cref="ModelException">It is not part of the network, or another object needs it; or the network is running.</exception>
    public void Remove(SimulationObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        RequireIdle("objects are removed");
        if (item.Network != this) { throw new ModelException($"'{item.Name}' is not part of this network."); }
        if (_objects.Find(o => o.PartOf != item && o.Needs.Contains(item)) is { } user)
        {
            throw new ModelException($"'{item.Name}' cannot be removed: '{user.Name}' needs it. Remove that first, or set Active of both to false.");
        }

        foreach (var part in _objects.Where(o => o.PartOf == item).ToList()) { Remove(part); }
        if (item is IBehaving behaving) { BehaviorSchedule.Leave(behaving); }
        item.Leave();
        _objects.Remove(item);
        var start = 0;
        foreach (var group in Groups) { (group.GlobalStart, start) = (start, start + group.Count); }
        BeginReport();
    }

    /// <summary>Keeps the whole state under a name: variables, synapses, spikes in flight, recordings, time.</summary>
    /// <exception cref="ModelException">The network is running.</exception>
    public void Store(string name = "default")
    {
        RequireIdle("its state is stored");
        _stored[name] = Capture();
    }

    /// <summary>Puts the whole state back as it was stored. What is not state stays: constants, the seed, which objects are active.</summary>
    /// <param name="name">Name under which it was stored.</param>
    /// <param name="sameRandomNumbers">Whether the run goes on with the very numbers that followed the first time; otherwise with fresh ones.</param>
    /// <exception cref="ModelException">Nothing was stored under this name, or the network has changed since; or the network is running.</exception>
    public void Restore(string name = "default", bool sameRandomNumbers = false)
    {
        RequireIdle("its state is restored");
        if (!_stored.TryGetValue(name, out var snapshot))
        {
            throw new ModelException($"Nothing is stored under '{name}'.{(_stored.Count == 0 ? " Call Store() first." : $"{Suggest.Sentence(name, _stored.Keys)} Stored are {string.Join(", ", _stored.Keys.Select(k => $"'{k}'"))}.")}");
        }

        if (_objects.Select(o => o.Name).Except(snapshot.Get<string[]>("objects")).FirstOrDefault() is { } added)
        {
            throw new ModelException($"The state '{name}' was stored before '{added}' was added, so it cannot be put back. Store it again after the last object is added.");
        }

        var epochs = _epoch;
        PutBack(snapshot);
        if (!sameRandomNumbers) { _epoch = epochs + 1; }
    }

    /// <summary>What was simulated since the last object was added, the state restored or the step changed, how long it took, and what came out.</summary>
    /// <param name="model">Name of the model.</param>
    public RunReport Report(string model)
    {
        var collector = Collector;
        var simulated = _time - _collectedFrom;
        return new()
        {
            Model = model,
            Version = typeof(Network).Assembly.GetName().Version?.ToString(3) ?? "",
            Seed = Seed,
            DtSeconds = Dt.Si,
            DurationSeconds = simulated,
            Threads = Threads,
            Precision = Precision,
            Backend = Backend,
            Neurons = Groups.Sum(g => (long)g.Count),
            Synapses = _objects.OfType<Synapses>().Sum(s => (long)s.Count),
            BuildSeconds = ((_building ?? TimeSpan.Zero) - Compiler.Elapsed).TotalSeconds,
            CompileSeconds = Compiler.Elapsed.TotalSeconds,
            RunSeconds = _running.TotalSeconds,
            Spikes = collector.Count,
            SynapticEvents = Events - _eventsBefore,
            PeakRssMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,
            Populations = collector.Populations(simulated),
            Digest = collector.Digest,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _collector?.Dispose();

    /// <summary>The random numbers of one piece of an object's code.</summary>
    internal RandomStream RandomFor(SimulationObject owner, uint code) => RandomFor(owner.Stream, code);

    /// <summary>The random numbers of one purpose of an object of which the number is known; 0 is the network.</summary>
    internal RandomStream RandomFor(uint owner, uint code) => RandomStream.Create(Seed, owner, code, _epoch);

    /// <summary>What code that runs by a clock is compiled for at this moment.</summary>
    internal RunContext ContextOn(Clock clock) => new(Compiler, clock, Constants, Explain);

    /// <summary>Says something once, whatever the number of runs.</summary>
    internal void Warn(string message)
    {
        if (_said.Add(message)) { Warned?.Invoke(message); }
    }

    /// <summary>Keeps a clock in line with the network's time.</summary>
    private void Follow(Clock clock)
    {
        if (_clocks.Contains(clock)) { return; }
        clock.Join(this);
        clock.StepChanged += _ => BeginReport();
        _clocks.Add(clock);
    }

    /// <summary>Lets the next report begin here.</summary>
    private void BeginReport()
    {
        _collector?.Dispose();
        (_collector, _collectedFrom, _running, _eventsBefore) = (null, _time, TimeSpan.Zero, Events);
    }

    private string FreeName(string wanted)
    {
        if (!_objects.Exists(o => o.Name == wanted)) { return wanted; }
        var number = 2;
        while (_objects.Exists(o => o.Name == $"{wanted}_{number}")) { number++; }
        return $"{wanted}_{number}";
    }
}
