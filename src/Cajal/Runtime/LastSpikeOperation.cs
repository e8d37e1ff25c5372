namespace Cajal.Runtime;

/// <summary>Marks the elements that spiked as refractory and remembers the step, right after their threshold.</summary>
/// <param name="lastSpikeStep">Step of the last spike of each element.</param>
/// <param name="notRefractory">Whether each element is out of its refractory period.</param>
internal sealed class LastSpikeOperation(string name, StepClock clock, int order, SpikeStream spikes, StateArray lastSpikeStep, StateArray notRefractory)
    : StepOperation(name, clock, StepSlot.Thresholds, order)
{
    public override IEnumerable<object> Writes => [lastSpikeStep, notRefractory];

    public override SpikeStream? ListensTo => spikes;

    public override void Execute(int worker, long step)
    {
        foreach (var index in spikes.Of(worker, step))
        {
            if (lastSpikeStep.Precision == Precision.Double)
            {
                (lastSpikeStep.Lane<long>(index), notRefractory.Lane<long>(index)) = (step, 0);
            }
            else
            {
                // Differences of steps are taken modulo 2³², so the low half is enough.
                (lastSpikeStep.Lane<int>(index), notRefractory.Lane<int>(index)) = (unchecked((int)step), 0);
            }
        }
    }
}
