using Cajal.Behaviors;
using Cajal.Units;

namespace Cajal;

/// <content>Behaviours: what happens in an iteration in the program's own code.</content>
public sealed partial class Network : IBehaving
{
    private uint _vectors;

    /// <summary>The behaviours of the network itself by their keys; those of all objects and of the network run in one order of keys.</summary>
    public BehaviorTable Behaviors => field ??= new(this);

    /// <summary>Number of the present iteration, the first being 1; between two runs, how many there were. An iteration is a step of <see cref="Clock"/>.</summary>
    public long Iteration { get; private set; }

    /// <summary>How matrices of groups of synapses are laid out where nothing else is said.</summary>
    public MatrixLayout MatrixLayout { get; init; }

    /// <summary>Where behaviours compute: <c>cpu</c>.</summary>
    /// <exception cref="ModelException">There is no such device.</exception>
    public string Device
    {
        get;
        set => field = value == "cpu" ? value : throw new ModelException($"There is no device '{value}': behaviours compute on 'cpu'.");
    } = "cpu";

    string IBehaving.Name => "network";

    Network? IBehaving.Network => this;

    bool IBehaving.TakesPart => true;

    internal BehaviorSchedule BehaviorSchedule => field ??= new(this);

    /// <summary>Initialises the behaviours that are not initialised yet, in the order of keys over all objects. The first run does it otherwise.</summary>
    /// <exception cref="ModelException">A behaviour was given a parameter that it does not know; or the network is running.</exception>
    public void Initialize()
    {
        RequireIdle("behaviours are initialised");
        BehaviorSchedule.Initialize();
    }

    /// <summary>Runs a number of iterations, each a step of <see cref="Clock"/>.</summary>
    /// <param name="iterations">How many.</param>
    /// <param name="progress">Told the part that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the run at the end of an iteration; what was simulated until then stays.</param>
    /// <exception cref="ModelException">The number is negative, or the model is not complete; or the network is running.</exception>
    public void SimulateIterations(long iterations, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (iterations < 0) { throw new ModelException($"A run takes 0 iterations or more, not {iterations}."); }
        Run(new(iterations * Dt.Si, Dimension.Time), progress is null ? null : Progress.To(r => progress.Report(r.Fraction), TimeSpan.Zero), cancellation: cancellation);
    }

    VariableView IBehaving.Vector(string mode) => new VectorMode(mode).Draw(this, 0, 1, _vectors++);

    /// <summary>Lets behaviours see which iteration it is, and what time.</summary>
    internal void BeginIteration(long step) => (Iteration, _time) = (step + 1, Clock.Steps.TimeOf(step));
}
