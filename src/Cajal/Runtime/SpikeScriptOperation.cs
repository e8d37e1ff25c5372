namespace Cajal.Runtime;

/// <summary>Emits spikes that were given in advance.</summary>
internal sealed class SpikeScriptOperation : StepOperation
{
    private readonly SpikeStream _spikes;
    private readonly long _period;
    private readonly int[] _indices;
    private readonly long[] _steps;
    private readonly int[] _starts;
    private int _next;

    /// <param name="spikes">Where they go; worker 0 owns them all.</param>
    /// <param name="script">The spikes, ascending by step, then index.</param>
    /// <param name="period">Steps after which they come again; 0 for never.</param>
    public SpikeScriptOperation(string name, StepClock clock, int order, SpikeStream spikes, Spike[] script, long period)
        : base(name, clock, StepSlot.Thresholds, order)
    {
        (_spikes, _period, _indices) = (spikes, period, [.. script.Select(s => s.Index)]);
        int[] firsts = [.. Enumerable.Range(0, script.Length).Where(k => k == 0 || script[k].Step != script[k - 1].Step)];
        (_steps, _starts) = ([.. firsts.Select(k => script[k].Step)], [.. firsts, script.Length]);
    }

    public override IEnumerable<object> Writes => [_spikes];

    public override IReadOnlyCollection<object> Uses => [];

    public override void Execute(int worker, long step)
    {
        if (worker != 0)
        {
            _spikes.Emit(worker, step, []);
            return;
        }

        var scripted = _period == 0 ? step : step % _period;
        if (_next >= _steps.Length || _steps[_next] != scripted) { Seek(scripted); }
        var isDue = _next < _steps.Length && _steps[_next] == scripted;
        _spikes.Emit(0, step, isDue ? _indices.AsSpan(_starts[_next].._starts[_next + 1]) : []);
        _next += isDue ? 1 : 0;
    }

    private void Seek(long step)
    {
        var found = Array.BinarySearch(_steps, step);
        _next = found >= 0 ? found : ~found;
    }
}
