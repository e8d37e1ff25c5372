namespace Cajal.Runtime;

/// <summary>Emits spikes that were given in advance.</summary>
/// <param name="spikes">Where they go; worker 0 owns them all.</param>
/// <param name="script">The spikes, ascending by step, then index.</param>
internal sealed class SpikeScriptOperation(string name, StepClock clock, int order, SpikeStream spikes, Spike[] script)
    : StepOperation(name, clock, StepSlot.Thresholds, order)
{
    private readonly int[][] _indices = [.. script.GroupBy(s => s.Step).Select(g => g.Select(s => s.Index).ToArray())];
    private readonly long[] _steps = [.. script.Select(s => s.Step).Distinct()];
    private int _next;

    public override IEnumerable<object> Writes => [spikes];

    public override void Execute(int worker, long step)
    {
        if (worker != 0)
        {
            spikes.Emit(worker, step, []);
            return;
        }

        if (_next >= _steps.Length || _steps[_next] != step) { Seek(step); }
        spikes.Emit(0, step, _next < _steps.Length && _steps[_next] == step ? _indices[_next++] : []);
    }

    private void Seek(long step)
    {
        var found = Array.BinarySearch(_steps, step);
        _next = found >= 0 ? found : ~found;
    }
}
