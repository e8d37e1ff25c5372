namespace Cajal;

/// <summary>
/// Sets up the weights W of all synapses that lead to a group, W = Coefficient · draw + Offset where there is a synapse, and adds to I in each iteration what spikes of
/// the sources bring: positive for groups of synapses tagged GLUTAMATE, negative for GABA. Needs variables I of the group and spikes of the sources.
/// </summary>
public sealed class PopulationSynapses : Behavior<NeuronGroup>
{
    /// <summary>Which synapses there are.</summary>
    public ConnectionScheme Scheme { get; set; }

    /// <summary>How weights are drawn, as by <see cref="SynapseGroup.Matrix(string, double, double?, bool?)"/>.</summary>
    public string Mode { get; set; } = "uniform";

    /// <summary>Factor of the draws.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Added to the weight of each synapse.</summary>
    public double Offset { get; set; }

    /// <summary>The probability of a synapse, or the number of sources of each destination, as the scheme needs it.</summary>
    public double Density { get; set; } = 1;

    /// <summary>
    /// Connects as the document "Neuronal Populations" does: with a coupling probability, absent synapses have the weight <see cref="Offset"/>; with a number of partners n - Density
    /// sources are drawn with replacement, of all but the last one, and lose their synapse, so that more than Density remain.
    /// </summary>
    public bool AsInDocument { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The density does not suit the scheme.</exception>
    public override void Initialize(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        foreach (var s in owner.Afferent())
        {
            s["W"] = Scheme switch
            {
                ConnectionScheme.Full => Full(s),
                ConnectionScheme.FixedCouplingProbability => Coupled(s),
                _ => WithInDegree(s),
            };
        }
    }

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var current = owner["I"];
        foreach (var s in owner.Afferent("GLUTAMATE")) { current += s["W"].FromSources(s.Source["spikes"]); }
        foreach (var s in owner.Afferent("GABA")) { current -= s["W"].FromSources(s.Source["spikes"]); }
    }

    private Matrix Full(SynapseGroup s) => (Coefficient * s.Matrix(Mode)) + Offset;

    private Matrix Coupled(SynapseGroup s)
    {
        if (AsInDocument) { return (Coefficient * s.Matrix(Mode, density: Density)) + Offset; }
        var weights = Coefficient * s.Matrix(Mode, density: Density, sparse: true);
        var held = weights.Values;
        held += Offset;
        return weights;
    }

    private Matrix WithInDegree(SynapseGroup s)
    {
        var sources = s.Source.Count;
        if (Density != Math.Floor(Density) || Density < 0 || Density > sources)
        {
            throw new ModelException(FormattableString.Invariant($"A neuron of '{s.Target.Name}' gets synapses from 0 to {sources} neurons of '{s.Source.Name}', not from {Density}: with a fixed in-degree, Density is that number."));
        }

        var weights = Full(s);
        var draws = s.Matrix("uniform");
        for (var destination = 0; destination < s.Target.Count; destination++)
        {
            var ofDestination = Enumerable.Range(0, sources).Select(source => draws.Lines.Values[draws.Lines.Find(source, destination)]).ToArray();
            var lost = AsInDocument
                ? ofDestination.Take(sources - (int)Density).Select(u => (int)(u * (sources - 1)))
                : Enumerable.Range(0, sources).OrderBy(source => ofDestination[source]).Skip((int)Density);
            foreach (var source in lost) { weights.Lines.Values[weights.Lines.Find(source, destination)] = 0; }
        }

        return weights;
    }
}
