using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>The delays of one pathway [s]: one for all synapses, until some get their own.</summary>
internal sealed class PathwayDelays
{
    private const int MaxSteps = 1 << 17;
    private double _common;
    private double[]? _own;

    /// <param name="common">Delay of every synapse [s].</param>
    public PathwayDelays(double common) => _common = common;

    /// <summary>Changes whenever a delay does.</summary>
    public int Version { get; private set; }

    /// <summary>Whether synapses have delays of their own.</summary>
    public bool AreOwn => _own is not null;

    /// <summary>Delay of a synapse [s], by its number of creation.</summary>
    public double this[int synapse] => _own?[synapse] ?? _common;

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
    /// <param name="count">Number of all synapses.</param>
    public void Set(int start, ReadOnlySpan<double> seconds, int count)
    {
        Version++;
        if (seconds.Length == count && !seconds.ContainsAnyExcept(seconds.IsEmpty ? 0 : seconds[0]))
        {
            (_common, _own) = (seconds.IsEmpty ? _common : seconds[0], null);
            return;
        }

        if (_own is null)
        {
            _own = new double[count];
            Array.Fill(_own, _common);
        }

        seconds.CopyTo(_own.AsSpan(start));
    }

    /// <summary>Makes room for synapses that were added.</summary>
    public void Grow(int count)
    {
        Version++;
        if (_own is null) { return; }
        var known = _own.Length;
        Array.Resize(ref _own, count);
        Array.Fill(_own, _common, known, count - known);
    }

    /// <summary>The delays in steps, halves rounded up.</summary>
    /// <exception cref="ModelException">A delay is longer than a queue can be.</exception>
    public DelaySteps InSteps(double stepSeconds) => new(StepsOf(_common, stepSeconds), _own is null ? null : [.. _own.Select(delay => StepsOf(delay, stepSeconds))]);

    public void Save(Snapshot snapshot, string key) => snapshot.Put(key, (_common, (double[]?)_own?.Clone() ?? []));

    public void Restore(Snapshot snapshot, string key)
    {
        Version++;
        (_common, var own) = snapshot.Get<(double, double[])>(key);
        _own = own.Length == 0 ? null : [.. own];
    }

    private static int StepsOf(double delay, double stepSeconds)
    {
        var steps = (delay / stepSeconds) + 0.5;
        return steps < MaxSteps ? (int)steps : throw new ModelException(
            $"A delay of {new Quantity(delay, Dimension.Time)} is too long: it can have up to {MaxSteps} steps of {new Quantity(stepSeconds, Dimension.Time)}.");
    }
}
