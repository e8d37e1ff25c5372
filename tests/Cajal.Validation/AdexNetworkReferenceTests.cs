using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>
/// The AdEx network with short-term and spike-timing plasticity, 160 + 40 cells, 1 s, against Brian2 2.5.1 (numpy target, float64) with every
/// random draw given: the oracle is that run's spikes, traces and final synapses, in Data/adex_network_A.npz.
/// </summary>
public sealed class AdexNetworkReferenceTests
{
    private const int Excitatory = 160, Cells = 200;

    public static TheoryData<string, int> Runs => new() { { "cpu", 1 }, { "cpu", 2 }, { "cpu", 3 }, { "cpu", 4 }, { "reference", 1 } };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_AdEx_network_gives_the_spikes_traces_and_synapses_of_Brian2(string backend, int threads)
    {
        using var data = NpzFile.Open("adex_network_A.npz");
        using Network net = new() { Backend = backend, Threads = threads };
        var cells = net.Add(Models.AdexCells(Cells));
        Models.SetParameters(cells, data["neuron_parameters"]);
        net.Constants["input_current"] = StepCurrent();
        net.Constants["stdp_value"] = 0.1;

        var poisson = data["poisson_spikes"];
        var input = net.Add(new SpikeGeneratorGroup(25, poisson.Integers(1), new QuantityArray([.. poisson.Column(0).Select(s => s * 1e-4)], Dimension.Time)));
        var synapses = new[]
        {
            net.Add(Models.InputSynapses(input, cells[..Excitatory])),
            net.Add(Models.ExcitatorySynapses(cells[..Excitatory], cells)),
            net.Add(Models.InhibitorySynapses(cells[Excitatory..], cells)),
        };
        foreach (var (projection, name) in synapses.Zip(["input", "exc", "inh"]))
        {
            var pairs = data[$"synapses_{name}_i_j"];
            projection.Connect(pairs.Integers(0), pairs.Integers(1));
            (projection["p_s"], projection["n_s"]) = (0.6, 1.0);
            if (name != "input") { projection.Delay.Set(new QuantityArray([.. data[$"synapses_{name}_delay"].Values.Select(d => d * 1e-3)], Dimension.Time)); }
        }

        int[] recorded = [0, 1, 2, 80, 81, 160, 161];
        var spikes = net.Add(new SpikeMonitor(cells));
        var traces = net.Add(new StateMonitor(cells, ["v", "w", "g_e", "g_i"], recorded, dt: 1 * ms));

        net.Run(1 * s);

        var expected = data["spikes_step_index"];
        Assert.Equal(expected.Column(0), spikes.Steps.ToArray().Select(x => (double)x));
        Assert.Equal(expected.Integers(1), spikes.Indices.ToArray());
        AssertTraces(data["traces"], traces, recorded, expected);
        AssertSynapses(data["final_input"], synapses[0], ["p_s", "n_s"]);
        AssertSynapses(data["final_exc"], synapses[1], ["p_s", "n_s", "w_syn", "Apre", "Apost"]);
        AssertSynapses(data["final_inh"], synapses[2], ["p_s", "n_s", "w_syn", "Apre", "Apost"]);
    }

    private static TimedArray StepCurrent() =>
        new(new QuantityArray([.. Enumerable.Range(0, 1000).Select(k => k is >= 100 and <= 900 ? 1e-12 : 0)], Dimension.Current), 1 * ms);

    /// <summary>Traces agree to 1e-9 relative; within 1 ms before a spike, where the exponential blows differences up, to 1e-6.</summary>
    private static void AssertTraces(Array2 expected, StateMonitor traces, int[] recorded, Array2 spikes)
    {
        var samples = expected.Shape[2];
        string[] variables = ["v", "w", "g_e", "g_i"];
        Quantity[] units = [mV, pA, nS, nS];
        for (var v = 0; v < variables.Length; v++)
        {
            for (var n = 0; n < recorded.Length; n++)
            {
                var trace = traces.Of(variables[v], recorded[n], units[v]);
                var spikeSteps = Enumerable.Range(0, spikes.Rows).Where(r => (int)spikes[r, 1] == recorded[n]).Select(r => spikes[r, 0]).ToList();
                for (var k = 0; k < samples; k++)
                {
                    var value = expected.Values[(((v * recorded.Length) + n) * samples) + k];
                    var nearSpike = spikeSteps.Exists(s => s - (10 * k) is >= 0 and <= 10);
                    Close(value, trace[k], nearSpike ? 1e-6 : 1e-9, $"{variables[v]} of neuron {recorded[n]} at {k} ms");
                }
            }
        }
    }

    private static void AssertSynapses(Array2 expected, Synapses synapses, string[] variables)
    {
        for (var v = 0; v < variables.Length; v++)
        {
            var values = synapses[variables[v]].ToArray();
            for (var k = 0; k < expected.Rows; k++) { Close(expected[k, v], values[k], 1e-9, $"{variables[v]} of {synapses.Name} {k}"); }
        }

        var updates = synapses["lastupdate"].In(ms);
        for (var k = 0; k < expected.Rows; k++) { Close(expected[k, variables.Length], updates[k], 1e-9, $"lastupdate of {synapses.Name} {k}"); }
    }

    /// <summary>Relative, with the rounding of a difference of ordinary size (1e-12 in the unit of the data) where the value itself is nearly 0.</summary>
    private static void Close(double expected, double actual, double relative, string what) =>
        Assert.True(Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + 1e-12, $"{what}: expected {expected:R}, got {actual:R}");
}
