namespace Cajal;

/// <summary>Times of recorded steps, also when the duration of a step changed between runs.</summary>
internal sealed class StepTimes
{
    private readonly List<(int From, double StepSeconds)> _clocks = [];

    /// <summary>Is told the duration of a step when a run begins.</summary>
    /// <param name="from">Number of the first record of the run.</param>
    /// <param name="stepSeconds">Duration of a step [s].</param>
    public void BeginRun(int from, double stepSeconds)
    {
        if (_clocks.Count > 0 && _clocks[^1].StepSeconds == stepSeconds) { return; }
        _clocks.RemoveAll(c => c.From >= from);
        _clocks.Add((from, stepSeconds));
    }

    /// <summary>Time of one record [s], the start of its step.</summary>
    public double TimeOf(int record, long step)
    {
        for (var k = _clocks.Count - 1; ; k--)
        {
            if (_clocks[k].From <= record) { return step * _clocks[k].StepSeconds; }
        }
    }

    /// <summary>The durations so far, for a snapshot.</summary>
    public (int From, double StepSeconds)[] ToArray() => [.. _clocks];

    /// <summary>Takes over the durations of a snapshot.</summary>
    public void Restore((int From, double StepSeconds)[] clocks)
    {
        _clocks.Clear();
        _clocks.AddRange(clocks);
    }
}
