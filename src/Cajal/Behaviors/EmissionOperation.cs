using Cajal.Runtime;

namespace Cajal.Behaviors;

/// <summary>Hands on the spikes that behaviours emitted in this step, each worker those of its slice.</summary>
internal sealed unsafe class EmissionOperation(string name, StepClock clock, int order, SpikeStream spikes) : StepOperation(name, clock, StepSlot.Thresholds, order)
{
    public override IEnumerable<object> Writes => [spikes];

    public override IReadOnlyCollection<object> Uses => [];

    public override void Execute(int worker, long step)
    {
        spikes.CollectBitmap(worker, step);
        var words = (ulong*)spikes.Bitmap;
        var tiles = spikes.Tiles;
        new Span<ulong>(words + (tiles.Start(worker) / StateArray.Block), (tiles.PaddedEnd(worker) - tiles.Start(worker)) / StateArray.Block).Clear();
    }
}
