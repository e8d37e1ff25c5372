using Cajal.Runtime;

namespace Cajal;

/// <content>The state as a whole, and how a run is kept outside the program and gone on with by another.</content>
public sealed partial class Network
{
    private Snapshot? _goesOnFrom;

    /// <summary>Where runs are kept; null for nowhere.</summary>
    internal IRunJournal? Journal { get; private set; }

    /// <summary>Keeps all runs from now on somewhere; the report begins anew, so that it tells of what is kept.</summary>
    internal void Keep(IRunJournal journal)
    {
        Journal = journal;
        BeginReport();
    }

    /// <summary>Keeps runs nowhere any more.</summary>
    internal void EndKeeping() => Journal = null;

    /// <summary>Refuses a network whose state is more than it knows of.</summary>
    internal void RequireKnownState()
    {
        if (BehaviorSchedule.InOrder.FirstOrDefault() is { } behavior)
        {
            throw new ModelException($"The network has behaviours, such as {behavior.Name}, whose fields are the program's own: a checkpoint cannot hold them. Save(path) keeps the variables of a network of behaviours.");
        }
    }

    /// <summary>The whole state, so that another process can go on from it: what <see cref="Store"/> keeps, the model, and the report so far.</summary>
    /// <exception cref="ModelException">The network is running.</exception>
    internal Snapshot CaptureRun()
    {
        RequireIdle("its state is taken");
        var snapshot = Capture();
        snapshot.Put("model", ModelDescription.Of(this));
        snapshot.Put("report", (_collectedFrom, _running.TotalSeconds, Events - _eventsBefore));
        Collector.Save(snapshot);
        return snapshot;
    }

    /// <summary>
    /// Lets the network go on from a state that another process has taken, once the program has come to the run in which it was taken: earlier runs end at once,
    /// without results.
    /// </summary>
    internal void GoOnFrom(Snapshot state)
    {
        RequireIdle("it goes on from another state");
        _goesOnFrom = state;
    }

    /// <summary>Takes over a state that another process has taken, now, for a network that may differ in parameters, seed and monitors.</summary>
    /// <exception cref="ModelException">The state does not fit the objects of the network; or the network is running.</exception>
    internal void Branch(Snapshot state)
    {
        RequireIdle("its state is taken over");
        PutBack(state);
    }

    private SpikeCollector Collector => _collector ??= new(Groups, Journal?.TakesState == true);

    /// <summary>Passes over a run that ends before the state from which the network goes on, and takes this state over in the run that it belongs to.</summary>
    /// <param name="until">The end of the run [s].</param>
    /// <returns>Whether there is nothing to simulate.</returns>
    private bool PassesOver(double until)
    {
        if (_goesOnFrom is not { } state) { return false; }
        if (until < state.Get<(double Time, uint)>("network").Time - Clock.Steps.Tolerance)
        {
            GoTo(until);
            return true;
        }

        if (ModelDescription.Difference(state.Get<string>("model"), ModelDescription.Of(this)) is var (stored, present))
        {
            throw new ModelException($"The state is that of another model: it has '{stored}', and this program '{present}'. Go on with the program that began the run, or branch off with a changed one.");
        }

        _goesOnFrom = null;
        PutBack(state);
        (_collectedFrom, var seconds, var events) = state.Get<(double, double, long)>("report");
        (_running, _eventsBefore) = (TimeSpan.FromSeconds(seconds), Events - events);
        Collector.Restore(state);
        return false;
    }

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

    /// <exception cref="ModelException">The snapshot does not fit the objects.</exception>
    private void PutBack(Snapshot snapshot)
    {
        var stored = snapshot.Get<string[]>("objects");
        if (_objects.Find(o => o is not IStreamable && !stored.Contains(o.Name)) is { } added)
        {
            throw new ModelException($"The state is that of a network without '{added.Name}', so it cannot be put back. Only monitors can be added.");
        }

        (_time, _epoch) = snapshot.Get<(double, uint)>("network");
        foreach (var clock in _clocks) { clock.Reset(_time); }
        foreach (var (clock, stepSeconds) in _clocks.Zip(snapshot.Get<double?[]>("clocks"))) { clock.Reset(_time, stepSeconds); }
        foreach (var item in _objects.Where(o => stored.Contains(o.Name))) { item.Restore(snapshot); }
        Iteration = Clock.StepCount;
        foreach (var behavior in BehaviorSchedule.InOrder) { behavior.ForgetAfter(Iteration); }
        BeginReport();
    }
}
