using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors;

/// <summary>The three connection schemes, and those of the document "Neuronal Populations" with its quirks, of which the reference gives counts.</summary>
public sealed class PopulationSynapsesTests
{
    private const int Size = 100;

    [Fact]
    public void All_to_all_weights_are_coefficient_times_draw_plus_offset()
    {
        var w = Weights(new() { Coefficient = 2, Offset = 1 });

        Assert.Equal(Size * Size, w.CountNonZero());
        Assert.InRange(w.Values.Min(), 1, 1.1);
        Assert.InRange(w.Values.Max(), 2.9, 3);
    }

    [Fact]
    public void A_coupling_probability_leaves_absent_synapses_at_zero_whatever_the_offset()
    {
        var w = Weights(new() { Scheme = ConnectionScheme.FixedCouplingProbability, Density = 0.2, Offset = 0.5 });

        // Binomial: 2000 of 10000, deviation 40.
        Assert.InRange(w.CountNonZero(), 1800, 2200);
        Assert.InRange(w.Values.Min(), 0.5, 0.6);
        Assert.True(w.IsSparse);
    }

    [Fact]
    public void As_in_the_document_a_coupling_probability_gives_absent_synapses_the_offset()
    {
        // Reference: "absent synapses get weight = scale", all in-degrees are full.
        var w = Weights(new() { Scheme = ConnectionScheme.FixedCouplingProbability, Density = 0.1, Offset = 0.5, AsInDocument = true });

        Assert.Equal(Size * Size, w.CountNonZero());
        Assert.InRange(w.Values.ToArray().Count(x => x == 0.5), 8800, 9200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_fixed_in_degree_gives_each_neuron_exactly_so_many_sources(int inDegree)
    {
        var w = Weights(new() { Scheme = ConnectionScheme.FixedInDegree, Density = inDegree, Offset = 0.1 });

        for (var row = 0; row < Size; row++) { Assert.Equal(inDegree, Enumerable.Range(0, Size).Count(column => w[row, column] != 0)); }
    }

    [Fact]
    public void As_in_the_document_a_fixed_number_of_partners_is_exceeded_and_the_last_source_always_stays()
    {
        // Kept on average: 1 + (n - 1)(1 - 1/(n - 1))^(n - density) = 40.7 of 100; the reference measured 33 to 49.
        var w = Weights(new() { Scheme = ConnectionScheme.FixedInDegree, Density = 10, AsInDocument = true });
        int[] kept = [.. Enumerable.Range(0, Size).Select(row => Enumerable.Range(0, Size).Count(column => w[row, column] != 0))];

        // The deviation of one row is about 3.
        Assert.InRange(kept.Average(), 40.7 - (5 * 0.3), 40.7 + (5 * 0.3));
        Assert.True(Enumerable.Range(0, Size).All(row => w[row, Size - 1] != 0));
    }

    [Fact]
    public void Spikes_add_for_GLUTAMATE_and_subtract_for_GABA()
    {
        using Network net = new();
        var n = net.Add(new NeuronGroup(2)
        {
            Behaviors =
            {
                [1] = new Called<NeuronGroup>(g => g["I"] = g.Vector("zeros"), g => (g["I"], g["spikes"]) = (g.Vector("zeros"), g.Vector([1, 0]))),
                [2] = new PopulationSynapses { Mode = "ones", Coefficient = 3 },
            },
        });
        net.Add(new SynapseGroup(n, n) { Tag = "GLUTAMATE" });
        net.SimulateIterations(1);
        Assert.Equal([3, 3], n["I"].ToArray());

        net.Add(new SynapseGroup(n, n) { Tag = "GABA" });
        net.Reset();
        net.SimulateIterations(1);
        Assert.Equal([0, 0], n["I"].ToArray());
    }

    [Fact]
    public void An_in_degree_beyond_the_sources_is_refused() => Mistake.Says(
        "A neuron of 'cells' gets synapses from 0 to 100 neurons of 'cells', not from 101: with a fixed in-degree, Density is that number.",
        () => Weights(new() { Scheme = ConnectionScheme.FixedInDegree, Density = 101 }));

    private static Matrix Weights(PopulationSynapses synapses)
    {
        Network net = new();
        var cells = net.Add(new NeuronGroup(Size) { Name = "cells", Behaviors = { [2] = synapses } });
        var s = net.Add(new SynapseGroup(cells, cells));
        net.Initialize();
        return s["W"];
    }
}
