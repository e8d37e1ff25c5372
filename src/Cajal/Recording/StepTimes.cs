namespace Cajal;

/// <summary>When recorded steps were, also where the network's step changed between runs.</summary>
internal sealed class StepTimes
{
    private readonly List<(int First, double StepSeconds)> _parts = [];

    /// <summary>Copies of the parts: the first record of each, and its duration of a step [s].</summary>
    public (int First, double StepSeconds)[] Parts
    {
        get => [.. _parts];
        set
        {
            _parts.Clear();
            _parts.AddRange(value);
        }
    }

    /// <summary>From the record of this number on, steps have this duration.</summary>
    public void Begin(int first, double stepSeconds)
    {
        if (_parts.Count > 0 && _parts[^1].StepSeconds == stepSeconds) { return; }
        _parts.RemoveAll(p => p.First >= first);
        _parts.Add((first, stepSeconds));
    }

    /// <summary>The start of the step of one record [s].</summary>
    public double Of(int record, long step) => step * _parts.FindLast(p => p.First <= record).StepSeconds;

    /// <summary>The start of each step [s].</summary>
    public double[] Of(IReadOnlyList<long> steps) => [.. steps.Select((step, record) => Of(record, step))];
}
