using Cajal.Behaviors;
using Cajal.Behaviors.Library.Connections;

namespace Cajal;

/// <summary>
/// Brings the spikes of the sources to the current of the destinations, each times the weight of its synapse. Weights are the matrix W of the synapses; where
/// there is none yet, it is made: dense, sparse or one to one.
/// </summary>
public sealed class SynapticInput : Behavior<SynapseGroup>
{
    private AxonalDelay? _axons;

    /// <summary>How weights are made, as by <see cref="SynapseGroup.Matrix(string, double, double?, bool?)"/>.</summary>
    /// <exception cref="EquationException">The text is not right.</exception>
    public string Weights
    {
        get;
        set
        {
            _ = new VectorMode(value);
            field = value;
        }
    } = "uniform";

    /// <summary>Probability with which there is a synapse between two neurons; null for all. Synapses that are not there are not held, and so never learn.</summary>
    /// <exception cref="ModelException">No probability.</exception>
    public double? Density
    {
        get;
        set
        {
            _ = new VectorMode("ones", density: value);
            field = value;
        }
    }

    /// <summary>Whether each neuron has one synapse, to the neuron of the same index; the groups are of one size.</summary>
    public bool OneToOne { get; set; }

    /// <summary>Factor for all weights; -1 for inhibition by positive weights.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Delay of the axons [iterations], one number for all sources or one for each. Before the neurons in an iteration, spikes of the last one have a delay of 1.</summary>
    /// <exception cref="ModelException">There is none, or one below 1.</exception>
    public int[] Delay
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length == 0) { throw new ModelException("Axons have a delay: give one number for all, as in Delay = [3], or one for each source."); }
            if (value.Min() is < 1 and var shortest) { throw new ModelException($"The delay of an axon is 1 iteration or more, not {shortest}."); }
            field = value;
        }
    } = [1];

    /// <summary>Time constant with which a current decays after a spike [iterations]; null for a current of one iteration.</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public double? TauDecay
    {
        get;
        set => field = value is null or > 0 ? value : throw new ModelException(FormattableString.Invariant($"The time constant of the decay has to be positive, but is {value}."));
    }

    /// <summary>The variable of the destinations to which the current is added.</summary>
    public string Variable { get; set; } = "I";

    /// <summary>The matrix of weights.</summary>
    public string WeightMatrix { get; set; } = "W";

    /// <inheritdoc/>
    public override void Initialize(SynapseGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (Delay.Length != 1 && Delay.Length != owner.Source.Count) { throw new ModelException($"'{owner.Name}' comes from {owner.Source.Count} neurons, but got {Delay.Length} delays: one for all, or one for each."); }
        _axons = new(owner, Delay);
        if (!owner.Holds(WeightMatrix)) { owner[WeightMatrix] = OneToOne ? owner.OneToOne(Weights) : owner.Matrix(Weights, density: Density, sparse: Density is not null); }
        if (TauDecay is not null) { owner.Target[Decaying(owner)] = owner.Target.Vector("zeros"); }
    }

    /// <inheritdoc/>
    public override void Forward(SynapseGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var arriving = owner[WeightMatrix].FromSources(_axons!.Arriving(owner.Source["spikes"])) * Coefficient;
        var current = owner.Target[Variable];
        if (TauDecay is not { } tau)
        {
            current += arriving;
            return;
        }

        var decaying = owner.Target[Decaying(owner)];
        decaying *= Math.Exp(-1 / tau);
        decaying += arriving;
        current += decaying;
    }

    private static string Decaying(SynapseGroup owner) => $"{owner.Name}_current";
}
