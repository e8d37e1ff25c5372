using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Records variables of chosen elements at the start of each step, before anything of the step happens.</summary>
/// <remarks>A sample takes one real number an element and variable, in the network's precision. Subexpressions can be recorded too.</remarks>
public sealed partial class StateMonitor : ScheduledObject
{
    private readonly SimulationObject _owner;
    private readonly IRecordable _source;
    private readonly Subgroup? _part;
    private readonly ImmutableArray<string> _variables;
    private readonly int[]? _wanted;
    private int[] _elements = [];
    private TraceStore? _traces;

    /// <param name="source">A group of neurons or a projection.</param>
    /// <param name="variables">Names of variables.</param>
    /// <param name="record">Which elements; null for all.</param>
    /// <param name="dt">Time between samples [s]; null for every step of the source's clock.</param>
    /// <exception cref="ModelException">The source has no such variable or element, or the interval is no positive time.</exception>
    [OverloadResolutionPriority(1)]
    public StateMonitor(SimulationObject source, IEnumerable<string> variables, IEnumerable<int>? record = null, Quantity? dt = null)
        : this(source, source as IRecordable, variables, record, dt)
    {
    }

    /// <param name="part">A part of a group of neurons.</param>
    /// <param name="variables">Names of variables.</param>
    /// <param name="record">Which elements, as numbered in the part; null for all.</param>
    /// <param name="dt">Time between samples [s]; null for every step of the group's clock.</param>
    /// <exception cref="ModelException">The group has no such variable, the part no such element, or the interval is no positive time.</exception>
    public StateMonitor(Subgroup part, IEnumerable<string> variables, IEnumerable<int>? record = null, Quantity? dt = null)
        : this(part?.Group, part?.Group is NeuronGroup group ? new PartVariables(group, part) : null, variables, record, dt) => _part = part;

    private StateMonitor(SimulationObject? source, IRecordable? recorded, IEnumerable<string> variables, IEnumerable<int>? record, Quantity? dt)
        : base(StepSlot.Start)
    {
        ArgumentNullException.ThrowIfNull(source);
        _owner = source;
        _source = recorded ?? throw new ModelException($"'{source.Name}' has no variables to record: only groups of neurons and synapses have. Its spikes can be recorded by a SpikeMonitor.");
        _variables = [.. variables];
        if (_variables.IsEmpty) { throw new ModelException("A StateMonitor needs at least one variable to record."); }
        _wanted = record?.Distinct().Order().ToArray();
        if (dt is { } interval) { Dt = interval; }
        foreach (var variable in _variables) { _source.RecordedDimension(variable); }
    }

    /// <summary>The recorded elements, ascending; those of a part as numbered in it.</summary>
    public ReadOnlySpan<int> Elements => _elements;

    /// <summary>Number of samples.</summary>
    /// <exception cref="ModelException">The monitor records to a file only.</exception>
    public int Samples => Keeps ? _traces?.Samples ?? 0 : throw MonitorErrors.Elsewhere(Name);

    /// <summary>Time of each sample [s]; shape [samples].</summary>
    /// <exception cref="ModelException">The monitor records to a file only.</exception>
    public double[] Times => Samples == 0 ? [] : [.. _traces!.Times];

    internal override string DefaultName => "state_monitor";

    internal override IEnumerable<SimulationObject> Needs => [_owner];

    internal override Clock DefaultClock => _owner.Clock;

    /// <summary>Dimension of a recorded variable.</summary>
    /// <exception cref="ModelException">The variable is not recorded.</exception>
    public Dimension DimensionOf(string variable) => _source.RecordedDimension(_variables[Row(variable)]);

    /// <summary>One variable of one element over time in SI base units; shape [samples].</summary>
    /// <exception cref="ModelException">The variable or element is not recorded.</exception>
    public double[] Of(string variable, int element)
    {
        var row = Row(variable);
        var trace = new double[Samples];
        _traces?.Copy(row, Position(element), trace);
        return trace;
    }

    /// <summary>One variable of one element over time in a unit; shape [samples].</summary>
    /// <exception cref="ModelException">The variable or element is not recorded, or the unit has another dimension.</exception>
    public double[] Of(string variable, int element, Quantity unit)
    {
        Row(variable);
        var scale = unit.Require(_source.RecordedDimension(variable), $"the unit of {_owner.Name}.{variable}");
        var trace = Of(variable, element);
        for (var k = 0; k < trace.Length; k++) { trace[k] /= scale; }
        return trace;
    }

    /// <summary>One variable of all recorded elements at one sample, in double precision; shape [elements]. Valid until the next run.</summary>
    /// <exception cref="ModelException">The variable is not recorded, the sample does not exist, or the network is in single precision.</exception>
    public ReadOnlySpan<double> Sample(string variable, int sample)
    {
        var row = Row(variable);
        if (sample < 0 || sample >= Samples) { throw new ModelException($"'{Name}' has no sample {sample}: it holds {Samples} samples."); }
        return Network!.Precision == Precision.Double
            ? _traces!.Row<double>(row, sample)
            : throw new ModelException($"'{Name}' holds samples in single precision; use Of(variable, element), which converts them.");
    }

    /// <summary>Takes one sample now, between two runs: the state at the end of a run is in no step's sample.</summary>
    /// <exception cref="ModelException">The monitor belongs to no network, or that is running.</exception>
    public void RecordSingleTimestep()
    {
        var network = RequireNetwork("a sample is taken");
        network.RequireIdle("a single sample is taken");
        ListedSteps now = new([network.Time.Si]);
        now.EndStep = 1;
        Prepare(network.BeginPlan().For(this), now, alone: true).Execute(0, 0);
        HandOn(Clock.Steps.NextStep);
    }

    /// <summary>Forgets the samples; a run that looks at them piece by piece needs the memory of one piece only.</summary>
    public void Clear() => _traces?.Clear();

    internal override void OnJoin(Network network)
    {
        if (_owner.Network != network) { throw new ModelException($"'{Name}' records '{_owner.Name}', which is not part of this network. Add that first."); }
        var count = _source.RecordedCount;
        if (_wanted is not null && count == 0) { throw new ModelException($"'{Name}' cannot record chosen elements of '{_owner.Name}', which has none yet: call Connect(...) before."); }
        if (_wanted?.FirstOrDefault(e => e < 0 || e >= count, -1) is { } outside and not -1)
        {
            throw new ModelException($"'{Name}' cannot record element {outside} of '{_owner.Name}', which has the elements 0 to {count - 1}.");
        }
    }

    internal override void Contribute(RunPlan plan)
    {
        _operation = Prepare(plan, Clock.Steps, alone: false);
        plan.Add(_operation);
    }

    internal override void EndSlice(long nextStep) => HandOn(nextStep);

    internal override void Save(Snapshot snapshot)
    {
        snapshot.Put($"{Name}.elements", _elements);
        if (_traces is not null) { snapshot.Put($"{Name}.traces", (_traces.Times.ToArray(), _traces.Copy())); }
    }

    internal override void Restore(Snapshot snapshot)
    {
        _elements = snapshot.Get<int[]>($"{Name}.elements");
        _traces = null;
        if (snapshot.Holds($"{Name}.traces"))
        {
            _traces = new(_variables.Length, _elements.Length, Network!.Precision);
            var (times, samples) = snapshot.Get<(double[], NativeBuffer)>($"{Name}.traces");
            _traces.Add(times, samples);
        }

        _stream?.HandedOn = _traces?.Samples ?? 0;
    }

    /// <summary>Makes room for the samples of a run, and what takes them.</summary>
    /// <param name="clock">The clock of the samples, which says how many there will be.</param>
    /// <param name="alone">Whether one worker takes them all.</param>
    private RecordOperation Prepare(RunPlan plan, StepClock clock, bool alone)
    {
        var count = _wanted?.Length ?? _source.RecordedCount;
        if (_traces?.Samples > 0 && count != _elements.Length)
        {
            throw new ModelException($"'{Name}' has recorded {_elements.Length} elements of '{_owner.Name}', which has {count} now. Connect everything before the first run, or add another monitor.");
        }

        if (count != _elements.Length) { _traces = null; }
        _elements = _wanted ?? [.. Enumerable.Range(0, count)];
        var context = plan.Context;
        _traces ??= new TraceStore(_variables.Length, _elements.Length, context.Precision);
        _stream?.Begin(Clock);
        var room = Keeps ? int.MaxValue : _traces.SamplesIn(SliceBytes);
        var samples = Math.Min(clock.EndStep - clock.NextStep, room);
        RequireMemory(samples, _traces.SampleBytes);
        _traces.Reserve(samples);

        var (writer, positionOf, tiles) = _source.BeginRecording($"{Name}.record", plan.On(_owner.Clock));
        ImmutableArray<ArraySymbol> rows = [.. _variables.Select(v => new ArraySymbol($"{v}.samples", IrType.Real))];
        for (var k = 0; k < rows.Length; k++) { writer.Record(rows[k], writer.Evaluate(new Name(_variables[k]))); }
        var binding = writer.Finish(context.Compiler, plan.RandomFor(this, CodeStream.Update));
        return new(Name, clock, _owner.Clock.Steps, When, Order, binding, rows, _traces, [.. _elements.Select(positionOf)], alone ? null : tiles, room);
    }

    private void RequireMemory(long samples, long sampleBytes) => Network!.Limits.RequireMemory(
        (double)samples * sampleBytes, FormattableString.Invariant($"'{Name}' with {samples:N0} samples of {_elements.Length:N0} elements"),
        part => FormattableString.Invariant($"{part:P0} of it fit: record fewer elements, give it a larger dt, run in parts with Clear() between them, or record to a run file."));

    private int Row(string variable)
    {
        var row = _variables.IndexOf(variable);
        return row >= 0 ? row : throw MonitorErrors.NotRecorded(Name, variable, _variables);
    }

    private int Position(int element)
    {
        var position = Array.BinarySearch(_elements, element);
        return position >= 0 ? position : throw new ModelException($"'{Name}' does not record element {element}{(_elements is [var first, .., var last] ? $": it records {_elements.Length} elements from {first} to {last}" : _elements is [var only] ? $", but {only}" : "")}.");
    }
}
