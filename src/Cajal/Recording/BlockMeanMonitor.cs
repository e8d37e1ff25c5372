using System.Collections.Immutable;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// Records means of variables of synapses over blocks, at the start of a step: a block is the synapses from one population of sources to one of targets. Event-driven
/// variables count with the value that they have at that time.
/// </summary>
/// <remarks>A sample goes once through all synapses, some nanoseconds each, and takes one float64 a block and variable.</remarks>
public sealed class BlockMeanMonitor : ScheduledObject, IStreamable
{
    private readonly Synapses _source;
    private readonly ImmutableArray<string> _variables;
    private readonly ImmutableArray<ElementSet> _from, _to;
    private readonly TraceStore _traces;
    private BlockMeanOperation? _operation;
    private TraceStream? _stream;

    /// <param name="source">A projection between groups of neurons.</param>
    /// <param name="variables">Names of variables or subexpressions of the synapses.</param>
    /// <param name="from">Populations of sources, as parts of their group, which may overlap; null for one of all sources.</param>
    /// <param name="to">Populations of targets; null for one of all targets.</param>
    /// <param name="dt">Time between samples [s]; null for every step of the sources' clock.</param>
    /// <exception cref="ModelException">The projection has no such variable, a population is no part of its group, or the interval is no positive time.</exception>
    public BlockMeanMonitor(Synapses source, IEnumerable<string> variables, IEnumerable<Subgroup>? from = null, IEnumerable<Subgroup>? to = null, Quantity? dt = null)
        : base(StepSlot.Start)
    {
        ArgumentNullException.ThrowIfNull(source);
        if ((source.Source as SynapsesEnd ?? source.Target as SynapsesEnd) is { } end)
        {
            throw new ModelException($"Blocks lie between populations of neurons, but '{end}', an end of '{source.Name}', are synapses. Record chosen ones of '{source.Name}' by a StateMonitor.");
        }

        (_source, _variables) = (source, [.. variables]);
        if (_variables.IsEmpty) { throw new ModelException("A BlockMeanMonitor needs at least one variable to record."); }
        foreach (var variable in _variables) { DimensionIn(source, variable); }
        (_from, _to) = (Populations(from, source.Source, nameof(from)), Populations(to, source.Target, nameof(to)));
        _traces = new(_variables.Length, _from.Length * _to.Length, Precision.Double);
        if (dt is { } interval) { Dt = interval; }
    }

    /// <summary>Number of samples.</summary>
    /// <exception cref="ModelException">The monitor records to a file only.</exception>
    public int Samples => _stream?.Keeps != false ? _traces.Samples : throw MonitorErrors.Elsewhere(Name);

    /// <summary>Time of each sample [s]; shape [samples].</summary>
    /// <exception cref="ModelException">The monitor records to a file only.</exception>
    public double[] Times => Samples == 0 ? [] : [.. _traces.Times];

    RecordFormat IStreamable.Format => new(
        "trace", $"blocks of {_source.Name}", [.. Enumerable.Range(0, _from.Length * _to.Length)],
        [RecordFormat.Time, .. _variables.Select(v => new RecordColumn(v, "f8", _from.Length * _to.Length, DimensionIn(_source, v).ToString()))]);

    internal override string DefaultName => "block_mean_monitor";

    internal override IEnumerable<SimulationObject> Needs => [_source];

    internal override Clock DefaultClock => _source.Source.Clock;

    /// <summary>The mean of a variable over a block, over time, in SI base units; shape [samples]. No number (NaN) for a block without synapses.</summary>
    /// <param name="from">Number of the population of sources, in the order in which they were given.</param>
    /// <param name="to">Number of the population of targets.</param>
    /// <exception cref="ModelException">The variable is not recorded, or there is no such block.</exception>
    public double[] Of(string variable, int from = 0, int to = 0)
    {
        var row = Row(variable);
        Require(from, _from.Length, nameof(from));
        Require(to, _to.Length, nameof(to));
        var means = new double[Samples];
        _traces.Copy(row, (from * _to.Length) + to, means);
        return means;
    }

    /// <summary>The mean of a variable over a block, over time, in a unit; shape [samples].</summary>
    /// <exception cref="ModelException">The variable is not recorded, there is no such block, or the unit has another dimension.</exception>
    /// <inheritdoc cref="Of(string, int, int)"/>
    public double[] Of(string variable, int from, int to, Quantity unit)
    {
        Row(variable);
        var scale = unit.Require(DimensionIn(_source, variable), $"the unit of {_source.Name}.{variable}");
        return [.. Of(variable, from, to).Select(mean => mean / scale)];
    }

    /// <summary>Forgets the samples.</summary>
    public void Clear() => _traces.Clear();

    void IStreamable.StreamTo(IRecordSink sink, bool keeps)
    {
        if (_traces.Samples > 0) { throw MonitorErrors.Begun(Name); }
        _stream = new(sink, keeps, () => ((IStreamable)this).Format);
    }

    internal override void OnJoin(Network network)
    {
        if (_source.Network != network) { throw new ModelException($"'{Name}' records '{_source.Name}', which is not part of this network. Add that first."); }
    }

    internal override void Contribute(RunPlan plan)
    {
        var clock = Clock.Steps;
        _stream?.Begin(Clock);
        var samples = clock.EndStep - clock.NextStep;
        if (_stream?.Keeps != false)
        {
            Network!.Limits.RequireMemory(
                (double)samples * _traces.SampleBytes, FormattableString.Invariant($"'{Name}' with {samples:N0} samples of {_from.Length * _to.Length:N0} blocks"),
                part => FormattableString.Invariant($"{part:P0} of it fit: give it a larger dt or fewer populations, run in parts with Clear() between them, or record to a run file."));
        }

        var sweep = SynapseSweep.Of($"{Name}.record", _source, _variables, plan.On(_source.Clock).Context);
        _operation = new(
            Name, clock, _source.Clock.Steps, When, Order, sweep, new(_from, _source.Source.OwnerCount), new(_to, _source.Target.OwnerCount), _source.Arrangement.IsAlone);
        _traces.Reserve(_stream?.Keeps != false ? samples : Math.Min(samples, _operation.LongestSlice));
        plan.Add(_operation);
    }

    internal override void EndSlice(long nextStep)
    {
        _operation?.TakeMeans(nextStep, _traces);
        _stream?.HandOn(_traces);
    }

    internal override void EndRun() => _operation = null;

    internal override void Save(Snapshot snapshot) => snapshot.Put($"{Name}.means", (_traces.Times.ToArray(), _traces.Copy()));

    internal override void Restore(Snapshot snapshot)
    {
        _traces.Clear();
        var (times, means) = snapshot.Get<(double[], NativeBuffer)>($"{Name}.means");
        _traces.Add(times, means);
        _stream?.HandedOn = _traces.Samples;
    }

    private static Dimension DimensionIn(IRecordable source, string variable) => source.RecordedDimension(variable);

    private static ImmutableArray<ElementSet> Populations(IEnumerable<Subgroup>? populations, ProjectionEnd end, string name)
    {
        if (populations is null) { return [end.Elements]; }
        ImmutableArray<Subgroup> parts = [.. populations];
        if (parts.IsEmpty) { throw new ModelException($"{name} names no population, so there is no block. Leave it out for one block of all of '{end}'."); }
        foreach (var (k, part) in parts.Index())
        {
            if (part.Group != end.Owner) { throw new ModelException($"{name}[{k}] is '{part}', which is no part of '{end.Owner.Name}'. Populations are parts of the group at that end of the projection."); }
        }

        return [.. parts.Select(part => part.Elements)];
    }

    private void Require(int population, int count, string name)
    {
        if (population < 0 || population >= count)
        {
            throw new ModelException($"'{Name}' has no population {population} in {name}, but {(count == 1 ? "only number 0" : $"the numbers 0 to {count - 1}")}.");
        }
    }

    private int Row(string variable)
    {
        var row = _variables.IndexOf(variable);
        return row >= 0 ? row : throw MonitorErrors.NotRecorded(Name, variable, _variables);
    }
}
