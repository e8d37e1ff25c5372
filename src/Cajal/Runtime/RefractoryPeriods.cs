using System.Runtime.CompilerServices;

namespace Cajal.Runtime;

/// <summary>Refractory periods of one duration: a list for each coming step says whose end then, so that only elements that spiked cost anything.</summary>
internal sealed unsafe class RefractoryPeriods
{
    private readonly StateArray _lastSpikeStep, _notRefractory;
    private readonly NativeList<int>[][] _ending;
    private readonly int _steps;

    /// <param name="tiles">How the elements are shared among the workers.</param>
    /// <param name="steps">Steps from a spike to the first step in which an element integrates again, 1 or more.</param>
    /// <param name="nextStep">The step that comes next.</param>
    /// <param name="lastSpikeStep">Step of the last spike of each element.</param>
    /// <param name="notRefractory">Whether each element is out of its period, a bit each.</param>
    public RefractoryPeriods(Tiles tiles, int steps, long nextStep, StateArray lastSpikeStep, StateArray notRefractory)
    {
        (_steps, _lastSpikeStep, _notRefractory) = (steps, lastSpikeStep, notRefractory);
        _ending = [.. Enumerable.Range(0, tiles.Workers).Select(_ => Enumerable.Range(0, steps + 1).Select(_ => new NativeList<int>(16)).ToArray())];
        for (var worker = 0; worker < tiles.Workers; worker++)
        {
            for (var element = tiles.Start(worker); element < tiles.End(worker); element++)
            {
                if (_notRefractory[element] == 0) { EndingIn(worker, nextStep + Math.Clamp(steps - Age(element, nextStep), 0, steps)).Add(element); }
            }
        }
    }

    /// <summary>Most steps for which lists are kept.</summary>
    public static int MostSteps => 10_000;

    /// <summary>Begins the periods of elements that spiked.</summary>
    public void Begin(int worker, ReadOnlySpan<int> elements, long step) => EndingIn(worker, step + _steps).AddRange(elements);

    /// <summary>Ends the periods that end in a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int worker, long step)
    {
        var ending = EndingIn(worker, step);
        if (ending.Count == 0) { return; }
        var bits = (byte*)_notRefractory.Address;
        foreach (var element in ending.AsSpan())
        {
            // One that has spiked again meanwhile, as its own program may let it, begins anew.
            if (Age(element, step) >= _steps) { bits[element >> 3] |= (byte)(1 << (element & 7)); }
        }

        ending.Clear();
    }

    private NativeList<int> EndingIn(int worker, long step) => _ending[worker][step % (_steps + 1)];

    private long Age(int element, long step) => _lastSpikeStep.Precision == Precision.Double
        ? step - _lastSpikeStep.Lane<long>(element)
        : unchecked((int)step - _lastSpikeStep.Lane<int>(element));
}

/// <summary>Ends refractory periods, before the elements are integrated.</summary>
internal sealed class RefractoryEndOperation(string name, StepClock clock, int order, RefractoryPeriods periods, StateArray notRefractory)
    : StepOperation(name, clock, StepSlot.Groups, order)
{
    public override IEnumerable<object> Writes => [notRefractory];

    public override IReadOnlyCollection<object> Uses => [notRefractory];

    public override void Execute(int worker, long step) => periods.End(worker, step);
}
