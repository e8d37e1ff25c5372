using System.Globalization;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Elements that spike at given times.</summary>
/// <remarks>
/// A spike belongs to the step that its time lies in; a time within a thousandth of a step before a step counts to it. Spikes may be given in any
/// order. An element spikes at most once a step.
/// </remarks>
public sealed class SpikeGeneratorGroup : SpikeSource
{
    private const double BorderTolerance = 1e-3, WholeStepTolerance = 1e-4;
    private Script _script;
    private bool _isNew = true;

    /// <param name="count">Number of elements.</param>
    /// <param name="indices">Which element spikes; shape [spikes].</param>
    /// <param name="times">When [s]; shape [spikes].</param>
    /// <param name="period">Time after which the spikes come again [s], counted from 0 s; null for never. A multiple of dt, beyond the last spike.</param>
    /// <exception cref="ModelException">The lists have different lengths, an index is out of range, a time is negative, or the period is not right.</exception>
    public SpikeGeneratorGroup(int count, ReadOnlySpan<int> indices, QuantityArray times, Quantity? period = null)
        : base(count) => _script = Read(indices, times, period);

    internal override string DefaultName => "spike_generator";

    /// <summary>Gives other spikes in the place of the present ones; those at times that are over are left out.</summary>
    /// <param name="indices">Which element spikes; shape [spikes].</param>
    /// <param name="times">When [s], counted from 0 s; shape [spikes].</param>
    /// <param name="period">Time after which the spikes come again [s]; null for never.</param>
    /// <exception cref="ModelException">As when the group is made; or the network is running.</exception>
    public void SetSpikes(ReadOnlySpan<int> indices, QuantityArray times, Quantity? period = null)
    {
        Network?.RequireIdle("spikes are given");
        (_script, _isNew) = (Read(indices, times, period), true);
    }

    internal override IEnumerable<string> Describe() => [$"{Count} elements"];

    internal override void Contribute(RunPlan plan)
    {
        var stepSeconds = plan.Context.StepSeconds;
        var period = StepsOfPeriod(stepSeconds);
        var spikes = new Spike[_script.Times.Length];
        for (var k = 0; k < spikes.Length; k++)
        {
            var step = (long)Math.Floor((_script.Times[k] / stepSeconds) + BorderTolerance);
            spikes[k] = new(period == 0 ? step : step % period, _script.Indices[k]);
        }

        Array.Sort(spikes, static (a, b) => a.Step != b.Step ? a.Step.CompareTo(b.Step) : a.Index.CompareTo(b.Index));
        for (var k = 1; k < spikes.Length; k++)
        {
            if (spikes[k] == spikes[k - 1])
            {
                throw new ModelException(
                    $"'{Name}': element {spikes[k].Index} spikes twice in the step at {new Quantity(spikes[k].Step * stepSeconds, Dimension.Time)}. Use a smaller dt, or two elements.");
            }
        }

        if (_isNew && period == 0) { WarnOfPast(spikes, plan.Context.Step); }
        _isNew = false;
        plan.Add(new SpikeScriptOperation($"{Name}.spikes", Clock.Steps, Order, Spikes, spikes, period));
    }

    internal override void Save(Snapshot snapshot) => snapshot.Put($"{Name}.spikes", (_script.Indices, _script.Times, _script.Period?.Si, _isNew));

    internal override void Restore(Snapshot snapshot)
    {
        (var indices, var times, var period, _isNew) = snapshot.Get<(int[], double[], double?, bool)>($"{Name}.spikes");
        _script = new(indices, times, period is { } seconds ? new(seconds, Dimension.Time) : null);
    }

    private void WarnOfPast(Spike[] spikes, long now)
    {
        var past = spikes.Count(s => s.Step < now);
        if (past > 0)
        {
            Network!.Warn(string.Create(CultureInfo.InvariantCulture, $"'{Name}': {past} of {spikes.Length} spikes lie before the present time, {Network.Time}, and are left out."));
        }
    }

    private Script Read(ReadOnlySpan<int> indices, QuantityArray times, Quantity? period)
    {
        ArgumentNullException.ThrowIfNull(times);
        _ = times.Require(Dimension.Time, nameof(times));
        if (indices.Length != times.Length) { throw new ModelException($"There are {indices.Length} indices and {times.Length} times; each spike takes one of both, so they have to be as many."); }
        if (period is { } p && !(p.Require(Dimension.Time, nameof(period)) is > 0 and < double.PositiveInfinity)) { throw new ModelException($"A period has to be a positive time, but is {p}."); }
        for (var k = 0; k < indices.Length; k++)
        {
            var time = times.AsSpan()[k];
            if (indices[k] < 0 || indices[k] >= Count) { throw new ModelException($"indices[{k}] is {indices[k]}, but the elements are 0 to {Count - 1}."); }
            if (time is not (>= 0 and < double.PositiveInfinity)) { throw new ModelException($"times[{k}] is {times[k]}, but a spike is at 0 s or later."); }
            if (time >= period?.Si) { throw new ModelException($"times[{k}] is {times[k]}, but a period of {period} ends before: every spike lies within it."); }
        }

        return new(indices.ToArray(), times.AsSpan().ToArray(), period);
    }

    private long StepsOfPeriod(double stepSeconds)
    {
        if (_script.Period is not { } period) { return 0; }
        var steps = Math.Round(period.Si / stepSeconds);
        return steps >= 1 && Math.Abs((period.Si / stepSeconds) - steps) <= WholeStepTolerance
            ? (long)steps
            : throw new ModelException($"'{Name}': the period {period} is not a multiple of the step, {Dt}. Change one of the two.");
    }

    /// <summary>Spikes as they were given; times in seconds.</summary>
    private sealed record Script(int[] Indices, double[] Times, Quantity? Period);
}
