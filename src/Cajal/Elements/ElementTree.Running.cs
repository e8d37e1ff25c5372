namespace Cajal.Elements;

/// <content>The clock, and simulations.</content>
public sealed partial class ElementTree
{
    private const double NeuronStep = 50e-6, TableStep = 100e-6;
    private readonly double[] _ticks = [.. Enumerable.Repeat(NeuronStep, 8), TableStep, .. new double[23]];
    private RunningModel? _model;
    private bool _isCurrent;

    /// <summary>Time step of each of the 32 clock ticks [s]; 0 for those without one.</summary>
    public IReadOnlyList<double> Ticks => _ticks;

    /// <summary>Seed of all random numbers: the same seed, the same results. Read at Reinit.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Number of threads of a simulation; results do not depend on it. Read at Reinit.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Width of real numbers. Read at Reinit.</summary>
    public Precision Precision { get; set; }

    /// <summary>How the engine runs its code: <c>cpu</c>, or <c>reference</c>, which is slow and simple. Read at Reinit.</summary>
    public string Backend { get; set; } = "cpu";

    /// <summary>What becomes of input to refractory neurons. Read at Reinit.</summary>
    public RefractoryInput RefractoryInput { get; set; }

    /// <summary>How the steps are found in which delays and refractory periods end. Read at Reinit.</summary>
    public TimeComparison TimeComparison { get; set; }

    /// <summary>Time since Reinit [s].</summary>
    public double Time => _model?.Time ?? 0;

    /// <summary>Gives a clock tick its time step.</summary>
    /// <param name="tick">Number of the tick, 0 to 31.</param>
    /// <param name="dt">Its time step [s].</param>
    /// <exception cref="ModelException">There is no such tick, or the step is no positive time.</exception>
    public void SetClock(int tick, double dt)
    {
        RequireTick(tick);
        _ticks[tick] = dt is > 0 and < double.PositiveInfinity ? dt : throw new ModelException(FormattableString.Invariant($"A time step has to be a positive time, but that of tick {tick} is set to {dt} s."));
        Change();
    }

    /// <summary>Lets elements work in another clock tick.</summary>
    /// <param name="tick">Number of the tick, 0 to 31.</param>
    /// <param name="path">The elements: a path, or a pattern as for <see cref="Find"/>.</param>
    /// <param name="work">What they do there; only <c>process</c> is known.</param>
    /// <exception cref="ModelException">There is no such tick, element or work, or the elements do nothing.</exception>
    public void UseClock(int tick, string path, string work = "process")
    {
        RequireTick(tick);
        if (work != "process") { throw new ModelException($"Elements do 'process' in a clock tick, not '{work}'."); }
        foreach (var array in Find(path).Select(e => e.Array))
        {
            array.Tick = array.Tick >= 0 ? tick : throw new ModelException($"'{array.Path}' is {array.Class.Name} and does nothing, so it uses no clock.");
        }

        Change();
    }

    /// <summary>Makes everything that elements and messages say ready for a simulation from time 0 on.</summary>
    /// <exception cref="ModelException">They do not make a model that can be simulated.</exception>
    public void Reinit()
    {
        Forget();
        _model = new RunningModel(this);
        _isCurrent = true;
    }

    /// <summary>Simulates; called again, goes on.</summary>
    /// <param name="runtime">How long, rounded to whole steps [s].</param>
    /// <param name="progress">Where to say how far it is; null for nowhere.</param>
    /// <param name="cancellation">Stops at the end of a step; what was simulated until then stays.</param>
    /// <exception cref="ModelException">Elements or messages have changed since Reinit, or the time is negative.</exception>
    public void Start(double runtime, Progress? progress = null, CancellationToken cancellation = default)
    {
        if (_model is null || !_isCurrent)
        {
            throw new ModelException(_model is null
                ? "There is nothing to start yet: call Reinit() when all elements and messages are there."
                : "Elements, messages or clock ticks have changed since Reinit(). Call it again, which starts from time 0.");
        }

        if (!(runtime >= 0) || double.IsInfinity(runtime)) { throw new ModelException(FormattableString.Invariant($"A simulation takes 0 s or more, not {runtime} s.")); }
        _model.Run(runtime, progress, cancellation);
    }

    /// <summary>What was simulated since Reinit, how long it took, and what came out.</summary>
    /// <param name="model">Name of the model.</param>
    /// <exception cref="ModelException">There is no model yet.</exception>
    public RunReport Report(string model) => (_model ?? throw new ModelException("There is nothing to report yet: call Reinit() and Start(...) first.")).Network.Report(model);

    /// <summary>Ends the present simulation at the end of the step; Start goes on from there. Without one it does nothing.</summary>
    public void Stop() => _model?.Network.Stop();

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private static void RequireTick(int tick)
    {
        if (tick is < 0 or > 31) { throw new ModelException($"A clock has the ticks 0 to 31, so none of number {tick}."); }
    }

    private void Forget()
    {
        foreach (var array in _root.SelfAndDescendants()) { (array.Running, array.RunningWeights, array.Recorded) = (null, null, null); }
        _model?.Dispose();
        _model = null;
    }
}
