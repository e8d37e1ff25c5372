using Cajal.Units;

namespace Cajal.Elements;

/// <summary>The synapses of a class of handlers in the language of the engine.</summary>
internal static class Plasticity
{
    private static readonly string[] s_parameters = ["aPlus0", "aMinus0", "weightMin", "weightMax"];

    /// <summary>A projection with the model and code of a handler's synapses.</summary>
    /// <param name="weight">The weight of all synapses; null where each has its own.</param>
    /// <param name="hearsNeurons">Whether the spikes of the neurons reach the handler.</param>
    public static Synapses Projection(ElementArray handler, SpikeSource source, NeuronGroup target, Quantity? weight, bool hearsNeurons) =>
        weight is { } common ? new(source, target, onPre: $"arrived_post += {common}")
        : handler.Class.Name != "STDPSynHandler" ? new(source, target, "weight : volt", "arrived_post += weight")
        : new(source, target,
            """
            weight : volt
            aPlus0 : volt
            aMinus0 : volt
            weightMin : volt
            weightMax : volt
            decayPlus : second
            decayMinus : second
            daPlus/dt = -aPlus/decayPlus : volt (event-driven)
            daMinus/dt = -aMinus/decayMinus : volt (event-driven)
            """,
            onPre: """
            arrived_post += weight
            aPlus += aPlus0
            weight = clip(weight + aMinus, weightMin, weightMax)
            """,
            onPost: hearsNeurons ? """
            aMinus += aMinus0
            weight = clip(weight + aPlus, weightMin, weightMax)
            """ : null);

    /// <summary>Gives synapses the parameters of their handlers.</summary>
    public static void SetParameters(ElementArray handler, Synapses projection, SynapseEnds ends, double stepSeconds)
    {
        if (handler.Class.Name != "STDPSynHandler") { return; }
        foreach (var name in s_parameters) { projection[name] = new QuantityArray(Values(name), SI.V.Dimension); }
        projection["decayPlus"] = new QuantityArray([.. Values("tauPlus").Select(TimeConstant)], Dimension.Time);
        projection["decayMinus"] = new QuantityArray([.. Values("tauMinus").Select(TimeConstant)], Dimension.Time);

        double[] Values(string field)
        {
            var column = handler.Column(field);
            return [.. Enumerable.Range(0, ends.Count).Select(k => column[handler.Synapses.OwnerOf(ends.NumberOf(k))])];
        }

        // MOOSE multiplies a trace by 1 - dt/tau in each step; that is an exponential decay of a slightly shorter time constant.
        double TimeConstant(double tau) => tau > stepSeconds ? -stepSeconds / Math.Log(1 - (stepSeconds / tau))
            : throw new ModelException(FormattableString.Invariant($"A time constant of '{handler.Path}' is {tau} s; it has to be longer than a step, {stepSeconds} s."));
    }
}
