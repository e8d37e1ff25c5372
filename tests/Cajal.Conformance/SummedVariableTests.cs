using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Variables of neurons that are sums over synapses.</summary>
public sealed class SummedVariableTests
{
    // Oracle: two synapses a pair, so 2·(2·0.25) and 2·(2·1.25).
    [Theory, ClassData(typeof(Configurations))]
    public void Every_synapse_of_a_pair_counts(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(2, "v : volt"));
        var target = net.Add(new NeuronGroup(2, "v : volt"));
        source["v"] = new[] { 0.25, 1.25 } * V;
        net.Add(new Synapses(source, target, "x : volt\nv_post = 2*x : volt (summed)")).Connect([0, 0, 1, 1], [0, 0, 1, 1])["x"] = "v_pre";
        net.Run(net.Dt);
        Assert.Equal([1.0, 5], target["v"].ToArray());
    }

    // Oracle by hand: sources 0 to 2 reach target 0, source 3 reaches targets 1 to 3.
    [Theory, ClassData(typeof(Configurations))]
    public void Sums_go_to_both_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var first = net.Add(new NeuronGroup(4, "own : 1\nof_synapses : 1\nof_neurons : 1"));
        var second = net.Add(new NeuronGroup(4, "own : 1\nof_synapses : 1\nof_neurons : 1"));
        first["own"] = "i*1.0";
        second["own"] = "i + 4.0";
        var synapses = net.Add(new Synapses(
            first, second,
            """
            x : 1
            of_neurons_pre = own_post : 1 (summed)
            of_synapses_pre = x : 1 (summed)
            of_neurons_post = own_pre : 1 (summed)
            of_synapses_post = x : 1 (summed)
            """)).Connect([0, 1, 2, 3, 3, 3], [0, 0, 0, 1, 2, 3]);
        synapses["x"] = new[] { 0.0, 1, 2, 3, 4, 5 };
        net.Run(net.Dt);
        Assert.Equal([0.0, 1, 2, 12], first["of_synapses"].ToArray());
        Assert.Equal([4.0, 4, 4, 18], first["of_neurons"].ToArray());
        Assert.Equal([3.0, 3, 4, 5], second["of_synapses"].ToArray());
        Assert.Equal([3.0, 3, 3, 3], second["of_neurons"].ToArray());
    }

    // Oracle: 1+2+...+5 = 15 and 15+16+17+18+19 = 85.
    [Theory, ClassData(typeof(Configurations))]
    public void The_ends_may_differ_in_size(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(10, "x : integer"));
        var target = net.Add(new NeuronGroup(2, "y : integer"));
        source["x"] = new[] { 1.0, 2, 3, 4, 5, 15, 16, 17, 18, 19 };
        net.Add(new Synapses(source, target, "y_post = x_pre : integer (summed)")).Connect("j == i//5");
        net.Run(net.Dt);
        Assert.Equal([15.0, 85], target["y"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Neurons_outside_of_the_targets_keep_their_value_and_targets_without_synapses_get_0(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(1, ""));
        var target = net.Add(new NeuronGroup(7, "I : 1"));
        target["I"] = 10;
        net.Add(new Synapses(source, target[1..2], "I_post = 5 : 1 (summed)")).Connect();
        net.Add(new Synapses(source, target[3..6], "I_post = 1 : 1 (summed)")).Connect("j < 2");
        net.Run(net.Dt);
        Assert.Equal([10.0, 5, 10, 1, 1, 0, 10], target["I"].ToArray());
        net.Add(new Synapses(source, target[[0, 2, 6]], "I_post = j + 20.0 : 1 (summed)")).Connect("j != 1");
        net.Run(net.Dt);
        Assert.Equal([20.0, 5, 0, 1, 1, 0, 22], target["I"].ToArray());
    }

    // Oracle: two synapses for each of the first six neurons, one for each of the last four.
    [Theory, ClassData(typeof(Configurations))]
    public void Two_parts_of_a_group_get_their_own_sums(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(1, ""));
        var target = net.Add(new NeuronGroup(10, "v : 1"));
        net.Add(new Synapses(source, target[..6], "v_post = 1 : 1 (summed)")).Connect(n: 2);
        net.Add(new Synapses(source, target[6..], "v_post = 1 : 1 (summed)")).Connect();
        net.Run(net.Dt);
        Assert.Equal([2.0, 2, 2, 2, 2, 2, 1, 1, 1, 1], target["v"].ToArray());
    }

    // Oracle: 1+1 from the first projection, 10 from the second, which also reaches where the first does not.
    [Theory, ClassData(typeof(Configurations))]
    public void Several_projections_add_to_one_variable(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(2, ""));
        var target = net.Add(new NeuronGroup(4, "I : 1"));
        net.Add(new Synapses(source, target[..2], "I_post = 1 : 1 (summed)")).Connect();
        var second = net.Add(new Synapses(source[..1], target[1..3], "I_post = 10 : 1 (summed)"));
        second.Connect();
        net.Run(3 * net.Dt);
        Assert.Equal([2.0, 12, 10, 0], target["I"].ToArray());
        second.Active = false;
        net.Run(net.Dt);
        Assert.Equal([2.0, 2, 10, 0], target["I"].ToArray());
    }

    // Oracle: two cells that are pulled together: their difference decays with 1/(leak + 2·w), their mean with 1/leak; euler factors by hand.
    [Theory, ClassData(typeof(Configurations))]
    public void The_sum_is_of_the_values_before_the_step_and_acts_in_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "dv/dt = (I - v)/(10*ms) : 1\nI : 1", method: "euler"));
        cells["v"] = new[] { 0.0, 1 };
        net.Add(new Synapses(cells, model: "w : 1\nI_post = w*(v_pre - v_post) : 1 (summed)")).Connect("i != j")["w"] = 0.5;
        net.Run(10 * net.Dt);
        var (mean, difference) = (0.5 * Math.Pow(0.99, 10), Math.Pow(0.98, 10));
        Agreement.Close([mean - (difference / 2), mean + (difference / 2)], cells["v"].ToArray(), precision, 400);
    }

    // Oracle: the same with one thread and synapses that lie in their order of creation; delays of code that never runs only change where they lie.
    [Theory, ClassData(typeof(Configurations))]
    public void The_order_of_the_sum_is_that_of_creation_on_any_number_of_threads_wherever_the_synapses_lie(string backend, Precision precision)
    {
        var one = Sums(1, "0*ms");
        Assert.All((int[])[2, 3, 4], threads => Assert.Equal(one, Sums(threads, "2*ms*rand()")));
        Assert.All(one, sum => Assert.True(sum > 0));

        double[] Sums(int threads, string delay)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, "dv/dt = (1 + 0.1*sin(I) - v)/(5*ms) : 1\nI : 1\nJ : 1", threshold: "v > 0.9", reset: "v = 0", method: "euler"));
            cells["v"] = "i/300.0";
            var synapses = net.Add(new Synapses(
                cells[..200], cells[50..], "w : 1\nI_post = w*v_pre*rand() : 1 (summed)\nJ_pre = w*exp(v_post) : 1 (summed)", onPost: "w *= 0.99")).Connect(0.3);
            synapses["w"] = "0.1 + i*0.001 + j*0.0001";
            net.Add(new Synapses(cells, cells[50..], "I_post = 0.001*v_pre : 1 (summed)")).Connect(0.1);
            var never = synapses.AddPathway("never", "w = 0");
            never.Active = false;
            never.Delay = delay;
            net.Run(10 * ms);
            return [.. cells["I"].ToArray()[50..], .. cells["J"].ToArray()[..200]];
        }
    }

    // Oracle: in step n a monitor sees the sum of step n-1, which is n-1.
    [Theory, ClassData(typeof(Configurations))]
    public void The_sum_is_taken_anew_in_every_step_of_the_synapses_clock(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x = t/(0.1*ms) : 1\nslow : 1\nfast : 1"));
        net.Add(new Synapses(cells, model: "fast_post = x_pre : 1 (summed)")).Connect();
        net.Add(new Synapses(cells, model: "slow_post = x_pre : 1 (summed)") { Dt = 0.5 * ms }).Connect();
        var trace = net.Add(new StateMonitor(cells, ["fast", "slow"]));
        net.Run(1.2 * ms);
        Agreement.Close([0, .. Enumerable.Range(0, 11)], trace.Of("fast", 0), precision, 4);
        Agreement.Close([0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10], trace.Of("slow", 0), precision, 4);
    }
}
