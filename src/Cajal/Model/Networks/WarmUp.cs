using Cajal.Units;

namespace Cajal;

/// <summary>
/// Simulates a network that nobody needs while the user's program still puts its own together. Most of the time to the first step is the
/// just-in-time compilation of the simulator itself, which so falls to a processor that has nothing else to do.
/// </summary>
internal static class WarmUp
{
    private static int _begun;

    /// <summary>Begins, once a process, on a thread of its own.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount == 1 || Interlocked.Exchange(ref _begun, 1) == 1) { return; }
        new Thread(Simulate) { IsBackground = true, Name = "Cajal warm-up" }.Start();
    }

    private static void Simulate()
    {
        using Network net = new() { Warned = null };

        // The path to a first kernel is the longest, so it comes first: an expression for a group without equations.
        net.Add(new NeuronGroup(8, "x : 1"))["x"] = "exp(randn())";
        var tau = 10 * SI.ms;
        var cells = net.Add(new NeuronGroup(
            8,
            $"""
            dv/dt = (-v + exp(v/(2*mV))*mV + x*I)/tau_m : volt
            dg/dt = -g/{tau} : 1
            tau_m : second
            I : volt
            x = clip(g, 0, 1) : 1
            """,
            threshold: "v > 5*mV", reset: "v = 0*mV; g += 1", method: "exponential_euler"));
        cells["tau_m"] = "10*ms*(1 + 0.1*randn())";
        var input = net.Add(new PoissonGroup(2, "rand()*10*Hz"));
        var synapses = net.Add(new Synapses(
            input, cells, $"da/dt = -a/{tau} : 1 (event-driven)", onPre: "a += 0.1; b = clip(a, 0, 1); g_post += b", onPost: "a -= 0.1"));
        synapses.Connect(p: 1).Delay = "1*ms + 0.1*randn()*ms";
        net.Add(new SpikeMonitor(cells));
        net.Add(new StateMonitor(cells, ["v"], [0]));
        net.Store();
        net.Run(0.2 * SI.ms);
    }
}
