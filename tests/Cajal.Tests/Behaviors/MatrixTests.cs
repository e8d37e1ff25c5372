using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors;

/// <summary>Matrices of synapses: both layouts, dense and sparse, give the same results.</summary>
public sealed class MatrixTests
{
    public static TheoryData<Precision, MatrixLayout> Cases
    {
        get
        {
            TheoryData<Precision, MatrixLayout> cases = [];
            foreach (var precision in Enum.GetValues<Precision>())
            {
                foreach (var layout in Enum.GetValues<MatrixLayout>()) { cases.Add(precision, layout); }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_are_those_of_algebra_in_either_layout(Precision precision, MatrixLayout layout)
    {
        // Two sources, three destinations; element (destination d, source s) is 10 d + s + 1.
        var s = Synapses(precision, layout, 2, 3);
        var w = layout == MatrixLayout.DxS ? s.Matrix(new double[,] { { 1, 2 }, { 11, 12 }, { 21, 22 } }) : s.Matrix(new double[,] { { 1, 11, 21 }, { 2, 12, 22 } });
        var (ofSources, ofDestinations) = (s.Source.Vector([1, 2]), s.Target.Vector([1, 0, 2]));

        Same([5, 35, 65], w.FromSources(ofSources));
        Same([5, 35, 65], layout == MatrixLayout.DxS ? w.MatVec(ofSources) : w.VecMat(ofSources));
        Same([43, 46], layout == MatrixLayout.DxS ? w.VecMat(ofDestinations) : w.MatVec(ofDestinations));
        Assert.Equal(layout == MatrixLayout.DxS ? (3, 2) : (2, 3), (w.Rows, w.Columns));
        Assert.Equal(layout == MatrixLayout.DxS ? 22 : 2, layout == MatrixLayout.DxS ? w[2, 1] : w[1, 0]);
        Same([33, 36], w.SumTo(destinations: false));
        Same([3, 23, 43], w.SumTo(destinations: true));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sparse_and_dense_matrices_give_the_same_bits(Precision precision, MatrixLayout layout)
    {
        var (dense, sparse) = (Drawn(sparse: false), Drawn(sparse: true));
        Assert.True(sparse.Matrix.IsSparse);
        Assert.False(dense.Matrix.IsSparse);
        Assert.Equal(sparse.Matrix.CountNonZero(), sparse.Matrix.Held);
        Assert.Equal(dense.Matrix.ToArray(), sparse.Matrix.ToArray());

        foreach (var (group, matrix) in ((SynapseGroup, Matrix)[])[dense, sparse])
        {
            matrix.AddOuter(group.Target.Vector("uniform", density: 0.5), group.Source.Vector("uniform", density: 0.5));
            matrix.ScaleDestinations(group.Target.Vector("uniform"));
            matrix.ScaleSources(group.Source.Vector("uniform"));
        }

        var held = sparse.Matrix > 0;
        Assert.Equal((dense.Matrix * held.ToDense()).ToArray(), sparse.Matrix.ToArray());
        var (x, y) = (sparse.Group.Source.Vector("normal"), sparse.Group.Target.Vector("normal"));
        var masked = dense.Matrix * held.ToDense();
        Assert.Equal(masked.FromSources(x).ToArray(), sparse.Matrix.FromSources(x).ToArray());
        Assert.Equal((layout == MatrixLayout.DxS ? masked.VecMat(y) : masked.MatVec(y)).ToArray(), (layout == MatrixLayout.DxS ? sparse.Matrix.VecMat(y) : sparse.Matrix.MatVec(y)).ToArray());
        Assert.Equal(((2 * masked) + 1).ToArray(), ((2 * sparse.Matrix) + 1).ToArray());
        Assert.Equal((masked - (masked / 2)).ToArray(), (sparse.Matrix - (sparse.Matrix / 2)).ToArray());

        (SynapseGroup Group, Matrix Matrix) Drawn(bool sparse)
        {
            var s = Synapses(precision, layout, 53, 70);
            return (s, s.Matrix("uniform", density: 0.1, sparse: sparse));
        }
    }

    [Fact]
    public void A_pair_has_the_same_number_in_either_layout_and_dense_or_sparse()
    {
        var (a, b) = (Synapses(Precision.Double, MatrixLayout.DxS, 9, 5).Matrix("normal(0, 1)", density: 0.5, sparse: false), Synapses(Precision.Double, MatrixLayout.SxD, 9, 5).Matrix("normal(0, 1)", density: 0.5, sparse: true));

        for (var source = 0; source < 9; source++)
        {
            for (var destination = 0; destination < 5; destination++) { Assert.Equal(a[destination, source], b[source, destination]); }
        }
    }

    [Fact]
    public void Operators_in_place_and_bounds_keep_what_is_held()
    {
        var s = Synapses(Precision.Double, MatrixLayout.DxS, 30, 20);
        s["W"] = s.Matrix("uniform", density: 0.2);
        var w = s["W"];
        var (held, sum) = (w.Held, w.Sum());

        w *= 2;
        w += w;
        w.Clip(0, 1);

        Assert.True(ReferenceEquals(w, s["W"]));
        Assert.Equal(held, w.Held);
        Assert.True(w.Sum() < 4 * sum && w.Values.Max() == 1);
        Assert.Equal(w.Sum() / 600, w.Mean());
    }

    [Fact]
    public void Mistakes_are_said_where_they_are_made()
    {
        var s = Synapses(Precision.Double, MatrixLayout.DxS, 2, 3);
        s["W"] = s.Matrix("uniform", density: 0.5, sparse: true) * 0;
        Mistake.Says("'s' has no matrix 'w'. Did you mean 'W'? A behaviour makes one by s[\"w\"] = s.Matrix(\"uniform\").", () => s["w"]);
        Mistake.Says("The matrix has 2 columns, but the vector has 3 numbers: it needs as many.", () => s["W"].MatVec(s.Target.Vector()));
        Mistake.Says("The matrix has 3 rows and 2 columns, so no element [0, 2].", () => s["W"][0, 2]);
        Mistake.Says("'s' takes matrices of 3 rows and 2 columns (DxS), but got 2 and 3.", () => s.Matrix(new double[2, 3]));
        Mistake.Says("'s' leads from 2 neurons to 3, but the matrix 'W' from 4 to 4.", () => s["W"] = Synapses(Precision.Double, MatrixLayout.DxS, 4, 4).Matrix());
        Mistake.Says("A matrix of 3 rows and 2 columns (DxS) and one of 4 and 4 (DxS) cannot be combined: they need the same shape and layout.",
            () => s["W"] + Synapses(Precision.Double, MatrixLayout.DxS, 4, 4).Matrix());
        Mistake.Says("'synapse_group' connects 'neurons' to 'neurons', but 'neurons' is not part of this network. Add the groups first.", () => new Network().Add(new SynapseGroup(new NeuronGroup(1), new NeuronGroup(1))));
    }

    private static SynapseGroup Synapses(Precision precision, MatrixLayout layout, int sources, int destinations)
    {
        Network net = new() { Precision = precision, MatrixLayout = layout };
        return net.Add(new SynapseGroup(net.Add(new NeuronGroup(sources)), net.Add(new NeuronGroup(destinations))) { Name = "s" });
    }

    private static void Same(double[] expected, VariableView actual) => Assert.Equal(expected, actual.ToArray());
}
