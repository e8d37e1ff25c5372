using System.Runtime.InteropServices;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Records the rate of a group in every step: spikes divided by neurons and duration of the step.</summary>
public sealed class PopulationRateMonitor : SimulationObject, IStreamable
{
    private readonly Subgroup _source;
    private readonly List<int> _counts = [];
    private long _firstStep = -1;
    private long _nextStep;
    private double _stepSeconds;
    private RowBuffer? _rows;
    private bool _keeps = true;
    private int _streamed;

    /// <param name="source">The group, or a part of it.</param>
    /// <exception cref="ModelException">The group never spikes.</exception>
    public PopulationRateMonitor(Subgroup source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Group.RequireEvent(SpikeSource.SpikeEvent, source.ToString(), "there is nothing to record");
        _source = source;
    }

    /// <summary>Spikes in each recorded step; shape [steps]. Valid until the next run.</summary>
    /// <exception cref="ModelException">The monitor records to a file only.</exception>
    public ReadOnlySpan<int> Counts => CollectionsMarshal.AsSpan(_keeps ? _counts : throw MonitorErrors.Elsewhere(Name));

    /// <summary>Start of each recorded step [s]; shape [steps].</summary>
    public double[] Times
    {
        get
        {
            RequireNetwork("its rates are read");
            return [.. Enumerable.Range(0, Counts.Length).Select(k => (_firstStep + k) * _stepSeconds)];
        }
    }

    RecordFormat IStreamable.Format => new("rate", _source.ToString(), [], [RecordFormat.Step, new("rate", "f8", 1, "Hz")]);

    internal override string DefaultName => "rate_monitor";

    internal override IEnumerable<SimulationObject> Needs => [_source.Group];

    internal override Clock DefaultClock => _source.Group.Clock;

    /// <summary>Rate in each bin of a width [Hz], from the first recorded step on; steps that fill no whole bin at the end are left out.</summary>
    /// <param name="width">Width of a bin [s], rounded to steps; null for one step.</param>
    /// <exception cref="ModelException">The width is no positive time.</exception>
    public double[] Rates(Quantity? width = null)
    {
        RequireNetwork("its rates are read");
        var steps = width is { } w ? RateWindow.StepsIn(w, _stepSeconds) : 1;
        var rates = new double[Counts.Length / steps];
        for (var bin = 0; bin < rates.Length; bin++)
        {
            var spikes = 0L;
            foreach (var count in Counts.Slice(bin * steps, steps)) { spikes += count; }
            rates[bin] = spikes / (_source.Count * steps * _stepSeconds);
        }

        return rates;
    }

    /// <summary>Rate in each step [Hz] as a mean under a window that slides over the steps; shape [steps]. Outside the recording the rate counts as 0.</summary>
    /// <param name="window">"flat", or "gaussian", which reaches two standard deviations to either side.</param>
    /// <param name="width">Width of a flat window [s], rounded to an odd number of steps, or standard deviation of a Gaussian one.</param>
    /// <exception cref="ModelException">There is no such window, or the width is no positive time.</exception>
    public double[] SmoothRates(string window, Quantity width)
    {
        ArgumentNullException.ThrowIfNull(window);
        return RateWindow.Smoothed(Rates(), RateWindow.Of(window, width, _stepSeconds));
    }

    /// <summary>Rate in each step [Hz] as a mean under a window of given weights, whose sum does not matter; shape [steps].</summary>
    /// <param name="window">The weights, an odd number of them.</param>
    /// <exception cref="ModelException">The number of weights is even, or their sum is not positive.</exception>
    public double[] SmoothRates(ReadOnlySpan<double> window) => RateWindow.Smoothed(Rates(), window);

    void IStreamable.StreamTo(IRecordSink sink, bool keeps)
    {
        if (_firstStep >= 0) { throw MonitorErrors.Begun(Name); }
        (_rows, _keeps) = (new(sink, ((IStreamable)this).Format.RowBytes), keeps);
    }

    internal override void RequireSuits(Clock clock) => throw MonitorErrors.OwnClock(Name, _source.Group);

    internal override void OnJoin(Network network)
    {
        if (_source.Group.Network != network) { throw new ModelException($"'{Name}' records '{_source}', which is not part of this network. Add the group first."); }
    }

    internal override void Contribute(RunPlan plan)
    {
        if (_firstStep < 0) { (_firstStep, _nextStep, _stepSeconds) = (plan.Context.Step, plan.Context.Step, plan.Context.StepSeconds); }
        if (_stepSeconds != plan.Context.StepSeconds)
        {
            throw new ModelException($"'{Name}' has recorded steps of {new Quantity(_stepSeconds, Dimension.Time)} and cannot go on with {Dt}. Add another monitor for what follows, and set Active of this one to false.");
        }

        _rows?.Begin(_stepSeconds);
    }

    internal override void TakeEvents(SpikeStream stream, ReadOnlySpan<Spike> events)
    {
        if (!Active || stream != _source.Group.Spikes) { return; }
        foreach (var (step, index) in events)
        {
            if (_source.PositionOf(index) < 0) { continue; }
            GrowTo(step + 1);
            _counts[(int)(step - _firstStep)]++;
        }
    }

    internal override void EndSlice(long nextStep)
    {
        if (!Active) { return; }
        GrowTo(nextStep);
        if (_rows is not null) { HandOn(_rows); }
    }

    internal override void Save(Snapshot snapshot) => snapshot.Put($"{Name}.rates", (_firstStep, _nextStep, _stepSeconds, _counts.ToArray()));

    internal override void Restore(Snapshot snapshot)
    {
        (_firstStep, _nextStep, _stepSeconds, var counts) = snapshot.Get<(long, long, double, int[])>($"{Name}.rates");
        _counts.Clear();
        _counts.AddRange(counts);
        _streamed = counts.Length;
    }

    /// <summary>Hands the steps of a slice on.</summary>
    private void HandOn(RowBuffer rows)
    {
        for (; _streamed < _counts.Count; _streamed++)
        {
            rows.Write(_firstStep + _streamed);
            rows.Write(_counts[_streamed] / (_source.Count * _stepSeconds));
            rows.EndRow();
        }

        rows.Flush();
        if (_keeps) { return; }
        (_firstStep, _streamed) = (_nextStep, 0);
        _counts.Clear();
    }

    private void GrowTo(long end)
    {
        while (_nextStep < end)
        {
            _counts.Add(0);
            _nextStep++;
        }
    }
}
