namespace Cajal.Validation;

/// <summary>The tutorial's BasicBehavior, with the noise of an iteration given.</summary>
internal sealed class TutorialBasics(Func<NeuronGroup, VariableView> noise) : Behavior<NeuronGroup>
{
    private readonly double _threshold = 2.0;

    public override void Initialize(NeuronGroup owner)
    {
        owner["voltage"] = owner.Vector("zeros");
        owner["spike"] = owner.Vector("zeros");
    }

    public override void Forward(NeuronGroup owner)
    {
        var voltage = owner["voltage"];
        var firing = voltage >= _threshold;
        owner["spike"] = firing;
        voltage[firing] = 0.0;
        voltage *= 0.9;
        voltage += noise(owner);
    }
}

/// <summary>The tutorial's InputBehavior, with the weights given.</summary>
internal sealed class TutorialInput(Func<SynapseGroup, Matrix> weights) : Behavior<NeuronGroup>
{
    public override void Initialize(NeuronGroup owner)
    {
        foreach (var synapse in owner.Afferent("GLUTAMATE")) { synapse["W"] = weights(synapse); }
    }

    public override void Forward(NeuronGroup owner)
    {
        foreach (var synapse in owner.Afferent("GLUTAMATE"))
        {
            owner["voltage"] += synapse["W"].MatVec(synapse.Source["spike"]) / synapse.Source.Count * 10;
        }
    }
}
