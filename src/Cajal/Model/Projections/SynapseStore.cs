using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Slots;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// The values of a projection's synapses. They lie in order of creation while the user works with them, and where the layout puts them
/// from the first run on; the user sees the order of creation always.
/// </summary>
internal sealed class SynapseStore(SynapseCode code, SynapseTable table)
{
    public const string LastUpdateStep = "lastupdate_step";
    private ElementMemory? _memory;
    private Precision _precision;
    private StepClock? _clock;
    private long _lastUpdatesCheckedAt;

    public SynapseTable Table { get; } = table;

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

    public void Begin(string owner, Precision precision, StepClock clock)
    {
        (_memory, _precision, _clock) = (new ElementMemory(owner), precision, clock);
        AllocateFor(0);
    }

    /// <summary>Makes room for the synapses that have joined the table.</summary>
    public void Grow()
    {
        UseCreationOrder();
        (Version, ValuesVersion) = (Version + 1, ValuesVersion + 1);
        Rearrange(Table.Count, (from, to) =>
        {
            for (var k = 0; k < Math.Min(from.Count, to.Count); k++) { to[k] = from[k]; }
        });
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

    /// <summary>Puts the values where a layout has them.</summary>
    public void UseLayout(SynapseLayout layout)
    {
        UseCreationOrder();
        Rearrange(layout.SlotCount, (from, to) => from.Scatter(to, layout.SlotOf));
        Layout = layout;
    }

    /// <summary>Puts the values in order of creation.</summary>
    public void UseCreationOrder()
    {
        if (Layout is not { } layout) { return; }
        Rearrange(Table.Count, (from, to) => to.Gather(from, layout.SlotOf));
        Layout = null;
    }

    /// <summary>Reckons last updates by another duration of a step.</summary>
    public void ChangeStep(StepChange change)
    {
        UseCreationOrder();
        if (code.HasEventDriven) { Memory[LastUpdateStep].RescaleSteps(change.Ratio, change.FromStep, change.ToStep); }
        _lastUpdatesCheckedAt = change.ToStep;
    }

    /// <summary>Brings last updates forward before single precision can no longer tell how long ago they were.</summary>
    public void EndSlice(long nextStep)
    {
        if (!code.HasEventDriven || nextStep - _lastUpdatesCheckedAt <= StateArray.LongestAge / 2) { return; }
        Memory[LastUpdateStep].RescaleSteps(1, nextStep, nextStep);
        _lastUpdatesCheckedAt = nextStep;
    }

    public void Save(Snapshot snapshot, string owner)
    {
        UseCreationOrder();
        Memory.Save(snapshot);
        snapshot.Put($"{owner}.synapses", (Table.Sources.AsSpan().ToArray(), Table.Targets.AsSpan().ToArray()));
    }

    public void Restore(Snapshot snapshot, string owner)
    {
        UseCreationOrder();
        (Version, ValuesVersion) = (Version + 1, ValuesVersion + 1);
        var (sources, targets) = snapshot.Get<(int[], int[])>($"{owner}.synapses");
        Table.Clear();
        PairList pairs = new();
        pairs.AddRange(sources, targets);
        Table.Add(pairs);
        AllocateFor(Table.Count);
        Memory.Restore(snapshot);
        _lastUpdatesCheckedAt = 0;
    }

    /// <summary>Where the values of a synapse lie, by its number of creation.</summary>
    public int PositionOf(int synapse) => Layout is null ? synapse : Layout.SlotOf[synapse];

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
}
