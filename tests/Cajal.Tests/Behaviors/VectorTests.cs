using Cajal.Tests.Model;
using static Cajal.Units.SI;

namespace Cajal.Tests.Behaviors;

/// <summary>Arithmetic with variables, element by element, in both precisions.</summary>
public sealed class VectorTests
{
    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Arithmetic_and_comparisons_go_element_by_element(Precision precision)
    {
        // Seven elements: a whole vector and a rest at every width.
        var n = Group(precision, 7);
        n["a"] = n.Vector([1, 2, 3, 4, 5, 6, 7]);
        n["b"] = n.Vector(2);
        var (a, b) = (n["a"], n["b"]);

        Same([3, 4, 5, 6, 7, 8, 9], a + b);
        Same([-1, 0, 1, 2, 3, 4, 5], a - b);
        Same([2, 4, 6, 8, 10, 12, 14], a * b);
        Same([0.5, 1, 1.5, 2, 2.5, 3, 3.5], a / b);
        Same([9, 8, 7, 6, 5, 4, 3], 10 - a);
        Same([-1, -2, -3, -4, -5, -6, -7], -a);
        Same([1, 0, 0, 0, 0, 0, 0], a < b);
        Same([1, 1, 0, 0, 0, 0, 0], a <= b);
        Same([0, 0, 1, 1, 1, 1, 1], a > b);
        Same([0, 1, 1, 1, 1, 1, 1], a >= b);
        Same([0, 1, 0, 0, 0, 0, 0], a.EqualTo(b));
        Same([0, 0, 1, 1, 0, 0, 0], a > b & a < 5);
        Same([1, 0, 0, 0, 0, 0, 1], a < b | a > 6);
        Same([1, 1, 1, 0, 0, 0, 0], !(a > 3));
        Same([2, 2, 3, 4, 5, 5, 5], a.Clip(2, 5));
        Assert.Equal((28, 4, 1, 7, true), (a.Sum(), a.Mean(), a.Min(), a.Max(), a.Any()));
        Assert.Equal([2, 3], (a > b & a < 5).NonZero());
    }

    [Fact]
    public void Single_precision_rounds_each_operation()
    {
        var n = Group(Precision.Single, 1);
        n["v"] = n.Vector(-65);

        n["v"] += n.Vector(0.1) / 3;

        Assert.Equal((double)(-65f + (0.1f / 3f)), n["v"].Si);
    }

    [Fact]
    public void In_place_operators_change_the_variable_and_others_do_not()
    {
        var n = Group(Precision.Double, 3);
        n["v"] = n.Vector([1, 2, 3]);
        var v = n["v"];
        var kept = v.Copy();

        v += 1;
        v *= 2;
        v -= n.Vector([1, 1, 1]);
        v /= 3;
        _ = v + 100;

        Same([1, 5.0 / 3, 7.0 / 3], n["v"]);
        Same([1, 2, 3], kept);
    }

    [Fact]
    public void Masks_ranges_and_lists_are_views_that_write_through()
    {
        var n = Group(Precision.Double, 6);
        n["v"] = n.Vector([1, 2, 3, 4, 5, 6]);
        var v = n["v"];

        v[v >= 5] = 0;
        Same([1, 2, 3, 4, 0, 0], v);
        v[v > 2] = n.Vector([10, 20, 30, 40, 50, 60]);
        Same([1, 2, 30, 40, 0, 0], v);
        v[..2] = 7;
        Same([7, 7, 30, 40, 0, 0], v);
        var part = v[4..];
        part += 3;
        Same([7, 7, 30, 40, 3, 3], v);
        var large = v[v > 10];
        large *= 2;
        Same([7, 7, 60, 80, 3, 3], v);
        Same([60, 80], v[v > 10]);
        n[^2..]["v"] = 1;
        n[[0, 3]]["v"] = -1;
        Same([-1, 7, 60, -1, 1, 1], v);
        var some = n[1..3]["v"];
        some -= 7;
        Same([-1, 0, 53, -1, 1, 1], v);
    }

    [Fact]
    public void A_computed_vector_is_changed_by_ranges_and_masks_too()
    {
        var n = Group(Precision.Double, 4);
        var x = n.Vector([1, 2, 3, 4]);

        x[x > 3] = 0;
        x[..1] = 9;
        x[1] = 5;

        Same([9, 5, 3, 0], x);
        Assert.Equal(3, x[2].Si);
    }

    [Fact]
    public void Variables_that_equations_declare_are_read_and_set_in_SI_numbers()
    {
        using Network net = new() { Warned = null };
        var n = net.Add(new NeuronGroup(2, "dv/dt = -v/(10*ms) : volt\nk : integer\nflag : boolean"));
        n["v"] = -65 * mV;

        n["v"] = n["v"] + 0.005;
        n["k"] = n.Vector([3, 4]) * 2;
        n["flag"] = n["v"] < 0;

        Assert.Equal([-0.060, -0.060], n["v"].ToArray(), (x, y) => Math.Abs(x - y) < 1e-15);
        Same([6, 8], n["k"]);
        Same([1, 1], n["flag"]);
        Same([7, 9], n["k"] + n["flag"]);
    }

    [Fact]
    public void Variables_that_behaviours_make_can_be_recorded_and_set_by_expressions()
    {
        using Network net = new() { Warned = null };
        var n = net.Add(new NeuronGroup(3));
        n["x"] = 2;
        n["y"] = "i + 1";
        var monitor = net.Add(new StateMonitor(n, ["x"], [1]));
        n.Behaviors[1] = new Called<NeuronGroup>(g => { var x = g["x"]; x += g["y"]; });

        net.SimulateIterations(3);

        // A StateMonitor looks at the start of a step.
        Assert.Equal([2, 4, 6], monitor.Of("x", 1));
    }

    [Fact]
    public void Mistakes_are_said_where_they_are_made()
    {
        var n = Group(Precision.Double, 3);
        n["v"] = n.Vector();
        Mistake.Says("A vector of 3 elements and one of 2 cannot be combined: they need as many elements, or one of them a single one.", () => n["v"] + n["v"][..2]);
        Mistake.Says("'cells.v' has 3 elements, but got 2: it takes as many, or one for all.", () => n["v"] = n["v"][..2] + 1);
        Mistake.Says("'cells.v' has 3 elements, but the mask has 2. A mask has one number for each element, as v >= threshold has.", () => n["v"][n["v"][..2] > 0] = 1);
        Mistake.Says("'cells' has no variable 'w'. Its variables are 'v'.", () => n["w"]);
        Mistake.Says("'N' means something in every model and cannot be made a variable of 'cells'. Take another name.", () => n["N"] = n.Vector());
        Mistake.Says("'cells' has 3 neurons, but the vector has 2 numbers.", () => n.Vector([1, 2]));
        Mistake.Says("'neurons' has to be in a network before vectors are made: var x = network.Add(new ...).", () => new NeuronGroup(1).Vector());
        Mistake.Says("'cells' emits spikes only within a run: call Emit in Forward, not in Initialize.", () => n.Emit(n["v"]));
    }

    [Fact]
    public void A_group_with_equations_does_not_take_a_slip_of_the_pen_for_a_new_variable()
    {
        using Network net = new();
        var n = net.Add(new NeuronGroup(3, "voltage : volt") { Name = "cells" });

        Mistake.Says("'cells' has no variable 'voltgae'. Did you mean 'voltage'?", () => n["voltgae"] = -65 * mV);
    }

    internal static NeuronGroup Group(Precision precision, int count, ulong seed = 1)
    {
        Network net = new() { Precision = precision, Seed = seed };
        return net.Add(new NeuronGroup(count) { Name = "cells" });
    }

    internal static void Same(double[] expected, VariableView actual) => Assert.Equal(expected, actual.ToArray());
}
