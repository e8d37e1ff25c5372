using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Compact weights are weights rounded once to 8 binary digits, and nothing else.</summary>
public sealed class CompactWeightTests
{
    /// <summary>The oracle: the same network with weights that the test has rounded by arithmetic, kept exactly.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void A_network_does_what_it_does_with_weights_that_were_rounded_before(string backend, Precision precision)
    {
        var rounded = Outcome(1, WeightStorage.Exact, Rounded);
        Assert.All((int[])[1, 2, 3, 8], threads => Assert.Equal(rounded, Outcome(threads, WeightStorage.Compact, w => w)));
        Assert.NotEqual(rounded, Outcome(1, WeightStorage.Exact, w => w));

        string Outcome(int threads, WeightStorage storage, Func<double, double> kept)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(1300, "dv/dt = (1.2 - v + g)/(10*ms) : 1\ndg/dt = -g/(5*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "exact"));
            cells["v"] = "rand()";
            var made = net.Add(new Synapses(cells, cells[100..], "w : 1", onPre: "g += w", weights: storage)).Connect(p: 0.1);
            made["w"] = "0.05*randn()";
            made["w"] = made["w"].ToArray().Select(w => kept(precision == Precision.Double ? w : (float)w)).ToArray();
            made.Delay = "3*ms*rand()";
            net.Run(15 * ms);
            var report = net.Report("");
            Assert.True(report.Spikes > 500, $"{report.Spikes}");
            return report.Digest + string.Join(' ', cells["g"].ToArray());
        }
    }

    /// <summary>Ties go to the even number: of 8 digits, 1 + 2⁻⁸ lies between 1 and 1 + 2⁻⁷, and 1 + 3·2⁻⁸ between 1 + 2⁻⁷ and 1 + 2⁻⁶.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void The_nearest_weight_of_8_digits_is_added_or_subtracted_and_the_variable_stays(string backend, Precision precision)
    {
        double[] given = [1 + 0.00390625, 1 + 0.01171875, -1.003, 0, 1e-12, -3e20, 0.1];
        double[] nearest = [1, 1.015625, -1, 0, Rounded(1e-12), Rounded(-3e20), 0.10009765625];
        using var net = Networks.On(backend, precision);
        var target = net.Add(new NeuronGroup(given.Length, "x : 1\ny : 1"));
        var source = net.Add(Networks.Metronomes(1));
        var added = net.Add(new Synapses(source, target, "w : 1", onPre: "x += w", weights: WeightStorage.Compact)).Connect();
        var subtracted = net.Add(new Synapses(source, target, "w : 1", onPre: "y -= w/2", weights: WeightStorage.Compact)).Connect();
        (added["w"], subtracted["w"]) = (given, given);
        net.Run(net.Dt);
        Assert.Equal(nearest, target["x"].ToArray());
        Assert.Equal(nearest.Select(w => -w / 2), target["y"].ToArray());
        Assert.Equal(given.Select(w => precision == Precision.Double ? w : (float)w), added["w"].ToArray());
    }

    /// <summary>4 bytes a synapse and 12 a run: with one delay a source has one run.</summary>
    [Fact]
    public void A_synapse_takes_four_bytes()
    {
        using var net = Networks.On("cpu", Precision.Double);
        List<string> explained = [];
        net.Explain = (stage, text) => explained.Add($"{stage}: {text}");
        var made = net.Add(new Synapses(net.Add(Networks.Metronomes(10)), net.Add(new NeuronGroup(1000, "x : 1")), "w : 1", onPre: "x += w", weights: WeightStorage.Compact)).Connect();
        made["w"] = "rand()";
        net.Run(net.Dt);
        Assert.Contains(explained, text => text.Contains("rows of targets and weights rounded to 16 bits, 4.0 bytes a synapse", StringComparison.Ordinal));
    }

    /// <summary>To the nearest number of 8 binary digits: 8 digits stay in front of the point when it is moved there.</summary>
    private static double Rounded(double weight)
    {
        if (weight == 0) { return 0; }
        var scale = Math.Pow(2, 7 - Math.Floor(Math.Log2(Math.Abs(weight))));
        return Math.Round(weight * scale, MidpointRounding.ToEven) / scale;
    }
}
