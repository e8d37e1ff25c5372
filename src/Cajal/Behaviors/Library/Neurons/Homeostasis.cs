namespace Cajal;

/// <summary>
/// Keeps the activity of each neuron near a target: in every iteration the threshold rises by strength · (activity - target). The activity is that of the
/// iteration, as the intrinsic plasticity of Lazar, Pipa and Triesch (2009, Front Comput Neurosci 3:23), or a running average. Over n iterations the mean activity
/// differs from the target by the change of the threshold divided by n · strength, so it comes to the target wherever the threshold comes to rest.
/// Makes the variable spikes_average, named for what is measured.
/// </summary>
public sealed class Homeostasis : Behavior<NeuronGroup>
{
    /// <summary>Activity to be kept [spikes per iteration, or the unit of what is measured]; a text such as "uniform(0.01, 0.1)" gives each neuron its own.</summary>
    public Parameter Target { get; set; } = 0.1;

    /// <summary>Change in one iteration for an activity of 1 above the target [mV, or the unit of what is adjusted]; negative where raising the variable raises the activity.</summary>
    public Parameter Strength { get; set; } = 0.01;

    /// <summary>Iterations over which the activity is averaged, with exponentially falling weights; 1 takes that of the iteration.</summary>
    /// <exception cref="ModelException">Below 1.</exception>
    public double IntegrationLength
    {
        get;
        set => field = value >= 1 ? value : throw new ModelException(FormattableString.Invariant($"The activity is averaged over 1 iteration or more, not {value}."));
    } = 1;

    /// <summary>The variable that is measured.</summary>
    public string Measured { get; set; } = "spikes";

    /// <summary>The variable that is adjusted.</summary>
    public string Adjusted { get; set; } = "threshold";

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        _ = (owner[Measured], owner[Adjusted]);
        owner[$"{Measured}_average"] = owner.Vector("ones") * Target;
    }

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (average, adjusted) = (owner[$"{Measured}_average"], owner[Adjusted]);
        average += (owner[Measured] - average) / IntegrationLength;
        adjusted += Strength * (average - Target);
    }
}
