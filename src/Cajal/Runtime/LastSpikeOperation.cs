using System.Runtime.CompilerServices;

namespace Cajal.Runtime;

/// <summary>Remembers the step in which elements spiked, right after their threshold.</summary>
/// <param name="lastSpikeStep">Step of the last spike of each element.</param>
/// <param name="periods">What ends the periods, where all have one duration; null where the update does.</param>
internal sealed class LastSpikeOperation(
    string name, StepClock clock, int order, SpikeStream spikes, StateArray lastSpikeStep, RefractoryPeriods? periods)
    : StepOperation(name, clock, StepSlot.Thresholds, order)
{
    public override IEnumerable<object> Writes => [lastSpikeStep];

    public override IReadOnlyCollection<object> Uses => [lastSpikeStep];

    public override SpikeStream? ListensTo => spikes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(int worker, long step)
    {
        var spiking = spikes.Of(worker, step);
        if (spiking.IsEmpty) { return; }

        // Single precision takes differences of steps modulo 2³², so the low half is enough.
        if (lastSpikeStep.Precision == Precision.Double)
        {
            foreach (var element in spiking) { lastSpikeStep.Lane<long>(element) = step; }
        }
        else
        {
            foreach (var element in spiking) { lastSpikeStep.Lane<int>(element) = unchecked((int)step); }
        }

        periods?.Begin(worker, spiking, step);
    }
}
