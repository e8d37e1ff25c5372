using Cajal.Runtime.Random;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Random numbers in models.</summary>
public sealed class RandomNumberTests
{
    private const int Count = 20000;

    [Theory, ClassData(typeof(Configurations))]
    public void The_same_seed_gives_the_same_values_another_seed_others_and_each_assignment_new_ones(string backend, Precision precision)
    {
        var first = Draw(7);
        Assert.Equal(first, Draw(7));
        Assert.NotEqual(first, Draw(8));
        Assert.Equal(2 * 100, first.Distinct().Count());

        double[] Draw(ulong seed)
        {
            using var net = Networks.On(backend, precision, seed);
            var cells = net.Add(new NeuronGroup(100, "x : 1\ny : 1"));
            cells["x"] = "rand()";
            cells["y"] = "rand()";
            return [.. cells["x"].ToArray(), .. cells["y"].ToArray()];
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Random_numbers_of_a_run_are_new_in_every_step_and_two_calls_give_two_numbers(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(100, "x : 1\ny : 1", threshold: "True", reset: "x = rand(); y = rand()"));
        var trace = net.Add(new StateMonitor(cells, ["x", "y"]));
        net.Run(1.1 * ms);
        List<double> values = [];
        for (var cell = 0; cell < 100; cell++) { values.AddRange([.. trace.Of("x", cell)[1..], .. trace.Of("y", cell)[1..]]); }

        // In float32 a few of 2000 numbers may agree by chance: 2000²/2/2^24 = 0.12 are expected, 8 are out of reach.
        Assert.InRange(values.Distinct().Count(), 1992, 2000);
    }

    // Oracle: Philox by its address (seed; first object, first value set, run 0; element, step, draw), and two numbers written down, so that no
    // version draws others. In float32 they are the upper 24 of 53 bits.
    [Theory, ClassData(typeof(Configurations))]
    public void A_seed_stands_for_the_same_numbers_for_ever(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision, seed: 9876);
        var cells = net.Add(new NeuronGroup(100, "x : 1"));
        cells["x"] = "rand()";
        var stream = RandomStream.Create(9876, 1, 1000, 0);
        var x = cells["x"].ToArray();
        for (var k = 0; k < 100; k++)
        {
            Assert.Equal(precision == Precision.Double ? stream.Uniform((uint)k, 0, 0) : stream.UniformsSingle((uint)k, 0, 0).First, x[k]);
        }

        Assert.Equal(0.5334672656243246, x[0], 6e-8);
        Assert.Equal(0.4420755086220697, x[99], 6e-8);
    }

    // Oracle: moments of the distributions; bounds are five standard deviations of their estimates (1/N, 2/N, 6/N, 24/N; 1/12N).
    /// <summary>Synapses of one target lie far apart and run by some at a time: each has its number, whoever runs it. 900²/2/2²⁴ = 0.02 of the numbers agree by chance in float32.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Every_synapse_that_a_spike_of_its_target_reaches_has_a_random_number_of_its_own(string backend, Precision precision)
    {
        var values = Values(1);
        Assert.InRange(values.Distinct().Count(), 898, 900);
        Assert.All((int[])[2, 3], threads => Assert.Equal(values, Values(threads)));

        double[] Values(int threads)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var made = net.Add(new Synapses(net.Add(new NeuronGroup(300, "")), net.Add(Networks.Metronomes(3)), "w : 1", onPost: "w = rand()")).Connect();
            net.Run(net.Dt);
            return made["w"].ToArray();
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Normal_and_uniform_numbers_have_their_moments(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision, seed: 3);
        var cells = net.Add(new NeuronGroup(Count, "x : 1\nu : 1"));
        cells["x"] = "randn()";
        cells["u"] = "rand()";
        var (x, u) = (cells["x"].ToArray(), cells["u"].ToArray());
        Within(0, x.Average(), 1);
        Within(1, x.Average(v => v * v), 2);
        Within(0, x.Average(v => v * v * v), 15);
        Within(3, x.Average(v => v * v * v * v), 96);
        Assert.All(u, v => Assert.InRange(v, 0, 1 - Agreement.Rounding(precision)));
        Within(0.5, u.Average(), 1 / 12.0);
        Within(1 / 3.0, u.Average(v => v * v), 4 / 45.0);
        Within(0.25, u.Zip(u.Skip(1), (a, b) => a * b).Average(), 1);

        static void Within(double mean, double value, double variance) =>
            Assert.InRange(value, mean - (5 * Math.Sqrt(variance / Count)), mean + (5 * Math.Sqrt(variance / Count)));
    }
}
