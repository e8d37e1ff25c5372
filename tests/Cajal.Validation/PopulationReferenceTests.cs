namespace Cajal.Validation;

/// <summary>
/// An excitatory and an inhibitory population of leaky integrate-and-fire neurons, as behaviours, against PyMoNNtorch 0.1.4 (torch 1.13, float32) and a
/// replay of the same formulas in float64 by NumPy 1.24. The reference trains of both precisions are identical; every spike has to agree.
/// </summary>
public sealed class PopulationReferenceTests
{
    private const int Iterations = 300, SampledEvery = 10;

    public static TheoryData<string, Precision, bool> Runs
    {
        get
        {
            TheoryData<string, Precision, bool> runs = [];
            foreach (var scheme in (string[])["full", "fcp"])
            {
                foreach (var precision in Enum.GetValues<Precision>())
                {
                    foreach (var isBuiltIn in (bool[])[false, true]) { runs.Add(scheme, precision, isBuiltIn); }
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Two_populations_give_the_spikes_and_voltages_of_PyMoNNtorch(string scheme, Precision precision, bool isBuiltIn)
    {
        using var data = NpzFile.Open($"pymonntorch_{scheme}.npz");
        using Network net = new() { Precision = precision };
        var exc = Group("exc", 80, 0);
        var inh = Group("inh", 20, 80);
        foreach (var source in (NeuronGroup[])[exc, inh])
        {
            foreach (var target in (NeuronGroup[])[exc, inh])
            {
                net.Add(new SynapseGroup(source, target) { Name = $"{source.Name}_to_{target.Name}", Tag = source == exc ? "GLUTAMATE" : "GABA" });
            }
        }

        SpikeMonitor[] monitors = [net.Add(new SpikeMonitor(exc)), net.Add(new SpikeMonitor(inh))];
        var voltages = data[precision == Precision.Double ? "v_f64" : "v_f32"];

        for (var row = 0; row < Iterations / SampledEvery; row++)
        {
            net.SimulateIterations(SampledEvery);

            // The float64 replay is the same sum in another order; float32 rounds v near 65 to 4e-6, and the sums of tens of weights likewise.
            double[] v = [.. exc["v"].ToArray(), .. inh["v"].ToArray()];
            var tolerance = precision == Precision.Double ? 1e-9 : 2e-5;
            for (var neuron = 0; neuron < v.Length; neuron++) { Assert.Equal(voltages[row, neuron], v[neuron], tolerance); }
        }

        var expected = data["spikes"];
        Assert.Equal(
            Enumerable.Range(0, expected.Rows).Select(r => ((long)expected[r, 0], (int)expected[r, 1])),
            monitors.SelectMany((m, k) => m.Steps.ToArray().Zip(m.Indices.ToArray(), (step, index) => (step + 1, index + (80 * k)))).Order());

        NeuronGroup Group(string name, int size, int firstColumn) => net.Add(new NeuronGroup(size)
        {
            Name = name,
            Behaviors =
            {
                [1] = new GivenInput(data["input"], firstColumn),
                [2] = new GivenSynapses(s => data[$"W_{s.Name}"]),
                [3] = isBuiltIn ? new Lif() : new WrittenOutLif(),
            },
        });
    }
}
