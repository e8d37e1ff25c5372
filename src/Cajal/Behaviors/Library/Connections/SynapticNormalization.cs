namespace Cajal;

/// <summary>
/// Scales the weights of each neuron so that the sum of all its incoming ones, over all groups of synapses that are meant, has a given size: after everything is
/// initialised, and in iterations. A neuron whose weights sum to 0 is left as it is.
/// </summary>
public sealed class SynapticNormalization : Behavior<NeuronGroup>
{
    /// <summary>Size of the sum; one number, or a text such as "uniform(1, 2)" for one of each neuron. Negative weights stay negative.</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public Parameter Total { get; set => field = value.RequirePositive("the total of the weights"); } = 1;

    /// <summary>Tag or name of the groups of synapses; null for all.</summary>
    public string? Synapses { get; set; }

    /// <summary>Whether the weights of outgoing synapses are meant in place of the incoming ones.</summary>
    public bool Outgoing { get; set; }

    /// <summary>In every how many iterations.</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public int Every
    {
        get;
        set => field = value > 0 ? value : throw new ModelException($"Weights are normalised in every iteration, or in every second or further one, not {value}.");
    } = 1;

    /// <summary>The matrices of weights.</summary>
    public string WeightMatrix { get; set; } = "W";

    /// <inheritdoc/>
    public override bool InitializesLast => true;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner) => Normalize(owner);

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (owner.Network!.Iteration % Every == 0) { Normalize(owner); }
    }

    private void Normalize(NeuronGroup neurons)
    {
        Matrix[] weights = [.. (Outgoing ? neurons.Efferent(Synapses) : neurons.Afferent(Synapses)).Select(s => s[WeightMatrix])];
        if (weights.Length == 0) { return; }
        var sum = weights.Select(w => w.SumTo(destinations: !Outgoing)).Aggregate((a, b) => a + b);
        var factor = Total / sum.Apply(Math.Abs);
        factor[sum.EqualTo(0.0)] = 1.0;
        foreach (var matrix in weights)
        {
            if (Outgoing) { matrix.ScaleSources(factor); } else { matrix.ScaleDestinations(factor); }
        }
    }
}
