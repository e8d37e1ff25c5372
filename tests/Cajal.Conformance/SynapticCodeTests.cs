using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>What the code of synapses computes.</summary>
public sealed class SynapticCodeTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_boolean_variable_of_a_synapse_gates_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(4));
        var target = net.Add(new NeuronGroup(4, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, "use : boolean", onPre: "v += int(use)")).Connect("i == j");
        synapses["use"][2] = 1;
        net.Run(0.3 * ms);
        Assert.Equal([0.0, 0, 3, 0], target["v"].ToArray());
    }

    // Oracle: each source has 2 and gains 1 in each of its 10 synapses.
    [Theory, ClassData(typeof(Configurations))]
    public void Every_synapse_of_a_source_adds_to_it_and_a_target_takes_its_own_values(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(10, "v : 1", threshold: "v > 1"));
        var target = net.Add(new NeuronGroup(10, "x : 1\ny : 1"));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v_pre += w; x_post = y_post")).Connect();
        synapses["w"] = 1;
        source["v"] = 2;
        target["y"] = "i*1.0";
        net.Run(0.1 * ms);
        Assert.All(source["v"].ToArray(), v => Assert.Equal(12, v));
        Assert.Equal(target["y"].ToArray(), target["x"].ToArray());
    }

    // Oracle: i·exp(-1); 100 steps of 4 roundings each.
    [Theory, ClassData(typeof(Configurations))]
    public void A_clock_driven_equation_of_synapses_is_integrated_in_every_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, ""));
        var synapses = net.Add(new Synapses(cells, model: "dw/dt = -w/(10*ms) : 1 (clock-driven)")).Connect("i == j");
        synapses["w"] = "i*1.0";
        net.Run(10 * ms);
        Agreement.Close([.. Enumerable.Range(0, 10).Select(i => i * Math.Exp(-1))], synapses["w"].ToArray(), precision, 401);
    }

    // Oracle: the statements by hand: r = p·n = 0.5·0.8, n = 0.8 - r, then clip keeps its first argument where the bounds allow.
    [Theory, ClassData(typeof(Configurations))]
    public void Statements_run_in_their_order_and_a_temporary_keeps_what_it_was_given(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "g : 1", threshold: "t_in_timesteps == 0"));
        var synapse = net.Add(new Synapses(
            cells, model: "p : 1\nn : 1\nw : 1", onPre: "r = p*n; n -= r; p += 0.25*(1-p); w = clip(w + r, 0, 1); g += w*r")).Connect();
        (synapse["p"], synapse["n"], synapse["w"]) = (0.5, 0.75, 0.875);
        net.Run(0.1 * ms);
        Assert.Equal(0.375, synapse["n"].Si);
        Assert.Equal(0.625, synapse["p"].Si);
        Assert.Equal(1, synapse["w"].Si);
        Assert.Equal(0.375, cells["g"][0].Si);
    }

    // Oracle: the rule in loops: in each step every synapse that a spike reaches, by source, then target.
    [Theory, ClassData(typeof(Configurations))]
    public void Plasticity_that_keeps_its_traces_in_the_neurons_follows_the_loops_that_define_it(string backend, Precision precision)
    {
        const int count = 6, steps = 40;
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            count, "dA/dt = -A/(2*ms) : 1\nge : 1\nperiod : integer", threshold: "t_in_timesteps % period == 0", method: "euler"));
        cells["period"].Set(new[] { 2.0, 3, 4, 5, 6, 7 });
        var synapses = net.Add(new Synapses(
            cells[..3], cells[3..], "w : 1",
            onPre: "ge_post += w; A_pre += 0.0625; w = clip(w + A_post, 0, 10)",
            onPost: "A_post += 0.125; w = clip(w - A_pre, 0, 10)")).Connect();
        synapses["w"] = 5;
        net.Run(steps * net.Dt);

        var (a, ge, w) = (new double[count], new double[count], Enumerable.Repeat(5.0, 9).ToArray());
        for (var step = 0; step < steps; step++)
        {
            for (var cell = 0; cell < count; cell++) { a[cell] *= 1 - 0.05; }
            for (var pre = 0; pre < 3; pre++)
            {
                for (var post = 3; post < count && step % (pre + 2) == 0; post++)
                {
                    ref var weight = ref w[(3 * pre) + post - 3];
                    ge[post] += weight;
                    a[pre] += 0.0625;
                    weight = Math.Clamp(weight + a[post], 0, 10);
                }
            }

            for (var post = 3; post < count; post++)
            {
                for (var pre = 0; pre < 3 && step % (post + 2) == 0; pre++)
                {
                    ref var weight = ref w[(3 * pre) + post - 3];
                    a[post] += 0.125;
                    weight = Math.Clamp(weight - a[pre], 0, 10);
                }
            }
        }

        // Weights stay of the order of 5, and a synapse has some 30 events of 3 operations, each with traces of 40 steps.
        Agreement.Close(w, synapses["w"].ToArray(), precision, 2000);
        Agreement.Close(ge, cells["ge"].ToArray(), precision, 2000);
        Agreement.Close(a, cells["A"].ToArray(), precision, 2000);
    }

    // Oracle: the numbers that Brian2 asserts in test_vectorisation_STDP_like (read, not run). Their last digits are those of single precision:
    // a replay of the rule by hand in double precision differs from them by up to 3e-7, relative.
    [Theory, ClassData(typeof(Configurations))]
    public void Depression_and_facilitation_by_traces_of_the_neurons_give_the_published_numbers(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            6, "dv/dt = rate : 1\nge : 1\nrate : Hz\ndA/dt = -A/(1*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "euler"));
        var synapses = net.Add(new Synapses(
            cells[..3], cells[3..], "w_dep : 1\nw_fac : 1",
            onPre: "ge_post += w_dep - w_fac; A_pre += 1; w_dep = clip(w_dep + A_post, 0, 10)",
            onPost: "A_post += 1; w_fac = clip(w_fac + A_pre, 0, 10)")).Connect();
        cells["rate"] = 1000 * Hz;
        cells["v"] = "abs(3-i)*0.1 + 0.7";
        net.Run(2 * ms);
        Close([1.29140162, 1.16226149, 1.04603529, 1.16226149, 1.04603529, 0.94143176, 1.04603529, 0.94143176, 6.2472887], synapses["w_dep"].ToArray());
        Close([5.06030369, 5.62256002, 6.2472887, 5.62256002, 6.2472887, 6.941432, 6.2472887, 6.941432, 1.04603529], synapses["w_fac"].ToArray());
        Close([1.69665715, 1.88517461, 2.09463845, 2.32737606, 2.09463845, 1.88517461], cells["A"].ToArray());
        Close([0, 0, 0, -7.31700015, -8.13000011, -4.04603529], cells["ge"].ToArray());

        void Close(double[] expected, double[] values) =>
            Assert.All(expected.Zip(values), p => Assert.Equal(p.First, p.Second, (3e-7 + (100 * Agreement.Rounding(precision))) * Math.Abs(p.First)));
    }
}
