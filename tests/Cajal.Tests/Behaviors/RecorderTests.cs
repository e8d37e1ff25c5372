using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors;

/// <summary>What recorders keep. In most tests the variable v of every neuron is the number of the iteration, as in the reference run of PyMoNNtorch 0.1.4.</summary>
public sealed class RecorderTests
{
    [Theory]
    [InlineData(0, null, new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(1, null, new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(3, null, new double[] { 3, 6, 9 })]
    [InlineData(0, 4, new double[] { 7, 8, 9, 10 })]
    public void A_recorder_keeps_every_iteration_or_multiples_of_its_gap_or_the_last_ones(int gap, int? maxLength, double[] expected)
    {
        var (net, group) = Counting();
        group.Behaviors[9] = new Recorder("v") { GapWidth = gap, MaxLength = maxLength };

        net.SimulateIterations(10);

        Assert.Equal(expected, net.Recorded("v").Column(1));
        Assert.Equal(expected, net.Recorded("v").Iterations.Select(i => (double)i));
    }

    [Fact]
    public void A_recorder_before_a_behaviour_sees_what_the_last_iteration_left()
    {
        var (net, group) = Counting();
        group.Behaviors[0] = new Recorder("v");

        net.SimulateIterations(3);

        Assert.Equal([0, 1, 2], net.Recorded("v").Column());
    }

    [Theory]
    [InlineData("mean(v)", 3)]
    [InlineData("torch.mean(n.v)", 3)]
    [InlineData("sum(v[0:2]) + 1", 7)]
    [InlineData("max(v * x) - min(neurons.x)", 8)]
    [InlineData("std(x)", 1)]
    [InlineData("norm(x)", 3.7416573867739413)]
    [InlineData("mean(v >= 3 and x > 1)", 2.0 / 3)]
    [InlineData("-v + x**2", -2)]
    public void A_recorder_evaluates_expressions_of_variables(string expression, double third)
    {
        // x = (1, 2, 3): its deviation is 1, its norm the root of 14.
        var (net, group) = Counting();
        group.Behaviors[2] = new Called<NeuronGroup>(_ => { }, n => n["x"] = n.Vector([1, 2, 3]));
        group.Behaviors[9] = new Recorder(expression);

        net.SimulateIterations(3);

        Assert.Equal(third, net.Recorded(expression)[2, 0], 1e-12);
    }

    [Fact]
    public void A_recorder_takes_functions_of_the_program()
    {
        var (net, group) = Counting();
        group.Behaviors[9] = Recorder.Of("twice", (NeuronGroup n) => n["v"] * 2).And("count", (NeuronGroup n) => n.Count);
        net.Behaviors[9] = Recorder.Of("iteration", (Network n) => n.Iteration);

        net.SimulateIterations(2);

        Assert.Equal([2, 4], net.Recorded("twice").Column(2));
        Assert.Equal([3, 3], net.Recorded("count").Column());
        Assert.Equal([1, 2], net.Recorded("iteration").Column());
    }

    [Fact]
    public void Matrices_of_synapses_are_recorded_too()
    {
        var (net, group) = Counting();
        net.Add(new SynapseGroup(group, group)
        {
            Behaviors = { [1] = new Called<SynapseGroup>(_ => { }, s => s["W"] = s.Matrix("ones") * 0.5), [9] = new Recorder("mean(W)", "W") },
        });

        net.SimulateIterations(1);

        Assert.Equal(0.5, net.Recorded("mean(W)")[0, 0]);
        Assert.Equal(9, net.Recorded("W").Columns);
    }

    [Fact]
    public void Events_are_kept_by_iteration_and_element_and_there_may_be_none()
    {
        var (net, group) = Counting();
        group.Behaviors[2] = new Called<NeuronGroup>(n => n["spike"] = n.Vector([0, n.Network!.Iteration == 2 ? 1 : 0, n.Network.Iteration >= 2 ? 1 : 0]), n => n["spike"] = n.Vector());
        group.Behaviors[10] = new EventRecorder("spike");

        net.SimulateIterations(1);
        Assert.Empty((long[])net["spike.t", 0]);

        net.SimulateIterations(2);
        Assert.Equal([2, 2, 3], (long[])net["spike.t", 0]);
        Assert.Equal([1, 2, 2], (int[])net["spike.i", 0]);
        Assert.Equal([1, 2, 2], net.RecordedEvents("spike").Indices.ToArray());
    }

    [Fact]
    public void What_is_found_by_a_word_is_what_is_there_now()
    {
        var (net, group) = Counting();
        group.Behaviors[9] = new Recorder("v");
        net.SimulateIterations(2);
        var before = (Cajal.Recording)net["v", 0];
        Assert.Equal(2, before.Rows);

        net.SimulateIterations(3);

        Assert.Equal(5, before.Rows);
        Assert.Equal(5, ((Cajal.Recording)net["v", 0]).Rows);
    }

    [Fact]
    public void A_recorder_can_be_switched_off_and_cleared()
    {
        var (net, group) = Counting();
        Recorder recorder = new("v");
        group.Behaviors[9] = recorder;

        net.SimulateIterations(1);
        recorder.Enabled = false;
        net.SimulateIterations(1);
        recorder.Enabled = true;
        net.SimulateIterations(1);
        Assert.Equal([1, 3], net.Recorded("v").Column());

        recorder.Reset();
        Assert.Equal(0, net.Recorded("v").Rows);
        net.SimulateIterations(1);
        Assert.Equal([4], net.Recorded("v").Column());
    }

    [Fact]
    public void Long_recordings_keep_their_rows_across_pieces_of_memory()
    {
        // 100,000 rows of 3 numbers are about nine pieces of 32,768 numbers.
        var (net, group) = Counting();
        group.Behaviors[9] = new Recorder("v");
        group.Behaviors[10] = new Recorder("v + 0") { MaxLength = 20_000 };

        net.SimulateIterations(100_000);

        Assert.Equal(Enumerable.Range(1, 100_000).Select(k => (double)k), net.Recorded("v").Column(2));
        Assert.Equal(Enumerable.Range(80_001, 20_000).Select(k => (double)k), net.Recorded("v + 0").Column());
    }

    [Fact]
    public void Mistakes_are_said_where_they_are_made()
    {
        var (net, group) = Counting();
        group.Behaviors[9] = new Recorder("w");
        Mistake.Says("'cells' has no variable 'w'. Its variables are 'v'.", net.Initialize);
        Mistake.Says("'w, v' stands for nothing in the network. There are 'cells', 'Called`1', 'w'.", () => net["w, v", 0]);
        Mistake.Says("'x' stands for nothing in the recordings of the network. There are 'cells', 'Called`1', 'w'.", () => net.Recorded("x"));
        Mistake.Says("'cells' stands for 1 in the network, the first being 0, so there is no 1.", () => net["cells", 1]);
        Mistake.Says("A recorder keeps every iteration, every second one and so on: a gap of 0 or more, not -1.", () => new Recorder("v") { GapWidth = -1 });
        Mistake.Says("A recorder keeps 1 row or more, or all of them (null), not 0.", () => new Recorder("v") { MaxLength = 0 });
        Assert.StartsWith("There is no function 'maen' of vectors. Did you mean 'mean'?", Assert.Throws<EquationException>(() => new Recorder("maen(v)")).Message, StringComparison.Ordinal);
    }

    private static (Network Network, NeuronGroup Group) Counting()
    {
        Network net = new();
        var group = net.Add(new NeuronGroup(3) { Name = "cells" });
        group.Behaviors[1] = new Called<NeuronGroup>(n => n["v"] = n.Vector("ones") * n.Network!.Iteration, n => n["v"] = n.Vector("zeros"));
        return (net, group);
    }
}
