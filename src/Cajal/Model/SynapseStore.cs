using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// The values of a projection's synapses. They lie in order of creation while the user works with them, and where the layout puts them
/// from the first run on; the user sees the order of creation always.
/// </summary>
internal sealed class SynapseStore(SynapseCode code, SynapseTable table)
{
    public const string DelayName = "delay";
    public const string LastUpdateStep = "lastupdate_step";
    private const int MaxDelaySteps = 1 << 24;
    private double[]? _delays;
    private ElementMemory? _memory;
    private Precision _precision;
    private StepClock? _clock;
    private List<(int Ahead, int Synapse)> _inFlight = [];
    private double _layoutStepSeconds;
    private long _lastUpdatesCheckedAt;

    /// <summary>Delay of all synapses [s], where they have no own one.</summary>
    public double CommonDelay { get; set; }

    public SynapseTable Table { get; } = table;

    /// <summary>The order in memory; null for the order of creation.</summary>
    public SynapseLayout? Layout { get; private set; }

    /// <summary>Each worker's spikes on their way; made with the layout.</summary>
    public SpikeQueue[] Queues { get; private set; } = [];

    public ElementMemory Memory => _memory!;

    /// <summary>The pathways of the current run, for their counters.</summary>
    public List<PathwayOperation> Pathways { get; } = [];

    /// <summary>The clock of the sources, in whose steps spikes travel.</summary>
    private StepClock Clock => _clock!;

    public void Begin(string owner, Precision precision, StepClock clock)
    {
        (_memory, _precision, _clock) = (new ElementMemory(owner), precision, clock);
        AllocateFor(0);
    }

    /// <summary>Makes room for the synapses that have joined the table.</summary>
    public void Grow()
    {
        UseCreationOrder();
        Rearrange(Table.Count, (from, to) =>
        {
            for (var k = 0; k < Math.Min(from.Count, to.Count); k++) { to[k] = from[k]; }
        });
        if (_delays is not null)
        {
            var known = _delays.Length;
            Array.Resize(ref _delays, Table.Count);
            Array.Fill(_delays, CommonDelay, known, Table.Count - known);
        }
    }

    public double Get(string variable, int index)
    {
        if (variable == DelayName) { return _delays?[index] ?? CommonDelay; }
        if (variable == "lastupdate") { return Clock.TimeOf((long)Memory[LastUpdateStep][Position(index)]); }
        return Memory[variable][code.IsShared(variable) ? index : Position(index)];
    }

    public void Set(string variable, int start, ReadOnlySpan<double> si)
    {
        if (variable == DelayName)
        {
            SetDelays(start, si);
            return;
        }

        var array = Memory[variable];
        if (Layout is null || code.IsShared(variable))
        {
            array.Write(start, si);
            return;
        }

        for (var k = 0; k < si.Length; k++) { array[Position(start + k)] = si[k]; }
    }

    /// <summary>Puts the values where a run with these workers needs them.</summary>
    public void UseLayout(int sourceCount, Tiles targets, double stepSeconds)
    {
        if (Layout is not null && Layout.Workers == targets.Workers && _layoutStepSeconds == stepSeconds) { return; }
        UseCreationOrder();
        SynapseLayout layout = new(Table, sourceCount, targets, k => DelaySteps(_delays?[k] ?? CommonDelay, stepSeconds));
        Rearrange(layout.SlotCount, (from, to) => from.Scatter(to, layout.SlotOf));
        (Layout, _layoutStepSeconds) = (layout, stepSeconds);
        MakeQueues(targets);
    }

    /// <summary>Puts the values in order of creation.</summary>
    public void UseCreationOrder()
    {
        if (Layout is not { } layout) { return; }
        _inFlight = Pending();
        Rearrange(Table.Count, (from, to) => to.Gather(from, layout.SlotOf));
        (Layout, Queues) = (null, []);
    }

    /// <summary>Reckons last updates and arrivals by another duration of a step; an arrival keeps its time, rounded to the new steps.</summary>
    public void ChangeStep(StepChange change)
    {
        UseCreationOrder();
        if (code.HasEventDriven) { Memory[LastUpdateStep].RescaleSteps(change.Ratio, change.FromStep, change.ToStep); }
        _lastUpdatesCheckedAt = change.ToStep;
        _inFlight = [.. _inFlight.Select(f => ((int)Math.Max(Math.Round((change.FromStep + f.Ahead) * change.Ratio) - change.ToStep, 0), f.Synapse))];
    }

    /// <summary>Brings last updates forward before single precision can no longer tell how long ago they were.</summary>
    public void EndSlice(long nextStep)
    {
        if (!code.HasEventDriven || nextStep - _lastUpdatesCheckedAt <= StateArray.LongestAge / 2) { return; }
        Memory[LastUpdateStep].RescaleSteps(1, nextStep, nextStep);
        _lastUpdatesCheckedAt = nextStep;
    }

    public void DropSpikesInFlight()
    {
        _inFlight.Clear();
        foreach (var queue in Queues) { queue.Clear(); }
    }

    /// <summary>Times that synapses ran their code since this was last asked.</summary>
    public long TakeEvents()
    {
        var events = Pathways.Sum(p => p.Events);
        Pathways.Clear();
        return events;
    }

    public void Save(Snapshot snapshot, string owner)
    {
        UseCreationOrder();
        Memory.Save(snapshot);
        snapshot.Put($"{owner}.synapses", (Table.Sources.AsSpan().ToArray(), Table.Targets.AsSpan().ToArray()));
        snapshot.Put($"{owner}.delays", (CommonDelay, (double[]?)_delays?.Clone() ?? []));
        snapshot.Put($"{owner}.in flight", _inFlight.ToImmutableArray());
    }

    public void Restore(Snapshot snapshot, string owner)
    {
        UseCreationOrder();
        var (sources, targets) = snapshot.Get<(int[], int[])>($"{owner}.synapses");
        Table.Truncate(0);
        Table.Sources.AddRange(sources);
        Table.Targets.AddRange(targets);
        AllocateFor(Table.Count);
        Memory.Restore(snapshot);
        (CommonDelay, var delays) = snapshot.Get<(double, double[])>($"{owner}.delays");
        _delays = delays.Length == 0 ? null : [.. delays];
        _inFlight = [.. snapshot.Get<ImmutableArray<(int, int)>>($"{owner}.in flight")];
        _lastUpdatesCheckedAt = 0;
    }

    private void SetDelays(int start, ReadOnlySpan<double> seconds)
    {
        UseCreationOrder();
        if (seconds.Length == Table.Count && !seconds.ContainsAnyExcept(seconds.IsEmpty ? 0 : seconds[0]))
        {
            (CommonDelay, _delays) = (seconds.IsEmpty ? CommonDelay : seconds[0], null);
            return;
        }

        if (_delays is null)
        {
            _delays = new double[Table.Count];
            Array.Fill(_delays, CommonDelay);
        }

        seconds.CopyTo(_delays.AsSpan(start));
    }

    private static int DelaySteps(double delay, double stepSeconds)
    {
        var steps = (delay / stepSeconds) + 0.5;
        return steps < MaxDelaySteps ? (int)steps : throw new ModelException(
            $"A delay of {new Quantity(delay, Dimension.Time)} is too long: it can have up to {MaxDelaySteps} steps of {new Quantity(stepSeconds, Dimension.Time)}.");
    }

    private int Position(int synapse) => Layout is null ? synapse : Layout.SlotOf[synapse];

    private void AllocateFor(int count)
    {
        Memory.Allocate(code.Declarations, _precision, count);
        if (code.HasEventDriven) { Memory.Add(LastUpdateStep, IrType.Integer, _precision, count); }
    }

    private void Rearrange(int count, Action<StateArray, StateArray> move)
    {
        var old = Memory.Arrays.ToList();
        AllocateFor(count);
        foreach (var (name, array) in old)
        {
            if (code.IsShared(name)) { Memory.Replace(name, array); } else { move(array, Memory[name]); }
        }
    }

    private void MakeQueues(Tiles targets)
    {
        var longest = _inFlight.Count == 0 ? 0 : _inFlight.Max(f => f.Ahead);
        Queues = [.. Enumerable.Range(0, targets.Workers).Select(_ => new SpikeQueue(Math.Max(Layout!.MaxDelaySteps, longest)))];
        foreach (var (ahead, synapse) in _inFlight)
        {
            Queues[targets.OwnerOf(Table.Targets[synapse])].Schedule(Clock.NextStep, new(ahead, new(Layout!.SlotOf[synapse], 1)));
        }

        _inFlight = [];
    }

    /// <summary>Spikes on their way, for each in how many steps it reaches which synapse; for each target in the order in which it will receive them.</summary>
    private List<(int Ahead, int Synapse)> Pending()
    {
        List<(int, int)> pending = [];
        foreach (var queue in Queues)
        {
            foreach (var (ahead, (first, count)) in queue.Pending(Clock.NextStep))
            {
                for (var s = 0; s < count; s++) { pending.Add((ahead, Layout!.CreationOf[first + s])); }
            }
        }

        return pending;
    }
}
