namespace Cajal.Validation;

/// <summary>Seed 000's behaviours, line by line, with weights that are given.</summary>
internal sealed class GivenInput(Array2 current, int firstColumn) : Behavior<NeuronGroup>
{
    public override void Initialize(NeuronGroup owner) => ResetInputs(owner);

    public override void Forward(NeuronGroup owner)
    {
        ResetInputs(owner);
        var row = (int)owner.Network!.Iteration - 1;
        owner["I"] += owner.Vector([.. Enumerable.Range(firstColumn, owner.Count).Select(column => current[row, column])]);
    }

    private static void ResetInputs(NeuronGroup neurons) => neurons["I"] = neurons.Vector("zeros");
}

/// <summary>Excitatory and inhibitory synapses, all weights positive.</summary>
internal sealed class GivenSynapses(Func<SynapseGroup, Array2> weightsOf) : Behavior<NeuronGroup>
{
    public override void Initialize(NeuronGroup owner)
    {
        foreach (var s in owner.Afferent("All"))
        {
            var weights = weightsOf(s);
            s["W"] = s.Matrix("zeros");
            for (var row = 0; row < weights.Rows; row++)
            {
                for (var column = 0; column < weights.Columns; column++) { s["W"][row, column] = weights[row, column]; }
            }
        }
    }

    public override void Forward(NeuronGroup owner)
    {
        foreach (var s in owner.Afferent("GLUTAMATE")) { owner["I"] += PresynapticInputs(s); }
        foreach (var s in owner.Afferent("GABA")) { owner["I"] -= PresynapticInputs(s); }
    }

    private static VariableView PresynapticInputs(SynapseGroup synapse) => synapse["W"].MatVec(synapse.Source["spikes"]);
}

/// <summary>The leaky integrate-and-fire neurons of the document.</summary>
internal sealed class WrittenOutLif : Behavior<NeuronGroup>
{
    private readonly double _tau = 10, _vRest = -65, _vReset = -70, _threshold = -50, _r = 1;

    public override void Initialize(NeuronGroup owner)
    {
        owner["v"] = owner.Vector("ones") * _vRest;
        owner["spikes"] = owner.Vector("zeros");
    }

    public override void Forward(NeuronGroup owner)
    {
        Fire(owner);
        var v = owner["v"];
        v += VoltageChange(owner) / _tau;
    }

    private VariableView VoltageChange(NeuronGroup neurons)
    {
        var deltaV = _vRest - neurons["v"];
        var inputCurrent = _r * neurons["I"];
        return deltaV + inputCurrent;
    }

    private void Fire(NeuronGroup neurons)
    {
        neurons["spikes"] = neurons["v"] >= _threshold;
        neurons["v"][neurons["spikes"]] = _vReset;
        neurons.Emit(neurons["spikes"]);
    }
}
