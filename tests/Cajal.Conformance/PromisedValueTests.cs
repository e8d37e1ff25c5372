using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Values that an expression gives many synapses are found when they are needed, and are those that they would have been at once.</summary>
public sealed class PromisedValueTests
{
    private const int Never = int.MaxValue;

    [Theory, ClassData(typeof(Configurations))]
    public void Values_found_later_are_those_that_would_have_been_found_at_once(string backend, Precision precision)
    {
        var atOnce = Reached(Never, 1, _ => { });
        Assert.Contains(atOnce, x => x != 0);
        Assert.All((int[])[1, 2, 3], threads => Assert.Equal(atOnce, Reached(0, threads, _ => { })));

        // Neurons may change after the expression was given, and somebody may look.
        Assert.Equal(atOnce, Reached(0, 1, made => _ = made["w"].ToArray()));
        Assert.Equal(atOnce, Reached(0, 1, made => _ = made.Delay[7]));
        Assert.Equal(atOnce, Reached(0, 1, made => made["w"][3] = made["w"][3]));

        double[] Reached(int promisesFrom, int threads, Action<Synapses> look)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, "x : 1\nscale : 1", threshold: "i % 3 == 0"));
            cells["scale"] = "1 + rand()";
            var made = net.Add(new Synapses(cells, cells[50..], "w : 1\nk : 1", onPre: "x_post += w*k"));
            made.PromisesFrom = promisesFrom;
            made.Connect(p: 0.2);
            made["k"] = "2 + randn()";
            made["w"] = "scale_pre*scale_post*rand() + 0.001*i + 0.01*j";
            made.Delay = "clip(1 + 0.3*randn(), 0.2, 2)*ms";
            var before = made.Count;
            made.ConnectFixedTotal(500);
            made["w"][before..] = "5*rand()";
            made["k"][before..(before + 100)] = "rand()";
            made.Delay[(before + 50)..] = "0.5*ms*rand()";
            cells["scale"] = 100.0;
            look(made);
            net.Run(2 * ms);
            return [.. cells["x"].ToArray(), .. made["w"].ToArray(), .. made["k"].ToArray(), .. made.Delay.ToArray()];
        }
    }

    /// <summary>New synapses have what new synapses have: weights of 0, and the delay of the projection.</summary>
    [Fact]
    public void Promises_do_not_reach_synapses_that_are_made_later()
    {
        using var net = Networks.On("cpu", Precision.Double);
        var made = net.Add(new Synapses(net.Add(Networks.Metronomes(4)), net.Add(new NeuronGroup(5, "x : 1")), "w : 1", onPre: "x += w", delay: 3 * ms));
        made.PromisesFrom = 0;
        made.Connect();
        (made["w"], made.Delay) = ("1 + rand()", "rand()*ms");
        made.Connect(i: 0, j: 1);
        Assert.Equal((0, 3e-3), (made["w"][20].Si, made.Delay[20].Si));
    }

    [Fact]
    public void A_promised_delay_that_is_negative_stops_the_run_before_it_begins()
    {
        using var net = Networks.On("cpu", Precision.Double);
        var made = net.Add(new Synapses(net.Add(Networks.Metronomes(4)), net.Add(new NeuronGroup(5, "x : 1")), "w : 1", onPre: "x += w"));
        made.PromisesFrom = 0;
        made.Connect();
        made.Delay = "-1*ms*(1 + i)";
        Assert.Contains("a delay of -1 ms is not possible", Assert.Throws<ModelException>(() => net.Run(1 * ms)).Message, StringComparison.Ordinal);
    }
}
