using Cajal.Runtime;

namespace Cajal;

/// <content>The state as a whole, and where runs are kept outside the program.</content>
public sealed partial class Network
{
    /// <summary>Where runs are kept; null for nowhere.</summary>
    internal IRunJournal? Journal { get; set; }

    /// <summary>The whole state: variables, synapses, spikes in flight, recordings, time.</summary>
    private Snapshot Capture()
    {
        Snapshot snapshot = new();
        snapshot.Put("objects", _objects.Select(o => o.Name).ToArray());
        snapshot.Put("network", (_time, _epoch));
        snapshot.Put("clocks", _clocks.Select(c => c.IsRegular ? c.Dt.Si : (double?)null).ToArray());
        foreach (var item in _objects) { item.Save(snapshot); }
        return snapshot;
    }

    private void PutBack(Snapshot snapshot)
    {
        (_time, _epoch) = snapshot.Get<(double, uint)>("network");
        foreach (var (clock, stepSeconds) in _clocks.Zip(snapshot.Get<double?[]>("clocks"))) { clock.Reset(_time, stepSeconds); }
        foreach (var item in _objects) { item.Restore(snapshot); }
        Iteration = Clock.StepCount;
        foreach (var behavior in BehaviorSchedule.InOrder) { behavior.ForgetAfter(Iteration); }
        BeginReport();
    }
}
