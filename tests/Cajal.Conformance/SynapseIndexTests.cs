using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Synapses by their numbers, their ends, their number within a pair, and how many there are.</summary>
public sealed class SynapseIndexTests
{
    // Oracle: 5 sources, 7 targets, 2 synapses a pair, in order of source, target, number within the pair; the values say which they are.
    [Theory, ClassData(typeof(Configurations))]
    public void Values_are_found_by_source_and_target_and_number_within_the_pair(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var synapses = net.Add(new Synapses(net.Add(new NeuronGroup(5, "")), net.Add(new NeuronGroup(7, "")), "w : 1", multisynapticIndex: "k")).Connect(n: 2);
        synapses["w"][.., .., 0] = "100*i + 10*j";
        synapses["w"][.., .., 1] = "100*i + 10*j + 1";
        var w = synapses["w"];
        Assert.Equal([.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, 7) from k in Enumerable.Range(0, 2) select (double)((100 * i) + (10 * j) + k)], w.ToArray());
        Assert.Equal(70, w[.., ..].Count);
        Assert.Equal(14, w[0, ..].Count);
        Assert.Equal(28, w[0..2, ..].Count);
        Assert.Equal(10, w[.., 6].Count);
        Assert.Equal(35, w[.., .., 1].Count);
        Assert.Equal([310.0, 311, 320, 321], w[3, 1..3].ToArray());
        Assert.Equal([311.0, 321], w[3, 1..3, 1].ToArray());
        Assert.Equal([401.0, 411, 421, 431, 441, 451, 461], w[^1.., .., 1].ToArray());
        Assert.Equal(320, w[3, 2, 0].Si);
        Assert.Equal(0, w[3, 2, 2].Count);
        Assert.Equal([0.0, 1, 10], w[..3].ToArray());
        Assert.Equal([401.0, 411], w["i == 4 and k == 1"][..2].ToArray());
        Assert.Equal([320.0], w["k == 0"][3, 2].ToArray());

        w[1, 2] = 7;
        w[2, ..2].Set(new[] { 1.0, 2, 3, 4 });
        Assert.Equal([7.0, 7], w[1, 2].ToArray());
        Assert.Equal([1.0, 2, 3, 4, 220], w[2, ..3].ToArray()[..5]);
        Assert.Equal([2, 3, 4, 5], synapses.Matching(0, 1..3));
        Assert.Equal([1, 3], synapses.Matching(0, ..2, 1));
        Assert.Equal([18, 19], synapses.Matching("w == 7"));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void The_number_within_a_pair_counts_in_order_of_creation_and_is_known_to_code(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(2)), net.Add(new NeuronGroup(2, "v : 1")));
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 10**k", multisynapticIndex: "k")).Connect([0, 1, 0, 0], [1, 1, 1, 0]);
        Assert.Equal([0.0, 0, 1, 0], synapses["k"].ToArray());
        synapses.Connect("j == 1", n: "1 + i");
        Assert.Equal([0.0, 0, 1, 0, 2, 1, 2], synapses["k"].ToArray());
        synapses.Delay = "k*0.1*ms";
        Assert.Equal([.. synapses["k"].ToArray().Select(k => k * 1e-4)], synapses.Delay.ToArray(), (a, b) => Math.Abs(a - b) <= 1e-10);
        net.Run(0.1 * ms);
        Assert.Equal([1.0, 2], target["v"].ToArray());
        net.Run(0.1 * ms);
        Assert.Equal([2.0, 2 + 2 + 20], target["v"].ToArray());
    }

    // Oracle: conformance row 48: sources 0 to 2 reach 3, 2 and 1 targets.
    [Theory, ClassData(typeof(Configurations))]
    public void Numbers_of_synapses_are_counted_for_neurons_and_known_to_synapses(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(5)), net.Add(new NeuronGroup(5, "v : 1")));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += 1.0/N_incoming + 100*N_pre + 1000*N_post")).Connect([0, 0, 0, 1, 1, 2], [0, 1, 2, 1, 2, 3]);
        Assert.Equal([3, 2, 1, 0, 0], synapses.OutgoingCounts());
        Assert.Equal([1, 2, 2, 1, 0], synapses.IncomingCounts());
        synapses["w"] = "N_outgoing + 10*N_incoming + 100*N";
        Assert.Equal([613.0, 623, 623, 622, 622, 611], synapses["w"].ToArray());
        Assert.Equal([1, 2, 3, 4], synapses.Matching("N_incoming == 2"));
        net.Run(0.1 * ms);
        Assert.Equal([5501.0, 11001, 11001, 5501, 0], target["v"].ToArray());
        synapses.Connect(4, 3);
        Assert.Equal([1, 2, 2, 2, 0], synapses.IncomingCounts());
        synapses["w"] = "N_incoming";
        Assert.Equal([1.0, 2, 2, 2, 2, 2, 2], synapses["w"].ToArray());
    }

    // Oracle: conformance row 50: all pairs are ordered by source, then target, as the rows of a matrix are.
    [Theory, ClassData(typeof(Configurations))]
    public void A_matrix_of_weights_fits_all_pairs_row_by_row(string backend, Precision precision)
    {
        double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(2)), net.Add(new NeuronGroup(3, "v : 1")));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect();
        synapses["w"] = matrix.Cast<double>().ToArray();
        net.Run(0.1 * ms);
        Assert.Equal([5.0, 7, 9], target["v"].ToArray());
        Assert.Equal(6, synapses["w"][1, 2].Si);
    }

    // Oracle: conformance row 51: delays computed from variables of the neurons at both ends.
    [Theory, ClassData(typeof(Configurations))]
    public void Weights_and_delays_are_computed_from_the_neurons_at_both_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(3, "x : metre", threshold: "t_in_timesteps == 0"));
        var target = net.Add(new NeuronGroup(3, "y : metre\nv : 1"));
        source["x"] = "i*mm";
        target["y"] = "3*mm - i*mm";
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect("x_pre < y_post");
        synapses["w"] = "(x_pre + y)/mm";
        synapses.Delay = "abs(x_pre - y_post)/(10*metre/second)";
        (int I, int J)[] pairs = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)];
        Assert.Equal(pairs, synapses.Sources().Zip(synapses.Targets()));
        Agreement.Close([.. pairs.Select(p => p.I + 3.0 - p.J)], synapses["w"].ToArray(), precision, 10);
        Agreement.Close([.. pairs.Select(p => (3.0 - p.J - p.I) * 1e-4)], synapses.Delay.ToArray(), precision, 10);

        // Of the delays of 1 to 3 steps, those of one step have passed.
        net.Run(0.2 * ms);
        Agreement.Close([5.0, 3, 1], target["v"].ToArray(), precision, 20);
    }

    // Oracle: conformance row 53: the ends are numbered within the parts, also where those are lists.
    [Theory, ClassData(typeof(Configurations))]
    public void Parts_of_groups_are_connected_by_the_numbers_within_them(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(10, "x : 1", threshold: "True"));
        var target = net.Add(new NeuronGroup(10, "y : 1\nv : 1"));
        source["x"] = "i*1.0";
        target["y"] = "i*1.0";
        var synapses = net.Add(new Synapses(source[[1, 4, 7]], target[[0, 2, 3, 9]], "w : 1", onPre: "v += 1 + 10*i + 100*j")).Connect("i == j");
        Assert.Equal([0, 1, 2], synapses.Sources());
        Assert.Equal([0, 1, 2], synapses.Targets());
        synapses["w"] = "x_pre + 10*y_post";
        Assert.Equal([1.0, 24, 37], synapses["w"].ToArray());
        Assert.Equal([24.0], synapses["w"][1, 1..].ToArray());
        Assert.Equal([1, 1, 1, 0], synapses.IncomingCounts());
        net.Run(0.1 * ms);
        Assert.Equal([1.0, 0, 111, 221, 0, 0, 0, 0, 0, 0], target["v"].ToArray());

        var generated = net.Add(new Synapses(source[2..8], target[1..6])).Connect(j: "i + (-1)**k for k in range(2) if i > 0 and i < N_pre - 1", skipIfInvalid: true);
        Assert.Equal([(1, 2), (1, 0), (2, 3), (2, 1), (3, 4), (3, 2), (4, 3)], generated.Sources().Zip(generated.Targets()));
    }
}
