using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Slots;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// The values of a projection's synapses. Those that nobody has asked for are not held, but known how to find. The others lie in order of creation,
/// or, once code goes through the synapses, where the layout puts them; the user sees the order of creation always.
/// </summary>
internal sealed class SynapseStore(SynapseCode code, SynapseTable table)
{
    public const string LastUpdateStep = "lastupdate_step";
    private readonly Dictionary<string, SynapseValues> _promised = [];
    private ElementMemory? _memory;
    private Precision _precision;
    private StepClock? _clock;
    private long _lastUpdatesCheckedAt;

    public SynapseTable Table { get; } = table;

    /// <summary>The event-driven variables, where they are held for the neurons at the ends; null where each synapse has its own.</summary>
    public SynapticTraces? Traces { get; private set; }

    /// <summary>The order in memory; null for the order of creation.</summary>
    public SynapseLayout? Layout { get; private set; }

    public ElementMemory Memory => _memory!;

    /// <summary>Changes whenever there are other synapses.</summary>
    public int Version { get; private set; }

    /// <summary>Changes whenever values are set, though not when a run changes them.</summary>
    public int ValuesVersion { get; private set; }

    /// <summary>A place that belongs to no synapse.</summary>
    public int SparePosition => StateArray.Spare(Layout?.SlotCount ?? Table.Count);

    /// <summary>The clock of the sources.</summary>
    private StepClock Clock => _clock!;

    private int PlaceCount => Layout?.SlotCount ?? Table.Count;

    public void Begin(string owner, Precision precision, StepClock clock)
    {
        (_memory, _precision, _clock) = (new ElementMemory(owner), precision, clock);
        PromiseAll();
    }

    /// <summary>Makes room for the synapses that have joined the table; their values are 0.</summary>
    public void Grow()
    {
        UseCreationOrder();
        (Version, ValuesVersion) = (Version + 1, ValuesVersion + 1);
        Rearrange(static (from, to) =>
        {
            for (var k = 0; k < Math.Min(from.Count, to.Count); k++) { to[k] = from[k]; }
        });
    }

    /// <summary>The values of a variable, while they are not held; else null.</summary>
    public SynapseValues? PromisedValues(string variable) => _promised.GetValueOrDefault(variable);

    /// <summary>Memory that a synapse takes at least: its values, twice while they are put in order, and a target.</summary>
    public double BytesOfSynapse => sizeof(int) + (2 * (_precision == Precision.Double ? sizeof(double) : sizeof(float)) * code.Declarations.Count(d => d.IsStored && !code.IsShared(d.Name)));

    /// <summary>Decides, before a run, where the event-driven variables are held.</summary>
    /// <param name="ends">The end of each where they are traces; null where they are not.</param>
    public void SettleTraces(Synapses owner, ImmutableDictionary<string, End>? ends, RunContext context)
    {
        if (ends is null) { ForgetTraces(context); } else { Traces ??= SynapticTraces.TryTake(owner, this, ends, _precision); }
    }

    /// <summary>Lets each synapse have its own event-driven variables.</summary>
    public void ForgetTraces(RunContext context)
    {
        Traces?.Show(this, context);
        Traces = null;
    }

    public double Get(string variable, int index)
    {
        if (variable == "lastupdate") { return Clock.TimeOf((long)Memory[LastUpdateStep][PositionOf(index)]); }
        return Memory[variable][code.IsShared(variable) ? index : PositionOf(index)];
    }

    public void Set(string variable, int start, ReadOnlySpan<double> si)
    {
        ValuesVersion++;
        var array = Memory[variable];
        if (Layout is null || code.IsShared(variable))
        {
            array.Write(start, si);
            return;
        }

        for (var k = 0; k < si.Length; k++) { array[PositionOf(start + k)] = si[k]; }
    }

    /// <summary>Remembers how to find the values of consecutive synapses, as long as no value of the variable is held.</summary>
    /// <returns>False when some are.</returns>
    public bool TryPromise(string variable, int start, int count, SynapseRecipe recipe)
    {
        if (PromisedValues(variable) is not { } values) { return false; }
        ValuesVersion++;
        values.Set(start, count, Table.Count, recipe);
        return true;
    }

    /// <summary>Puts the values where a layout has them.</summary>
    public void UseLayout(SynapseLayout layout)
    {
        UseCreationOrder();
        Layout = layout;
        Rearrange((from, to) => from.Scatter(to, layout.SlotOf));
    }

    /// <summary>Puts the values in order of creation.</summary>
    public void UseCreationOrder()
    {
        if (Layout is not { } layout) { return; }
        Layout = null;
        Rearrange((from, to) => to.Gather(from, layout.SlotOf));
    }

    /// <summary>Reckons last updates by another duration of a step.</summary>
    public void ChangeStep(StepChange change)
    {
        UseCreationOrder();
        RescaleSteps(change.Ratio, change.FromStep, change.ToStep);
        _lastUpdatesCheckedAt = change.ToStep;
    }

    /// <summary>Brings last updates forward before single precision can no longer tell how long ago they were.</summary>
    /// <param name="before">Called before that, with the step that comes next.</param>
    public void EndSlice(long nextStep, Action<long> before)
    {
        if (!code.HasEventDriven || nextStep - _lastUpdatesCheckedAt <= StateArray.LongestAge / 2) { return; }
        before(nextStep);
        RescaleSteps(1, nextStep, nextStep);
        _lastUpdatesCheckedAt = nextStep;
    }

    public void Save(Snapshot snapshot, string owner)
    {
        UseCreationOrder();
        Memory.Save(snapshot);
        Traces?.Save(snapshot);
        Table.Save(snapshot, $"{owner}.synapses");
    }

    public void Restore(Snapshot snapshot, Synapses owner)
    {
        UseCreationOrder();
        (Version, ValuesVersion) = (Version + 1, ValuesVersion + 1);
        Table.Restore(snapshot, $"{owner.Name}.synapses");
        PromiseAll();
        Memory.Restore(snapshot);
        Traces = SynapticTraces.TryRestore(owner, snapshot, _precision);
        _lastUpdatesCheckedAt = 0;
    }

    /// <summary>Where the values of a synapse lie, by its number of creation.</summary>
    public int PositionOf(int synapse) => Layout is null ? synapse : Layout.SlotOf[synapse];

    /// <summary>The same for several.</summary>
    public void PositionsOf(ReadOnlySpan<int> synapses, Span<int> positions)
    {
        synapses.CopyTo(positions);
        if (Layout is not { } layout) { return; }
        foreach (ref var position in positions) { position = layout.SlotOf[position]; }
    }

    private void RescaleSteps(double ratio, long now, long then)
    {
        if (Traces is not null) { Traces.RescaleSteps(ratio, now, then); }
        else if (code.HasEventDriven) { Memory[LastUpdateStep].RescaleSteps(ratio, now, then); }
    }

    /// <summary>Every value is 0.</summary>
    private void PromiseAll()
    {
        foreach (var d in code.Declarations.Where(d => d.IsStored))
        {
            if (code.IsShared(d.Name)) { Memory.Add(d.Name, ElementMemory.TypeOf(d.Type), _precision, 1); } else { Promise(d.Name, ElementMemory.TypeOf(d.Type)); }
        }

        if (code.HasEventDriven) { Promise(LastUpdateStep, IrType.Integer); }
    }

    private void Promise(string name, IrType type)
    {
        _promised[name] = new(0);
        Memory.Promise(name, () => Made(name, type));
    }

    /// <summary>Finds the values of a variable, where the synapses lie now.</summary>
    private StateArray Made(string name, IrType type)
    {
        _promised.Remove(name, out var values);
        var array = Memory.NewArray(name, type, _precision, PlaceCount);
        if (values!.Common == 0) { return array; }
        values.ForAll(Table, (first, some) =>
        {
            if (Layout is null) { array.Write(first, some); return; }
            for (var k = 0; k < some.Length; k++) { array[PositionOf(first + k)] = some[k]; }
        });
        return array;
    }

    /// <summary>Moves the values that are held to arrays of the present order.</summary>
    private void Rearrange(Action<StateArray, StateArray> move)
    {
        foreach (var (name, array) in Memory.ArraysMade.Where(a => !code.IsShared(a.Key)).ToList())
        {
            var moved = Memory.NewArray(name, array.Symbol.Type, _precision, PlaceCount);
            move(array, moved);
            Memory.Replace(name, moved);
        }
    }
}
