using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Records to which elements of a group an event happened, and when, and the values of their variables at that moment.</summary>
/// <remarks>12 bytes an event, 8 more for each variable. Events are in order of time, those of one step in order of index.</remarks>
public partial class EventMonitor : ScheduledObject
{
    private readonly string _eventName;
    private readonly ImmutableArray<string> _variables;
    private readonly bool _records;
    private readonly int[] _counts;
    private readonly List<int> _indices = [];
    private readonly List<long> _steps = [];
    private readonly List<double>[] _values;
    private readonly StepTimes _times = new();
    private EventValuesOperation? _operation;
    private bool _isListening;
    private (long First, long End, double? Seconds)? _recordedSteps;

    /// <param name="source">The group, or a part of it; indices count from its first element.</param>
    /// <param name="eventName">Name of the event.</param>
    /// <param name="variables">Variables and subexpressions of which to keep the value at each event, before event code or a reset changes it; null for none.</param>
    /// <param name="record">Whether to keep times and values; otherwise events are only counted.</param>
    /// <exception cref="ModelException">The group has no such event or variable.</exception>
    public EventMonitor(Subgroup source, string eventName, IEnumerable<string>? variables = null, bool record = true)
        : base(source?.Group.PlaceOf(eventName).Slot ?? "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(eventName);
        source.Group.RequireEvent(eventName, source.ToString(), "there is nothing to record");
        (Source, _eventName, _variables, _records) = (source, eventName, [.. variables ?? []], record);
        foreach (var variable in _variables) { Recordable.RecordedDimension(variable); }
        if (!record && !_variables.IsEmpty) { throw new ModelException($"A monitor that only counts keeps no values of {string.Join(", ", _variables.Select(v => $"'{v}'"))}: leave out record: false, or the variables."); }
        _counts = new int[source.Count];
        _values = [.. _variables.Select(_ => new List<double>())];
    }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Element of each event; shape [events]. Valid until the next run.</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public ReadOnlySpan<int> Indices => CollectionsMarshal.AsSpan(Recorded(_indices));

    /// <summary>Step of each event; shape [events]. Valid until the next run.</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public ReadOnlySpan<long> Steps => CollectionsMarshal.AsSpan(Recorded(_steps));

    /// <summary>Time of each event [s], the start of its step; shape [events].</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public double[] Times => _times.Of(Recorded(_steps));

    internal override string DefaultName => "event_monitor";

    internal override IEnumerable<SimulationObject> Needs => [Source.Group];

    internal override Clock DefaultClock => Source.Group.Clock;

    private protected Subgroup Source { get; }

    private IRecordable Recordable => Source.Group as IRecordable
        ?? throw new ModelException($"'{Source}' has no variables to record, only events: leave out variables.");

    /// <summary>Times of the events of one element [s], ascending.</summary>
    /// <exception cref="ModelException">There is no such element, or the monitor only counts.</exception>
    public double[] TimesOf(int index)
    {
        RequireElement(index);
        return [.. Recorded(_steps).Select((step, k) => (step, k)).Where(e => _indices[e.k] == index).Select(e => _times.Of(e.k, e.step))];
    }

    /// <summary>Times of the events of each element [s], ascending; shape [elements][events].</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public double[][] Trains()
    {
        var trains = _counts.Select(count => new List<double>(count)).ToArray();
        foreach (var (index, time) in Recorded(_indices).Zip(Times)) { trains[index].Add(time); }
        return [.. trains.Select(train => train.ToArray())];
    }

    /// <summary>Value of a variable at each event; shape [events].</summary>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="unit">Unit of the values; null for SI base units.</param>
    /// <exception cref="ModelException">The variable is not recorded, or the unit has another dimension.</exception>
    public double[] Values(string variable, Quantity? unit = null)
    {
        var row = _variables.IndexOf(variable);
        if (row < 0)
        {
            throw new ModelException($"'{Name}' does not record '{variable}'{(_variables.IsEmpty ? $"; name it where the monitor is made, as in variables: [\"{variable}\"]" : $", but {string.Join(", ", _variables.Select(v => $"'{v}'"))}")}."
                + Suggest.Sentence(variable, _variables));
        }

        var scale = unit?.Require(Recordable.RecordedDimension(variable), $"the unit of {Source.Group.Name}.{variable}") ?? 1;
        return [.. _values[row].Select(v => v / scale)];
    }

    /// <summary>Value of a variable at each event of one element; shape [events of the element].</summary>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="index">The element.</param>
    /// <param name="unit">Unit of the values; null for SI base units.</param>
    /// <exception cref="ModelException">The variable is not recorded, there is no such element, or the unit has another dimension.</exception>
    public double[] ValuesOf(string variable, int index, Quantity? unit = null)
    {
        RequireElement(index);
        return [.. Values(variable, unit).Where((_, k) => _indices[k] == index)];
    }

    /// <summary>Rate of each element in each bin of a width [Hz], from the first recorded step on; shape [elements][bins]. Steps that fill no whole bin at the end are left out.</summary>
    /// <param name="width">Width of a bin [s], rounded to steps.</param>
    /// <exception cref="ModelException">The width is no positive time, the monitor only counts, or the step has changed since the recording began.</exception>
    public double[][] Rates(Quantity width)
    {
        var recorded = Recorded(_steps);
        if (_recordedSteps is not var (first, end, seconds)) { return [.. _counts.Select(_ => Array.Empty<double>())]; }
        var stepSeconds = seconds ?? throw new ModelException($"'{Name}' has recorded steps of several durations, so they fit no bins of one width.");
        var steps = RateWindow.StepsIn(width, stepSeconds);
        var bins = (end - first) / steps;
        var rates = _counts.Select(_ => new double[bins]).ToArray();
        foreach (var (step, index) in recorded.Zip(_indices))
        {
            var bin = (step - first) / steps;
            if (bin < bins) { rates[index][bin] += 1 / (steps * stepSeconds); }
        }

        return rates;
    }

    /// <summary>Number of events of each element; shape [elements].</summary>
    public int[] CountsByElement() => [.. _counts];

    internal override void RequireSuits(Clock clock) => throw MonitorErrors.OwnClock(Name, Source.Group);

    internal override void OnJoin(Network network)
    {
        if (Source.Group.Network != network) { throw new ModelException($"'{Name}' records '{Source}', which is not part of this network. Add the group first."); }
    }

    internal override void Contribute(RunPlan plan)
    {
        (_isListening, _operation) = (true, null);
        var stepSeconds = plan.Context.StepSeconds;
        _recordedSteps = _recordedSteps is var (first, end, seconds) ? (first, end, seconds == stepSeconds ? seconds : null) : (plan.Context.Step, plan.Context.Step, stepSeconds);
        _times.Begin(_steps.Count, plan.Context.StepSeconds);
        _rows?.Begin(plan.Context.StepSeconds);
        if (_variables.IsEmpty) { return; }
        var (writer, _, _) = Recordable.BeginRecording($"{Name}.values", plan);
        ImmutableArray<ArraySymbol> rows = [.. _variables.Select(v => new ArraySymbol($"{v}.values", IrType.Real))];
        for (var k = 0; k < rows.Length; k++) { writer.Record(rows[k], writer.Evaluate(new Name(_variables[k]))); }
        var binding = writer.Finish(plan.Context.Compiler, plan.RandomFor(this, CodeStream.Update));
        var slots = Network!.SlotOrder;
        var (from, fromOrder) = Source.Group.PlaceOf(_eventName);
        if (slots[When].CompareTo(slots[from]) < 0)
        {
            throw new ModelException($"'{Name}' takes values in the slot '{When}', before '{_eventName}' is found out in the slot '{from}'. Set When to that slot or a later one.");
        }

        _operation = new EventValuesOperation(writer.Name, Clock.Steps, When, fromOrder + 1 + Order, binding, rows, Source.Group.StreamOf(_eventName), Source);
        plan.Add(_operation);
    }

    internal override void TakeEvents(SpikeStream stream, ReadOnlySpan<Spike> events)
    {
        if (!_isListening || stream != Source.Group.StreamOf(_eventName)) { return; }
        foreach (var (step, element) in events)
        {
            var index = Source.PositionOf(element);
            if (index < 0) { continue; }
            Count++;
            _counts[index]++;
            if (!_records) { continue; }
            _indices.Add(index);
            _steps.Add(step);
            _operation?.MoveNext(element, _values);
        }

        HandOn();
    }

    internal override void EndSlice(long nextStep)
    {
        _operation?.Clear();
        if (_isListening && _recordedSteps is { } recorded) { _recordedSteps = recorded with { End = nextStep }; }
    }

    internal override void Skip() => _isListening = false;

    internal override void Save(Snapshot snapshot) => snapshot.Put(
        $"{Name}.events", (Count, _counts.ToArray(), _indices.ToArray(), _steps.ToArray(), _values.Select(v => v.ToArray()).ToArray(), _times.Parts, _recordedSteps));

    internal override void Restore(Snapshot snapshot)
    {
        (Count, var counts, var indices, var steps, var values, var times, _recordedSteps) = snapshot.Get<(int, int[], int[], long[], double[][], (int, double)[], (long, long, double?)?)>($"{Name}.events");
        counts.CopyTo(_counts, 0);
        Replace(_indices, indices);
        Replace(_steps, steps);
        for (var k = 0; k < _values.Length; k++) { Replace(_values[k], values[k]); }
        _times.Parts = times;
        _streamed = _steps.Count;

        static void Replace<T>(List<T> list, T[] values)
        {
            list.Clear();
            list.AddRange(values);
        }
    }

    private void RequireElement(int index)
    {
        if (index < 0 || index >= Source.Count) { throw new ModelException($"'{Name}' records the elements 0 to {Source.Count - 1}, so none of number {index}."); }
    }

    private List<T> Recorded<T>(List<T> list)
    {
        RequireNetwork("its events are read");
        if (!_keeps) { throw MonitorErrors.Elsewhere(Name); }
        return _records ? list : throw new ModelException($"'{Name}' only counts: leave out record: false to keep times too.");
    }
}
