using System.Numerics;
using System.Runtime.CompilerServices;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Rows;
using Cajal.Units;

namespace Cajal;

/// <summary>The delays of one pathway [s]: one for all synapses, until some get their own, which are held once somebody asks for them.</summary>
/// <param name="common">Delay of every synapse [s].</param>
/// <param name="table">The synapses.</param>
internal sealed class PathwayDelays(double common, SynapseTable table)
{
    private const int MaxSteps = 1 << 17;
    private double _common = common;
    private SynapseValues _promised = new(common);
    private double[]? _own;

    /// <summary>Changes whenever a delay does.</summary>
    public int Version { get; private set; }

    /// <summary>Whether synapses have delays of their own.</summary>
    public bool AreOwn => _own is not null || _promised.Common is null;

    /// <summary>Delay of a synapse [s], by its number of creation.</summary>
    public double this[int synapse] => AreOwn ? Own[synapse] : _common;

    /// <summary>The delays of all synapses.</summary>
    private double[] Own
    {
        get
        {
            if (_own is not null) { return _own; }
            var own = new double[table.Count];
            _promised.ForAll(table, (first, some) => some.CopyTo(own.AsSpan(first)));
            return _own = own;
        }
    }

    /// <summary>A delay in seconds.</summary>
    /// <param name="owner">Name of the projection.</param>
    /// <exception cref="ModelException">It is no time, or negative.</exception>
    public static double Require(Quantity delay, string owner)
    {
        var seconds = delay.Require(Dimension.Time, "delay");
        return seconds >= 0 && double.IsFinite(seconds)
            ? seconds
            : throw new ModelException($"'{owner}': a delay of {delay} is not possible; a delay is 0 s or more, since a spike cannot arrive before it is emitted.");
    }

    /// <summary>Sets the delays of consecutive synapses.</summary>
    /// <param name="seconds">The delays [s].</param>
    public void Set(int start, ReadOnlySpan<double> seconds)
    {
        Version++;
        if (seconds.Length == table.Count && !seconds.ContainsAnyExcept(seconds.IsEmpty ? 0 : seconds[0]))
        {
            _common = seconds.IsEmpty ? _common : seconds[0];
            (_promised, _own) = (new(_common), null);
            return;
        }

        seconds.CopyTo(Own.AsSpan(start));
    }

    /// <summary>Remembers how to find the delays of consecutive synapses, as long as none are held.</summary>
    /// <returns>False when they are.</returns>
    public bool TryPromise(int start, int count, SynapseRecipe recipe)
    {
        if (_own is not null) { return false; }
        Version++;
        _promised.Set(start, count, table.Count, recipe);
        return true;
    }

    /// <summary>Makes room for synapses that were added.</summary>
    public void Grow()
    {
        Version++;
        if (_own is null) { return; }
        var known = _own.Length;
        Array.Resize(ref _own, table.Count);
        Array.Fill(_own, _common, known, table.Count - known);
    }

    /// <summary>The delays in steps, halves rounded up.</summary>
    /// <exception cref="ModelException">A delay is longer than a queue can be.</exception>
    public DelaySteps InSteps(double stepSeconds) => new(StepsOf(_common, stepSeconds), AreOwn ? [.. Own.Select(delay => StepsOf(delay, stepSeconds))] : null);

    /// <summary>The same, found batch by batch while rows are built, for one thread.</summary>
    /// <param name="owner">Name of the projection.</param>
    public FillSteps StepsOfThread(double stepSeconds, string owner)
    {
        if (_own is { } own)
        {
            return (batch, steps) =>
            {
                var numbers = batch.Numbers;
                for (var k = 0; k < steps.Length; k++) { steps[k] = StepsOf(own[numbers[k]], stepSeconds); }
            };
        }

        var (fill, seconds) = (_promised.OfThread(), Array.Empty<double>());
        return (batch, steps) =>
        {
            if (seconds.Length < batch.Count) { seconds = new double[batch.Count]; }
            fill(batch, seconds.AsSpan(0, batch.Count));
            ToSteps(seconds.AsSpan(0, batch.Count), stepSeconds, owner, steps);
        };
    }

    public void Save(Snapshot snapshot, string key) => snapshot.Put(key, (_common, AreOwn ? (double[])Own.Clone() : []));

    public void Restore(Snapshot snapshot, string key)
    {
        Version++;
        (_common, var own) = snapshot.Get<(double, double[])>(key);
        (_promised, _own) = (new(_common), own.Length == 0 ? null : [.. own]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToSteps(ReadOnlySpan<double> seconds, double stepSeconds, string owner, Span<int> steps)
    {
        var (one, half, most) = (new Vector<double>(stepSeconds), new Vector<double>(0.5), new Vector<double>(MaxSteps));
        var (first, width) = (0, Vector<double>.Count);
        for (; first <= seconds.Length - (2 * width); first += 2 * width)
        {
            var (a, b) = ((new Vector<double>(seconds[first..]) / one) + half, (new Vector<double>(seconds[(first + width)..]) / one) + half);
            if (!Vector.GreaterThanOrEqualAll(Vector.Min(a, b), half) || !Vector.LessThanAll(Vector.Max(a, b), most)) { break; }
            Vector.Narrow(Vector.ConvertToInt64(a), Vector.ConvertToInt64(b)).CopyTo(steps[first..]);
        }

        // The rest, and those that no run can have, which throw.
        for (var k = first; k < steps.Length; k++) { steps[k] = StepsOf(Require(new(seconds[k], Dimension.Time), owner), stepSeconds); }
    }

    private static int StepsOf(double delay, double stepSeconds)
    {
        var steps = (delay / stepSeconds) + 0.5;
        return steps < MaxSteps ? (int)steps : throw new ModelException(
            $"A delay of {new Quantity(delay, Dimension.Time)} is too long: it can have up to {MaxSteps} steps of {new Quantity(stepSeconds, Dimension.Time)}.");
    }
}
