using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <content>How the objects become the operations of a step, and how these run.</content>
public sealed partial class Network
{
    private const string InterpretedCode = "This program is set up for native AOT, where code made at run time is interpreted and a run takes hundreds of times longer. "
        + "A program of one file is so by default: write '#:property PublishAot=false' at its top, or <PublishAot>false</PublishAot> into the project.";

    private SimulationLoop? _loop;
    private RateWatch? _rates;

    /// <summary>What runs may not go beyond.</summary>
    public RunLimits Limits { get; } = new();

    /// <summary>The operations of a time step in the order of the last run, one a line; <c>|</c> where threads wait for each other.</summary>
    public string Schedule { get; private set; } = "";

    /// <summary>Where the time of the last run with <c>profile: true</c> went; null before the first.</summary>
    public RunProfile? Profile { get; private set; }

    /// <summary>A table of what runs in a step, in order: operation, object, clock, slot, order.</summary>
    /// <exception cref="ModelException">The model is not complete, or the network is running.</exception>
    /// <exception cref="EquationException">A text uses a name that nobody defines, or units that do not fit.</exception>
    public string SchedulingSummary()
    {
        RequireIdle("its schedule is printed");
        foreach (var clock in _clocks) { clock.Steps.EndStep = clock.Steps.NextStep; }
        return SchedulingTable.Of(Plan(), _objects);
    }

    /// <summary>Simulates.</summary>
    /// <param name="duration">How long [s].</param>
    /// <param name="progress">Where to say how far it is; null for nowhere.</param>
    /// <param name="profile">Whether to take the time of every operation, for <see cref="Profile"/>.</param>
    /// <param name="cancellation">Stops the run at the end of a step; what was simulated until then stays.</param>
    /// <exception cref="ModelException">The model is not complete, or the duration is no time or negative; or the network is running already.</exception>
    /// <exception cref="EquationException">A text uses a name that nobody defines, or units that do not fit.</exception>
    public void Run(Quantity duration, Progress? progress = null, bool profile = false, CancellationToken cancellation = default)
    {
        RequireIdle("it runs on");
        BehaviorSchedule.Initialize();
        var seconds = duration.Require(Dimension.Time);
        if (!(seconds >= 0) || double.IsInfinity(seconds)) { throw new ModelException($"A run takes a duration of 0 s or more, not {duration}."); }
        var (from, until) = (_time, _time + seconds);
        if (PassesOver(until)) { return; }
        if (Journal?.TakesState == true) { RequireKnownState(); }
        _building ??= Stopwatch.GetElapsedTime(_created);
        if (!RuntimeFeature.IsDynamicCodeCompiled) { Warn(InterpretedCode); }
        var before = _running;
        _rates = Limits.Rate is { } rate ? new(rate.Si, Limits.Window.Si) : null;
        Journal?.BeginRun();
        try
        {
            while (Advance(until, profile, _running - before, Report, cancellation)) { Journal!.TakeState(CaptureRun()); }
        }
        catch (Exception e)
        {
            Journal?.EndRun(e);
            throw;
        }

        Journal?.EndRun(null);

        void Report(TimeSpan elapsed) => progress?.Report(new(elapsed, _time - from, seconds));
    }

    /// <summary>Runs to a time, or until the journal asks for the state.</summary>
    /// <param name="until">The time [s].</param>
    /// <param name="alreadyRun">How long the run has taken before.</param>
    /// <param name="report">Told how long it has taken.</param>
    /// <returns>Whether the run is to go on after the journal has got the state.</returns>
    private bool Advance(double until, bool profile, TimeSpan alreadyRun, Action<TimeSpan> report, CancellationToken cancellation)
    {
        foreach (var clock in _clocks) { clock.Steps.EndStep = clock.Steps.FirstFrom(until); }
        var planning = Stopwatch.GetTimestamp();
        var operations = Plan();
        foreach (var item in _objects.Where(o => !o.TakesPart)) { item.Skip(); }
        if (profile) { operations = [.. operations.Select(o => new ProfiledOperation(o, Workers))]; }
        SimulationLoop loop = new(operations, [.. operations.Select(o => o.Clock).DefaultIfEmpty(Clock.Steps).Distinct()], Workers);
        Schedule = string.Join('\n', loop.Schedule.Select(o => $"{(o.Meets && Workers > 1 ? '|' : ' ')} {o.Operation.Slot,-18}{o.Operation.Name}{(o.Meets && Workers > 1 && loop.StepsBetweenMeetings > 1 ? $" (every {loop.StepsBetweenMeetings} steps)" : "")}"));
        Explain?.Invoke(LastStage, Schedule);
        var collector = Collector;
        _building += Stopwatch.GetElapsedTime(planning);
        var (started, pauses) = (Stopwatch.GetTimestamp(), false);
        report(alreadyRun);
        try
        {
            _loop = loop;
            loop.Run(() =>
            {
                _time = Math.Min(loop.NextTime, until);
                collector.EndSlice(_objects, TakeSpikes);
                foreach (var item in _objects) { item.EndSlice(item.Clock.Steps.NextStep); }
                foreach (var item in _objects) { item.RequireSound(_time); }
                var elapsed = alreadyRun + Stopwatch.GetElapsedTime(started);
                Limits.RequireTime(elapsed, Time);
                pauses = Journal?.EndSlice(_time) ?? false;
                report(elapsed);
                return !pauses && !cancellation.IsCancellationRequested;
            });
            if (double.IsPositiveInfinity(loop.NextTime)) { _time = until; }
        }
        finally
        {
            _loop = null;
            foreach (var clock in _clocks) { clock.Reset(_time); }
            Iteration = Clock.StepCount;
            _running += Stopwatch.GetElapsedTime(started);
            foreach (var item in _objects) { item.EndRun(); }
            if (profile) { Profile = new(operations.Cast<ProfiledOperation>().Select(o => new ProfileEntry(o.Name, o.Seconds))); }
        }

        return pauses && !loop.IsStopped && !cancellation.IsCancellationRequested;
    }

    /// <summary>Ends the present run at the end of the step; the time is then that of the next step. Without a run it does nothing.</summary>
    public void Stop() => _loop?.Stop();

    /// <summary>Lets monitors and the time come to a moment within a run, at which the user looks at them.</summary>
    /// <param name="time">The moment [s].</param>
    internal void ComeTo(double time)
    {
        _time = time;
        _collector!.Collect(_objects);
    }

    private void TakeSpikes(SpikeSource group, ReadOnlySpan<Spike> spikes)
    {
        Journal?.TakeSpikes(group, spikes);
        _rates?.Take(group, spikes);
    }

    /// <summary>Whether a run is going on.</summary>
    internal bool IsRunning => _loop is not null;

    /// <exception cref="ModelException">The network is running.</exception>
    internal void RequireIdle(string whatHappens)
    {
        if (_loop is not null) { throw new ModelException($"The network is running: {whatHappens} between two runs, not within one."); }
    }

    /// <summary>
    /// Neurons of which a step takes about as long as it takes two threads to wait for each other, 1 to 2 µs; 128 synapses count as one.
    /// A thread with fewer would make a run slower.
    /// </summary>
    internal static int LeastShare { get; set; } = 1024;

    /// <summary>Threads that share a step: as many as there is work for.</summary>
    private int Workers => WorkersFor(Groups.Sum(g => (long)g.Count), _objects.OfType<Synapses>().Sum(s => (long)s.Count), LeastShare, Threads);

    /// <summary>Threads for which there is work.</summary>
    internal static int WorkersFor(long neurons, long synapses, int leastShare, int threads) => (int)Math.Clamp((neurons + (synapses / 128)) / leastShare, 1, threads);

    /// <summary>A plan to which nothing has contributed yet.</summary>
    internal RunPlan BeginPlan()
    {
        foreach (var group in Groups) { group.BeginRun(Workers); }
        Compiler.Trace = Explain is { } explain ? (kernel, text) => explain($"{kernel.Name}: kernel", text) : null;
        return new(ContextOn(Clock) with { Threads = Threads }, Workers, RandomFor);
    }

    /// <summary>What the active objects do in a time step, in order.</summary>
    private IReadOnlyList<StepOperation> Plan()
    {
        var plan = BeginPlan();
        BehaviorSchedule.Contribute(plan);
        foreach (var item in _objects.Where(o => o.TakesPart)) { item.Contribute(plan.For(item)); }
        return plan.InOrder(SlotOrder);
    }
}
