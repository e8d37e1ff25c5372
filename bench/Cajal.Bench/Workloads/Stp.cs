using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// The network of <see cref="Cuba"/>, whose 320,000 synapses have the short-term plasticity of Tsodyks and Markram, each with its own parameters: those of
/// excitatory cells depress (U 0.5, recovery 800 ms), those of inhibitory ones facilitate (U 0.04, recovery 100 ms, facilitation 1 s; Tsodyks, Uziel and Markram 2000).
/// </summary>
internal sealed class Stp : Workload
{
    public override string About => "Current-based network of 4,000 cells with short-term plasticity in all synapses (Tsodyks and Markram)";

    public override Quantity Duration => 10 * s;

    public override Quantity Settling => 2 * s;

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var cells = net.Add(Cuba.Cells());

        // x is the part of the resources that has recovered, u the part of it that a spike uses.
        const string depression = """
            dx/dt = (1 - x)/tau_rec : 1 (event-driven)
            U : 1
            tau_rec : second
            """;
        const string facilitation = """
            du/dt = -u/tau_facil : 1 (event-driven)
            tau_facil : second
            """;
        var excitation = net.Add(new Synapses(cells[..3200], cells, depression, onPre: "ge += 3.24*mV*U*x; x -= U*x")).Connect(p: 0.02);
        var inhibition = net.Add(new Synapses(
            cells[3200..], cells, $"{depression}\n{facilitation}", onPre: "u += U*(1 - u); gi -= 45*mV*u*x; x -= u*x")).Connect(p: 0.02);
        (excitation["x"], inhibition["x"]) = (1.0, 1.0);
        (excitation["U"], inhibition["U"]) = ("clip(0.5*(1 + 0.5*randn()), 0.1, 0.9)", "clip(0.04*(1 + 0.5*randn()), 0.001, 0.07)");
        (excitation["tau_rec"], inhibition["tau_rec"]) = ("800*ms*clip(1 + 0.5*randn(), 0.01, 10)", "100*ms*clip(1 + 0.5*randn(), 0.01, 10)");
        inhibition["tau_facil"] = "1*second*clip(1 + 0.5*randn(), 0.01, 10)";
        return
        [
            new("excitatory", cells[..3200], 3.2, 5.2, "Brian2 2.5.1: 4.06 Hz; here 4.20 ± 0.23 Hz over 10 seeds, more than four standard deviations"),
            new("inhibitory", cells[3200..], 3.9, 4.5, "Brian2 2.5.1: 4.17 Hz; here 4.18 ± 0.04 Hz over 10 seeds, more than four standard deviations"),
        ];
    }
}
