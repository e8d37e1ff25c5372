using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Objects with steps of their own.</summary>
public sealed class ClockTests
{
    // Oracle: after the first moment, in which both run, ten steps of 0.1 ms come before each of 1 ms; x goes before y by its order.
    [Theory, ClassData(typeof(Configurations))]
    public void A_clock_of_a_tenth_of_the_step_runs_ten_times_for_each_of_the_other_for_100_seconds(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (fast, slow, wrong) = (0L, 0L, 0L);
        net.Add(new NetworkOperation(() => fast++, dt: 0.1 * ms));
        net.Add(new NetworkOperation(() => wrong += fast == (10 * slow++) + 1 ? 0 : 1, dt: 1 * ms, order: 1));
        net.Run(100 * s);
        Assert.Equal((1_000_000, 100_000, 0), (fast, slow, wrong));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Equations_of_synapses_advance_by_the_clock_of_the_synapses(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, ""));
        var synapses = net.Add(new Synapses(cells, model: "dw/dt = 1/ms : 1", method: "euler") { Dt = 1 * ms }).Connect();
        net.Run(1 * ms);
        Assert.Equal(1, synapses["w"][0].Si);
        net.Run(0.5 * ms);
        Assert.Equal(2, synapses["w"][0].Si);
    }

    // Oracle: forward Euler of dx/dt = 1/ms takes steps of exactly the group's dt; t and dt are those of the group.
    [Theory, ClassData(typeof(Configurations))]
    public void A_group_advances_and_spikes_in_steps_of_its_own(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var slow = net.Add(new NeuronGroup(1, "dx/dt = 1/ms : 1", threshold: "x > 1.2", reset: "x = 0", method: "euler") { Dt = 0.5 * ms });
        var fast = net.Add(new NeuronGroup(1, "dx/dt = 1/ms : 1", method: "euler"));
        var spikes = net.Add(new SpikeMonitor(slow));
        var trace = net.Add(new StateMonitor(slow, ["x"]));
        net.Run(3 * ms);
        Agreement.Close([1e-3, 2.5e-3], spikes.Times, Precision.Double, 2);
        Assert.Equal([0, 0.5, 1, 0, 0.5, 1], trace.Of("x", 0));
        Agreement.Close([0, 0.5e-3, 1e-3, 1.5e-3, 2e-3, 2.5e-3], trace.Times, Precision.Double, 2);
        Agreement.Close(3, fast["x"][0].Si, precision, 60);
    }

    // Oracle: a delay of 0.5 ms is one step of the source; the spike of 0.5 ms arrives in the slot synapses at 1 ms, before the reset there.
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_travel_in_the_steps_of_their_source_and_a_difference_is_pointed_out_once(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        List<string> warnings = [];
        net.Warned = warnings.Add;
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 0.5, 2.5 } * ms) { Dt = 0.5 * ms });
        var target = net.Add(new NeuronGroup(2, "v : 1\narrived : second") { Dt = 0.1 * ms });
        net.Add(new Synapses(source, target, onPre: "v += 1; arrived = t", delay: 0.5 * ms)).Connect([0, 1], [0, 1]);
        net.Run(3 * ms);
        net.Run(1 * ms);
        Assert.Equal([1.0, 1], target["v"].ToArray());
        Agreement.Close([1e-3, 3e-3], target["arrived"].ToArray(), precision, 4);
        Assert.Equal(["'synapses.pre' runs in the steps of 'spike_generator', 500 us, and so do its delays; 'spike_generator' has steps of 500 us and 'neurons' of 100 us."], warnings);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_monitor_samples_at_times_of_its_own(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "dx/dt = 1/ms : 1", method: "euler") { Dt = 1 * ms });
        var every = net.Add(new StateMonitor(cells, ["x"], dt: 0.75 * ms));
        var listed = net.Add(new StateMonitor(cells, ["x"]) { Clock = new EventClock(new[] { 2.5, 0, 1, 7 } * ms) });
        net.Run(3 * ms);

        // A step at time t is done when the clock passes it: at 0.75 ms x is what the step of 0 ms made it.
        Assert.Equal([0.0, 1, 2, 3], every.Of("x", 0));
        Agreement.Close([0, 0.75e-3, 1.5e-3, 2.25e-3], every.Times, Precision.Double, 2);
        Assert.Equal([0.0, 1, 3], listed.Of("x", 0));
        Assert.Equal([0, 1e-3, 2.5e-3], listed.Times);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Samples_at_listed_times_are_those_of_a_monitor_of_every_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dx/dt = (i - x)/(5*ms) : 1"));
        var all = net.Add(new StateMonitor(cells, ["x"]));
        var listed = net.Add(new StateMonitor(cells, ["x"]) { Clock = new EventClock(new[] { 0.3, 4, 9.9 } * ms) });
        net.Run(5 * ms);
        net.Run(5 * ms);
        for (var cell = 0; cell < 3; cell++)
        {
            Assert.Equal([all.Of("x", cell)[3], all.Of("x", cell)[40], all.Of("x", cell)[99]], listed.Of("x", cell));
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_single_sample_shows_the_state_after_the_last_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(130, "dx/dt = 1/ms : 1", method: "euler"));
        var synapses = net.Add(new Synapses(cells, model: "w : 1")).Connect("i == j");
        synapses["w"] = "i*1.0";
        var ofCells = net.Add(new StateMonitor(cells, ["x"], [0, 129]));
        var ofSynapses = net.Add(new StateMonitor(synapses, ["w"], [3]));
        ofSynapses.RecordSingleTimestep();
        net.Threads = 2;
        net.Run(0.5 * ms);
        ofCells.RecordSingleTimestep();
        Assert.Equal(6, ofCells.Samples);
        Agreement.Close(5e-4, ofCells.Times[5], Precision.Double, 2);
        Assert.Equal(cells["x"][129].Si, ofCells.Of("x", 129)[5]);
        Assert.Equal([3.0, 3, 3, 3, 3, 3], ofSynapses.Of("w", 3));
        net.Run(0.1 * ms);
        Assert.Equal(7, ofCells.Samples);
        Assert.Equal(ofCells.Of("x", 129)[5], ofCells.Of("x", 129)[6]);
    }

    // Oracle: steps at multiples of dt from the run's start on; 2.5 ms is no multiple of 2 ms, and the next one is at 4 ms.
    [Theory, ClassData(typeof(Configurations))]
    public void Runs_that_divide_the_steps_of_several_clocks_take_the_steps_of_one_run(string backend, Precision precision)
    {
        string Trace(params double[] runs)
        {
            using var net = Networks.On(backend, precision);
            List<string> calls = [];
            net.Add(new NetworkOperation(t => calls.Add(FormattableString.Invariant($"a{t.Si * 1e3:0.##}")), dt: 2 * ms));
            net.Add(new NetworkOperation(t => calls.Add(FormattableString.Invariant($"b{t.Si * 1e3:0.##}")), dt: 0.7 * ms));
            var cells = net.Add(new NeuronGroup(1, "v : 1"));
            cells.RunAt("v += 1", new[] { 0.35, 2.5, 4.1 } * ms);
            foreach (var run in runs) { net.Run(run * ms); }
            return string.Join(' ', calls) + FormattableString.Invariant($" {cells["v"][0].Si}");
        }

        Assert.Equal("a0 b0 b0.7 b1.4 a2 b2.1 b2.8 b3.5 a4 b4.2 b4.9 3", Trace(5));
        Assert.Equal(Trace(5), Trace(2.5, 0.05, 0.05, 2.4));
        Assert.Equal(Trace(5), Trace(0.35, 0.35, 1.3, 3));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_clock_that_objects_share_changes_for_all_of_them_and_only_to_what_divides_the_time(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        Clock clock = new(0.1 * ms);
        var cells = net.Add(new NeuronGroup(2, "x = t/ms : 1", threshold: "True", refractory: 0.2 * ms) { Clock = clock });
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Add(new NeuronGroup(1, "v : 1"));
        foreach (var milliseconds in (double[])[0.75, 2.5, 0.4, 0.01, 0.1]) { clock.Dt = milliseconds * ms; }
        net.Run(0.1 * ms);
        clock.Dt = 0.05 * ms;
        clock.Dt = 0.1 * ms;
        clock.Dt = 0.0999999999 * ms;
        clock.Dt = 0.1 * ms;
        foreach (var milliseconds in (double[])[0.3, 0.2, 0.15])
        {
            Assert.Contains("is not a multiple", Assert.Throws<ModelException>(() => clock.Dt = milliseconds * ms).Message, StringComparison.Ordinal);
        }

        clock.Dt = 0.05 * ms;
        net.Run(0.3 * ms);
        Agreement.Close([0, 0.2e-3], spikes.TimesOf(0), Precision.Double, 4);
        Assert.Equal((0.1 * ms, 8L), (net.Dt, clock.StepCount));
    }

    [Fact]
    public void Several_clocks_give_the_same_spikes_and_values_on_any_number_of_threads()
    {
        (string, double[], double[]) Run(string backend, int threads)
        {
            using var net = Networks.On(backend, Precision.Double, seed: 4);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, "dv/dt = (1.2 - v + g)/(10*ms) : 1\ndg/dt = -g/(3*ms) : 1", threshold: "v > 1", reset: "v = 0", method: "euler") { Dt = 0.3 * ms });
            var input = net.Add(new PoissonGroup(150, 300 * Hz) { Dt = 0.25 * ms });
            cells["v"] = "rand()";
            net.Add(new Synapses(input, cells, onPre: "g += 0.2*rand()")).Connect(0.1).Delay = "2*ms*rand()";
            var plastic = net.Add(new Synapses(cells, cells, "dw/dt = (0.1 - w)/(20*ms) : 1", onPre: "g += w", onPost: "w += 0.01*rand()", method: "euler") { Dt = 0.5 * ms });
            plastic.Connect(0.1);
            plastic.RunRegularly("w = w*(0.9 + 0.2*rand())", dt: 0.7 * ms);
            cells[50..150].RunRegularly("v += 0.05*randn()", dt: 1.1 * ms, when: "after_groups");
            var trace = net.Add(new StateMonitor(plastic, ["w"], [0, 77], dt: 0.4 * ms));
            net.Run(30 * ms);
            net.Run(30 * ms);
            Assert.InRange(net.Report("").Spikes, 500, 100_000);
            return (net.Report("").Digest, trace.Of("w", 77), cells["v"].ToArray());
        }

        var one = Run("cpu", 1);
        foreach (var threads in (int[])[2, 3, 4])
        {
            var more = Run("cpu", threads);
            Assert.Equal(one.Item1, more.Item1);
            Assert.Equal(one.Item2, more.Item2);
            Assert.Equal(one.Item3, more.Item3);
        }

        Assert.Equal(one.Item1, Run("reference", 2).Item1);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void The_steps_of_every_clock_are_stored_and_restored(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "dx/dt = 1/ms : 1", method: "euler") { Dt = 0.5 * ms });
        net.Run(1 * ms);
        net.Store();
        cells.Dt = 0.25 * ms;
        net.Run(1 * ms);
        net.Restore();
        Assert.Equal((0.5e-3, 2L), (cells.Dt.Si, cells.Clock.StepCount));
        net.Run(1 * ms);
        Assert.Equal((2.0, 4L), (cells["x"][0].Si, cells.Clock.StepCount));
    }
}
