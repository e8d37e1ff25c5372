using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Many Poisson inputs to one variable.</summary>
public sealed class PoissonInputTests
{
    // Row 70. At a rate of 1/dt every input spikes in every step.
    [Theory, ClassData(typeof(Configurations))]
    public void At_a_rate_of_one_over_dt_each_step_adds_the_weight_of_all_inputs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "x : volt\ny, w : 1\nk : integer"));
        cells["w"] = "i/2";
        net.Add(new PoissonInput(cells, "x", 100, 10 * kHz, 0.5 * volt));
        net.Add(new PoissonInput(cells, "y", 7, 10 * kHz, "w*2"));
        net.Add(new PoissonInput(cells, "k", 3, 10 * kHz, "2"));
        net.Run(1 * ms);
        Assert.All(cells["x"].ToArray(), x => Assert.Equal(500, x));
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => 70.0 * i)], cells["y"].ToArray());
        Assert.All(cells["k"].ToArray(), k => Assert.Equal(60, k));
        net.Run(1 * ms);
        Assert.All(cells["x"].ToArray(), x => Assert.Equal(1000, x));
    }

    // Row 70, refractory: the neurons spike in the first step, and are refractory in the next 9 of 10; the input of a spiking step comes after the threshold.
    [Theory, ClassData(typeof(Configurations))]
    public void Neurons_that_hold_the_variable_while_refractory_get_nothing(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            10, "dv/dt = 0*volt/second : volt (unless refractory)\ndw/dt = 0*volt/second : volt", threshold: "i >= 5 and v > -1*volt and t < 0.05*ms", refractory: "1*ms"));
        net.Add(new PoissonInput(cells, "v", 100, 10 * kHz, 1 * volt));
        net.Add(new PoissonInput(cells, "w", 100, 10 * kHz, 1 * volt));
        net.Run(1 * ms);
        Assert.Equal([1000.0, 1000, 1000, 1000, 1000, 0, 0, 0, 0, 0], cells["v"].ToArray());
        Assert.All(cells["w"].ToArray(), w => Assert.Equal(1000, w));
        net.Run(0.1 * ms);
        Assert.Equal([1100.0, 1100, 1100, 1100, 1100, 100, 100, 100, 100, 100], cells["v"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_part_of_a_group_gets_its_input_and_the_rest_nothing(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "x, y : 1"));
        net.Add(new PoissonInput(cells[70..130], "x", 4, 10 * kHz, "i + N"));
        net.Add(new PoissonInput(cells[[3, 64, 199]], "y", 2, 10 * kHz, "i + 1"));
        net.Run(0.1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 200).Select(k => k is >= 70 and < 130 ? 4.0 * (k - 70 + 60) : 0)], cells["x"].ToArray());
        Assert.Equal([.. Enumerable.Range(0, 200).Select(k => k switch { 3 => 2.0, 64 => 4, 199 => 6, _ => 0 })], cells["y"].ToArray());
    }

    public static TheoryData<string, Precision, int, double> Inputs
    {
        get
        {
            TheoryData<string, Precision, int, double> data = [];
            foreach (var backend in Configurations.Backends)
            {
                foreach (var precision in Enum.GetValues<Precision>())
                {
                    foreach (var (count, rate) in ((int, double)[])[(1, 1000), (1000, 20), (20000, 5), (50, 9500), (1_000_000, 10)]) { data.Add(backend, precision, count, rate); }
                }
            }

            return data;
        }
    }

    // Oracle: binomial counts. Mean and variance of 500·20 counts within five standard deviations of their estimates.
    [Theory, MemberData(nameof(Inputs))]
    public void The_number_of_inputs_that_spike_is_binomial_and_new_in_every_step(string backend, Precision precision, int count, double rate)
    {
        const int cellCount = 500, steps = 20;
        using var net = Networks.On(backend, precision, seed: 11);
        var cells = net.Add(new NeuronGroup(cellCount, "k : integer"));
        net.Add(new PoissonInput(cells, "k", count, rate * Hz, "1"));
        List<double> counts = [];
        var before = new double[cellCount];
        for (var step = 0; step < steps; step++)
        {
            net.Run(0.1 * ms);
            var now = cells["k"].ToArray();
            counts.AddRange(now.Zip(before, (a, b) => a - b));
            before = now;
        }

        var p = rate * 1e-4;
        var (mean, variance, n) = (count * p, count * p * (1 - p), counts.Count);
        Assert.All(counts, k => Assert.InRange(k, 0, count));
        Assert.InRange(counts.Average() - mean, -5 * Math.Sqrt(variance / n), 5 * Math.Sqrt(variance / n));
        var spread = 5 * Math.Sqrt(((2 * variance * variance) + variance) / n);
        Assert.InRange(counts.Average(k => (k - mean) * (k - mean)) - variance, -spread, spread);

        // Independent from step to step: the covariance of neighbours.
        var covariance = Enumerable.Range(0, n - cellCount).Average(k => (counts[k] - mean) * (counts[k + cellCount] - mean));
        Assert.InRange(covariance, -5 * variance / Math.Sqrt(n - cellCount), 5 * variance / Math.Sqrt(n - cellCount));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void The_input_depends_on_the_seed_and_not_on_threads_and_each_object_has_its_own(string backend, Precision precision)
    {
        var one = Run(1, 5);
        Assert.All((int[])[2, 3, 4], threads => Assert.Equal(one, Run(threads, 5)));
        Assert.NotEqual(one, Run(1, 6));
        Assert.NotEqual(one[..300], one[300..]);

        double[] Run(int threads, ulong seed)
        {
            using var net = Networks.On(backend, precision, seed);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, "dv/dt = -v/(5*ms) : 1 (unless refractory)\nw : 1", threshold: "v > 3", reset: "v = 0", refractory: "0.5*ms"));
            net.Add(new PoissonInput(cells, "v", 100, 200 * Hz, 0.4));
            net.Add(new PoissonInput(cells, "w", 100, 200 * Hz, 0.4));
            net.Add(new Synapses(cells, cells, onPre: "v += 0.1; w += 0.1")).Connect(0.1);
            net.Run(10 * ms);
            return [.. cells["v"].ToArray(), .. cells["w"].ToArray()];
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Inputs_come_between_the_code_of_arriving_spikes_and_that_of_target_spikes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x : 1", threshold: "True"));
        net.Add(new PoissonInput(cells, "x", 1, 10 * kHz, "x + 1"));
        net.Add(new Synapses(cells, cells, onPre: "x = 10", onPost: "x = x*3")).Connect();
        net.Add(new PoissonInput(cells, "x", 1, 10 * kHz, "x/7"));
        net.Run(0.1 * ms);

        // 10, then 10 + 11 = 21, then 21 + 3 = 24, then 72.
        Agreement.Close(72, cells["x"][0].Si, precision, 4);
    }
}
