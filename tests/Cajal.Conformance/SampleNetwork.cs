namespace Cajal.Conformance;

/// <summary>
/// A small network with something of everything: two groups, refractoriness, random connections, random delays, random transmission,
/// plastic synapses, and synapses that write to their source.
/// </summary>
internal static class SampleNetwork
{
    /// <summary>Adds the network's objects.</summary>
    /// <returns>The first group.</returns>
    /// <param name="net">An empty network.</param>
    public static NeuronGroup Build(Network net)
    {
        NeuronGroup excitatory = net.Add(new NeuronGroup(
            130,
            """
            dv/dt = (drive - v + g - h)/(10*ms) : 1 (unless refractory)
            dg/dt = -g/(5*ms) : 1
            dh/dt = -h/(8*ms) : 1
            drive : 1
            released : 1
            """,
            threshold: "v > 1", reset: "v = 0.2*rand()", refractory: "1*ms", method: "exact"));
        NeuronGroup inhibitory = net.Add(new NeuronGroup(
            70, "dv/dt = (1.1 - v + g + 0.1*tanh(v))/(8*ms) : 1\ndg/dt = -g/(3*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "exponential_euler"));
        var input = net.Add(new PoissonGroup(40, "100*Hz*(1 + sin(2*pi*t/(20*ms)))"));
        excitatory["v"] = "rand()";
        excitatory["drive"] = "1.05 + 0.1*randn()";
        inhibitory["v"] = "rand()";

        net.Add(new Synapses(input, excitatory[10..], onPre: "g += 0.4*rand(); released_post += 1")).Connect(p: 0.2).Delay = "2*ms*rand()";
        net.Add(new Synapses(inhibitory, excitatory, onPre: "h += 0.02", delay: Units.SI.ms * 0.7)).Connect(p: 0.3);
        var plastic = net.Add(new Synapses(
            excitatory, inhibitory,
            """
            dApre/dt = -Apre/(20*ms) : 1 (event-driven)
            dApost/dt = -Apost/(15*ms) : 1 (event-driven)
            w : 1
            """,
            onPre: "g += w*rand(); Apre += 0.02; w = clip(w + Apost, 0, 0.2)",
            onPost: "Apost -= 0.02; w = clip(w + Apre, 0, 0.2)"));
        plastic.Connect("i % 7 != j % 7", 0.3);
        plastic["w"] = "0.1*rand()";
        plastic.Delay = "0.1*ms + 3*ms*rand()";
        net.Add(new Synapses(excitatory, excitatory, onPre: "h_pre += 0.001")).Connect("i != j", 0.02);
        return excitatory;
    }
}
