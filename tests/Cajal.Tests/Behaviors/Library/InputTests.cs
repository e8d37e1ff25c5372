using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

public sealed class InputTests
{
    [Fact]
    public void Arrays_functions_and_generators_give_the_current_of_each_iteration_from_the_first_on()
    {
        double[,] rows = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        Assert.Equal([[1, 2], [3, 4], [5, 6]], Currents(new(rows)));
        Assert.Equal([[1, 1], [3, 3], [5, 5]], Currents(new([1, 3, 5])));
        Assert.Equal([[7, 7], [7, 7], [7, 7]], Currents(new(7)));
        Assert.Equal([[0.5, 0.5], [1, 1], [1.5, 1.5]], Currents(new(k => 0.5 * k)));
        Assert.Equal([[1.5, 1.5], [2, 2], [2.5, 2.5]], Currents(new(k => 0.5 * k) { Current = 1 }));
        Assert.Equal([[1, -1], [2, -2], [3, -3]], Currents(new(k => new double[] { k, -k })));
        Assert.Equal([[1, 2], [3, 4], [5, 6]], Currents(new(Generated(rows))));
    }

    [Fact]
    public void A_text_gives_each_neuron_a_current_of_its_own_that_stays()
    {
        var currents = Currents(new("uniform"));
        Assert.NotEqual(currents[0][0], currents[0][1]);
        Assert.Equal(currents[0], currents[2]);
    }

    [Fact]
    public void Current_that_synapses_added_is_gone_in_the_next_iteration()
    {
        using Network net = new();
        Probe current = new("I");
        net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(2), [2] = new Added(), [9] = current } });

        net.SimulateIterations(3);

        Assert.Equal([3, 3, 3], current[0]);
    }

    [Fact]
    public void A_generator_begins_anew_where_the_network_goes_back()
    {
        using Network net = new();
        Probe current = new("I");
        net.Add(new NeuronGroup(2) { Behaviors = { [1] = new Input(Generated(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } })), [9] = current } });
        net.SimulateIterations(1);
        net.Store();
        net.SimulateIterations(2);
        net.Restore();

        net.SimulateIterations(2);

        Assert.Equal([1, 3, 5, 3, 5], current[0]);
    }

    [Fact]
    public void An_iteration_without_input_and_rows_of_another_width_are_refused()
    {
        const string isOver = "The input of 'cells' is given for 2 iterations, but this is iteration 3. Run fewer, give more of it, or give a function of the iteration.";
        Mistake.Says(isOver, () => Currents(new(new double[2, 2])));
        Mistake.Says(isOver, () => Currents(new([1, 2])));
        Mistake.Says(isOver, () => Currents(new(Generated(new double[2, 2]))));
        Mistake.Says("'cells' has 2 neurons, but its input has 5 numbers for each iteration. The shape is [iterations, neurons].", () => Currents(new(new double[3, 5])));
        Mistake.Says("'cells' has 2 neurons, but the vector has 5 numbers.", () => Currents(new(Generated(new double[3, 5]))));
    }

    private static IEnumerable<double[]> Generated(double[,] rows)
    {
        for (var row = 0; row < rows.GetLength(0); row++) { yield return [.. Enumerable.Range(0, rows.GetLength(1)).Select(column => rows[row, column])]; }
    }

    private static List<double[]> Currents(Input input)
    {
        using Network net = new();
        Probe current = new("I");
        net.Add(new NeuronGroup(2) { Name = "cells", Behaviors = { [1] = input, [9] = current } });
        net.SimulateIterations(3);
        return current.Rows;
    }

    private sealed class Added : Behavior<NeuronGroup>
    {
        public override void Forward(NeuronGroup owner) => owner["I"] += 1;
    }
}
