namespace Cajal.Runtime;

/// <summary>
/// The moments at which at least one clock has a step, in order of time; clocks whose steps are within the tolerance of each other share one.
/// Each worker walks by itself, and all walk the same way.
/// </summary>
internal sealed class ClockWalk
{
    private readonly StepClock[] _clocks;
    private readonly long[] _steps;
    private readonly bool[] _isDue;

    public ClockWalk(StepClock[] clocks)
    {
        _clocks = clocks;
        _steps = [.. clocks.Select(c => c.NextStep)];
        _isDue = new bool[clocks.Length];
    }

    /// <summary>Whether a clock has a step at this moment.</summary>
    public bool IsDue(int clock) => _isDue[clock];

    /// <summary>The step of a clock that is due.</summary>
    public long StepOf(int clock) => _steps[clock];

    /// <summary>Goes to the next moment; false when every clock has come to the end of the run.</summary>
    public bool Next()
    {
        var earliest = -1;
        for (var k = 0; k < _clocks.Length; k++)
        {
            if (_isDue[k]) { _steps[k]++; }
            _isDue[k] = false;
            if (_steps[k] < _clocks[k].EndStep && (earliest < 0 || Time(k) < Time(earliest))) { earliest = k; }
        }

        if (earliest < 0) { return false; }
        for (var k = 0; k < _clocks.Length; k++)
        {
            var tolerance = Math.Min(_clocks[k].Tolerance, _clocks[earliest].Tolerance);
            _isDue[k] = _steps[k] < _clocks[k].EndStep && Time(k) - Time(earliest) < tolerance;
        }

        return true;
    }

    /// <summary>Tells the clocks which step comes next, after the present moment.</summary>
    public void Publish()
    {
        for (var k = 0; k < _clocks.Length; k++) { _clocks[k].NextStep = _isDue[k] ? _steps[k] + 1 : _steps[k]; }
    }

    private double Time(int clock) => _clocks[clock].TimeOf(_steps[clock]);
}
