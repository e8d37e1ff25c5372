namespace Cajal.Elements;

/// <summary>The classes of integrate-and-fire neurons in the language of the engine: variables, and the statements of a step.</summary>
internal static class NeuronText
{
    /// <summary>What happens before a step, in code of its own, so that what MOOSE rounds is rounded: the sum of weights is divided by dt and multiplied by it again.</summary>
    public const string Arrival = """
        activation += arrived/dt
        arrived = 0*volt
        jump = activation*dt
        """;

    /// <summary>What every neuron holds: its fields, what arrived, and when it spiked.</summary>
    private const string Common = """
        Vm : volt
        Em : volt
        Rm : ohm
        Cm : farad
        inject : amp
        thresh : volt
        vReset : volt
        refractoryPeriod : second
        fired : boolean
        lastEvent : second
        lastStep : integer
        arrived : volt
        activation : volt/second
        jump : volt

        """;

    /// <summary>The exact solution of Rm Cm dVm/dt = Em − Vm + Rm I over a step.</summary>
    private const string Leak = """
        decay = exp(-dt/(Rm*Cm))
        Vm = int(not active)*Vm + int(active)*(Vm*decay + (current + Em/Rm)*Rm*(1 - decay))
        """;

    private static readonly Dictionary<string, Rule> s_rules = new()
    {
        ["LIF"] = new("", "Vm > thresh", "", Leak),
        ["QIF"] = new("vCritical : volt\na0 : 1/volt\n", "Vm > thresh", "", "Vm += int(active)*(current + a0*(Vm - Em)*(Vm - vCritical)/Rm)*dt/Cm"),
        ["ExIF"] = new("deltaThresh : volt\nvPeak : volt\n", "Vm >= vPeak", "", $"""
            Vm += int(active)*deltaThresh*exp((Vm - thresh)/deltaThresh)*dt/(Rm*Cm)
            {Leak}
            """),
        ["AdExIF"] = new("deltaThresh : volt\nvPeak : volt\nw : amp\ntauW : second\na0 : siemens\nb0 : amp\n", "Vm >= vPeak", "w += int(fired)*b0", $"""
            Vm += int(active)*(deltaThresh*exp((Vm - thresh)/deltaThresh) - Rm*w)*dt/(Rm*Cm)
            w += int(active)*(a0*(Vm - Em) - w)*dt/tauW
            {Leak}
            """),
        ["IzhIF"] = new(
            "a0 : 1/(volt*second)\nb0 : Hz\nc0 : volt/second\na : Hz\nb : Hz\nd : volt/second\nu : volt/second\nvPeak : volt\n", "Vm > vPeak", "u += int(fired)*d", """
            Vm += int(active)*(current/Cm + a0*Vm**2 + b0*Vm + c0 - u)*dt
            u += int(active)*a*(b*Vm - u)*dt
            """),
    };

    /// <summary>The variables of a class.</summary>
    /// <param name="inputs">Number of currents that come from other elements, input_0, input_1, ...</param>
    public static string Variables(string kind, int inputs) =>
        Common + s_rules[kind].Variables + string.Concat(Enumerable.Range(0, inputs).Select(k => $"input_{k} : amp (linked)\n"));

    /// <summary>A step. Before the first one of the simulation, at time 0, nothing moves.</summary>
    public static string Step(string kind, int inputs, RefractoryInput input, TimeComparison comparison)
    {
        var rule = s_rules[kind];
        var held = comparison == TimeComparison.Steps
            ? "t_in_timesteps < lastStep + timestep(refractoryPeriod + 0.998*dt, dt)"
            : "t < lastEvent + refractoryPeriod";
        var (jump, after) = input == RefractoryInput.Accumulate ? ("jump", "activation = int(held)*activation") : ("arrived", "arrived = 0*volt");
        return $"""
            held = {held}
            Vm = int(held)*vReset + int(not held)*(Vm + {jump})
            {after}
            fired = {rule.Threshold} and not held and t_in_timesteps > 0
            lastStep = int(fired)*t_in_timesteps + int(not fired)*lastStep
            lastEvent = int(fired)*t + int(not fired)*lastEvent
            Vm = int(fired)*vReset + int(not fired)*Vm
            {rule.AtSpike}
            active = not held and not fired and t_in_timesteps > 0
            current = inject{string.Concat(Enumerable.Range(0, inputs).Select(k => $" + input_{k}"))}
            {rule.Advance}
            """;
    }

    /// <param name="Variables">Its own variables.</param>
    /// <param name="Threshold">When it fires.</param>
    /// <param name="AtSpike">What a spike changes besides Vm.</param>
    /// <param name="Advance">How its state moves on where it is active.</param>
    private sealed record Rule(string Variables, string Threshold, string AtSpike, string Advance);
}
