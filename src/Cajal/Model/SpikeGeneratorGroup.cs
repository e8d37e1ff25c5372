using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Elements that spike at given times.</summary>
/// <remarks>A spike belongs to the step that its time lies in; a time within a thousandth of a step before a step counts to it.</remarks>
public sealed class SpikeGeneratorGroup : SpikeSource
{
    private const double BorderTolerance = 1e-3;
    private readonly int[] _indices;
    private readonly double[] _times;

    /// <param name="count">Number of elements.</param>
    /// <param name="indices">Which element spikes; shape [spikes].</param>
    /// <param name="times">When [s]; shape [spikes].</param>
    /// <exception cref="ModelException">The lists have different lengths, an index is out of range, or a time is negative.</exception>
    public SpikeGeneratorGroup(int count, ReadOnlySpan<int> indices, QuantityArray times)
        : base(count)
    {
        ArgumentNullException.ThrowIfNull(times);
        _ = times.Require(Dimension.Time, nameof(times));
        if (indices.Length != times.Length) { throw new ModelException($"There are {indices.Length} indices and {times.Length} times; each spike takes one of both, so they have to be as many."); }
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= count) { throw new ModelException($"indices[{k}] is {indices[k]}, but the elements are 0 to {count - 1}."); }
            if (times.AsSpan()[k] is not (>= 0 and < double.PositiveInfinity)) { throw new ModelException($"times[{k}] is {times[k]}, but a spike is at 0 s or later."); }
        }

        (_indices, _times) = (indices.ToArray(), times.AsSpan().ToArray());
    }

    internal override string DefaultName => "spike_generator";

    internal override void Contribute(RunPlan plan)
    {
        Spike[] script = [.. _indices.Zip(_times, (index, time) => new Spike(StepOf(time, plan.Context.StepSeconds), index)).OrderBy(s => s.Step).ThenBy(s => s.Index)];
        for (var k = 1; k < script.Length; k++)
        {
            if (script[k] == script[k - 1])
            {
                throw new ModelException(
                    $"'{Name}': element {script[k].Index} spikes twice in the step at {new Quantity(script[k].Step * plan.Context.StepSeconds, Dimension.Time)}. Use a smaller dt, or two elements.");
            }
        }

        plan.Add(new SpikeScriptOperation($"{Name}.spikes", Clock.Steps, Order, Spikes, script));
    }

    private static long StepOf(double time, double stepSeconds) => (long)Math.Floor((time / stepSeconds) + BorderTolerance);
}
