namespace Cajal.Validation;

/// <summary>Tests that run while no other does: they look at the memory of the whole process.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>The network of PyMoNNtorch's tutorial: noise, decay, recurrent synapses of the same iteration.</summary>
[Collection(nameof(RunsAlone))]
public sealed class TutorialReferenceTests
{
    private const int Iterations = 1000, SampledEvery = 10;

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void The_tutorials_network_gives_the_spikes_and_voltages_of_PyMoNNtorch(Precision precision)
    {
        // Reference: PyMoNNtorch 0.1.4 in float32, and a replay of the same formulas in float64; both trains are identical.
        using var data = NpzFile.Open("pymonntorch_tutorial.npz");
        var (noise, weights) = (data["noise"], data["W"]);
        using Network net = new() { Precision = precision };
        var cells = net.Add(new NeuronGroup(100)
        {
            Behaviors =
            {
                [1] = new TutorialBasics(n => n.Vector([.. Enumerable.Range(0, n.Count).Select(k => noise[(int)n.Network!.Iteration - 1, k])])),
                [2] = new TutorialInput(s =>
                {
                    var w = s.Matrix();
                    for (var row = 0; row < weights.Rows; row++)
                    {
                        for (var column = 0; column < weights.Columns; column++) { w[row, column] = weights[row, column]; }
                    }

                    return w;
                }),
                [9] = new Recorder("voltage", "torch.mean(voltage)"),
                [10] = new EventRecorder("spike"),
            },
        });
        net.Add(new SynapseGroup(cells, cells) { Tag = "GLUTAMATE" });

        net.SimulateIterations(Iterations);

        var expected = data["spikes"];
        Assert.Equal(Enumerable.Range(0, expected.Rows).Select(r => ((long)expected[r, 0], (int)expected[r, 1])), ((long[])net["spike.t", 0]).Zip((int[])net["spike.i", 0]));
        var (voltages, recorded) = (data[precision == Precision.Double ? "v_f64" : "v_f32"], net.Recorded("voltage"));
        for (var row = 0; row < Iterations / SampledEvery; row++)
        {
            // Voltages are below 5, so float32 rounds to 2.4e-7; a hundred such roundings accumulate under the decay by 0.9 to no more than ten of them.
            for (var k = 0; k < 100; k++) { Assert.Equal(voltages[row, k], recorded[(row * SampledEvery) + 9, k], precision == Precision.Double ? 1e-9 : 1e-5); }
        }

        var means = data["mean_voltage_f32"];
        var recordedMeans = net.Recorded("torch.mean(voltage)");
        for (var row = 0; row < Iterations; row++) { Assert.Equal(means[row], recordedMeans[row, 0], 1e-5); }
    }

    [Fact]
    public void The_tutorials_network_at_full_size_has_the_statistics_of_PyMoNNtorch()
    {
        // Five runs of PyMoNNtorch: mean 0.4786 with a deviation of 0.0022 between runs, deviation of voltages 0.3805 (0.0013), 1522 spikes (30). Six deviations.
        var (net, _) = FullSize(1000, new Recorder("voltage"));
        net.SimulateIterations(1000);

        var recorded = net.Recorded("voltage");
        double sum = 0, squares = 0;
        for (var row = 100; row < 1000; row++)
        {
            foreach (var v in recorded.Row(row)) { (sum, squares) = (sum + v, squares + (v * v)); }
        }

        var mean = sum / 900_000;
        Assert.InRange(mean, 0.4786 - (6 * 0.0022), 0.4786 + (6 * 0.0022));
        Assert.InRange(Math.Sqrt((squares / 900_000) - (mean * mean)), 0.3805 - (6 * 0.0013), 0.3805 + (6 * 0.0013));
        Assert.InRange(net.RecordedEvents("spike").Count, 1522 - (6 * 30), 1522 + (6 * 30));
    }

    [Fact]
    public void Memory_of_recordings_is_linear_in_iterations()
    {
        // A row is 1000 numbers of 4 bytes; a tenth for what else becomes or ceases to be garbage meanwhile.
        var (net, _) = FullSize(1000, new Recorder("voltage"));
        net.SimulateIterations(500);
        var before = Live();
        net.SimulateIterations(4000);

        Assert.InRange(Live() - before, 4000 * 1000 * 4L * 9 / 10, 4000 * 1000 * 4L * 11 / 10);
        GC.KeepAlive(net);

        static long Live()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static (Network Network, NeuronGroup Cells) FullSize(int count, Recorder recorder)
    {
        Network net = new() { Precision = Precision.Single };
        var cells = net.Add(new NeuronGroup(count)
        {
            Behaviors =
            {
                [1] = new TutorialBasics(n => n.Vector("uniform", density: 0.1)),
                [2] = new TutorialInput(s => s.Matrix("uniform", density: 0.1)),
                [9] = recorder,
                [10] = new EventRecorder("spike"),
            },
        });
        net.Add(new SynapseGroup(cells, cells) { Tag = "GLUTAMATE" });
        return (net, cells);
    }
}
