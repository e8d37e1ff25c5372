using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Where in a step something runs.</summary>
public sealed class ScheduleTests
{
    // Oracle: the slots in order, each with its before and after; then order; then creation.
    [Theory, ClassData(typeof(Configurations))]
    public void Operations_run_by_slot_then_order_then_creation(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var calls = "";
        void At(char name, string when, int order = 0) => net.Add(new NetworkOperation(() => calls += name, when: when, order: order));
        At('C', "after_end");
        At('b', "start", order: 1);
        At('a', "start", order: -1);
        At('c', "end");
        At('B', "before_start");
        At('x', "groups");
        At('y', "groups");
        At('r', "after_resets");
        At('t', "before_thresholds");
        net.Run(0.2 * ms);
        Assert.Equal("BabxytrcCBabxytrcC", calls);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_network_may_order_its_slots_otherwise_and_have_more(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Slots = ["start", "groups", "thresholds", "resets", "synapses", "settle", "end"];
        var calls = "";
        net.Add(new NetworkOperation(() => calls += 'e', when: "end"));
        net.Add(new NetworkOperation(() => calls += 's', when: "after_settle"));
        var cells = net.Add(new NeuronGroup(1, "v : 1", threshold: "v == 0", reset: "v = 10"));
        net.Add(new Synapses(cells, onPre: "v += 1")).Connect();
        net.Run(0.1 * ms);
        Assert.Equal(("se", 11.0), (calls, cells["v"][0].Si));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Slots_that_change_between_runs_change_the_order_of_the_next(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var calls = "";
        net.Add(new NetworkOperation(() => calls += 'x', when: "thresholds"));
        net.Add(new NetworkOperation(() => calls += 'y', when: "resets"));
        net.Run(0.3 * ms);
        net.Slots = ["start", "groups", "synapses", "resets", "thresholds", "end"];
        net.Run(0.3 * ms);
        Assert.Equal("xyxyxy" + "yxyxyx", calls);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_name_changes_nothing_in_the_order(string backend, Precision precision)
    {
        foreach (var (first, second) in ((string, string)[])[("a", "b"), ("b", "a")])
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(1, "x : 1", threshold: "True"));
            net.Add(new Synapses(cells, onPre: "x = 10*x + 1") { Name = first }).Connect();
            net.Add(new Synapses(cells, onPre: "x = 10*x + 2") { Name = second }).Connect();
            net.Run(0.1 * ms);
            Assert.Equal(12, cells["x"].Si);
        }
    }

    // Oracle: Euler adds 1 a step; the threshold, first of the step, sees 2 in the third one, and the reset comes before the update of that.
    [Theory, ClassData(typeof(Configurations))]
    public void Slots_that_put_the_threshold_before_the_update_do_so(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Slots = ["start", "thresholds", "synapses", "resets", "groups", "end"];
        var cells = net.Add(new NeuronGroup(1, "dv/dt = 10/ms : 1", threshold: "v > 1.5", reset: "v = 0", method: "euler"));
        var spikes = net.Add(new SpikeMonitor(cells));
        var trace = net.Add(new StateMonitor(cells, ["v"]) { When = "after_end" });
        net.Run(0.4 * ms);
        Assert.Equal([2L], spikes.StepsOf(0));
        Agreement.Close([1, 2, 1, 2], trace.Of("v", 0), precision, 8);
    }

    // Oracle: dv/dt = 0, so v changes by the code only: a spike in the step in which v is above 1 at the threshold, whatever it was at the update.
    [Theory, ClassData(typeof(Configurations))]
    public void Code_between_the_update_and_the_threshold_is_seen_by_the_threshold(string backend, Precision precision)
    {
        foreach (var (when, spiked) in ((string, int)[])[("before_groups", 1), ("after_groups", 1), ("before_thresholds", 1), ("after_thresholds", 0), ("end", 0)])
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(3, "dv/dt = 0*Hz : 1", threshold: "v > 1", reset: "v = -10"));
            cells[1..2].RunRegularly("v += 2", when: when);
            var spikes = net.Add(new SpikeMonitor(cells));
            net.Run(0.1 * ms);
            Assert.Equal([0, spiked, 0], spikes.CountsByElement());
        }
    }

    // Oracle: the same network with code between update and threshold that changes nothing has to give the same spikes, random numbers included.
    [Theory, ClassData(typeof(Configurations))]
    public void A_threshold_of_its_own_draws_the_random_numbers_of_one_behind_the_update(string backend, Precision precision)
    {
        string Digest(bool apart)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(100, "dv/dt = (1 - v)/(10*ms) + 0.3*xi*ms**-0.5 : 1 (unless refractory)", threshold: "rand() < 0.02 + 0.1*v", reset: "v = 0", refractory: 1 * ms, method: "euler"));
            if (apart) { cells.RunRegularly("v += 0", when: "after_groups"); }
            net.Run(20 * ms);
            Assert.Equal(apart, net.Schedule.Contains("neurons.threshold", StringComparison.Ordinal));
            return net.Report("").Digest;
        }

        Assert.Equal(Digest(false), Digest(true));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Values_at_spikes_and_samples_are_taken_in_the_slot_that_the_monitor_names(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "spiked : integer", threshold: "True", reset: "spiked += 1"));
        var before = net.Add(new SpikeMonitor(cells, ["spiked"]));
        var after = net.Add(new SpikeMonitor(cells, ["spiked"]) { When = "after_resets" });
        var atEnd = net.Add(new StateMonitor(cells, ["spiked"]) { When = "end" });
        net.Run(1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(k => (double)k)], before.ValuesOf("spiked", 0));
        Assert.Equal([.. Enumerable.Range(1, 10).Select(k => (double)k)], after.ValuesOf("spiked", 1));
        Assert.Equal([.. Enumerable.Range(1, 10).Select(k => (double)k)], atEnd.Of("spiked", 1));
    }

    // Oracle: by hand from slot, order and creation; a delay of 0 puts the synapses between thresholds and resets.
    [Fact]
    public void The_summary_lists_operations_in_the_order_in_which_they_run()
    {
        using var net = Networks.On("cpu", Precision.Double);
        var cells = net.Add(new NeuronGroup(2, "dv/dt = -v/(10*ms) : 1 (unless refractory)", threshold: "v > 1", reset: "v = 0", refractory: 1 * ms, method: "exact") { Name = "cells", Order = 2 });
        net.Add(new Synapses(cells, onPre: "v += 1")).Connect();
        net.Add(new StateMonitor(cells, ["v"], dt: 1 * ms));
        cells.RunAt("v = 2", new[] { 1 } * ms);
        net.Add(new NetworkOperation(() => { }, when: "after_end") { Active = false });
        Assert.Equal(
            """
            operation       | part of                      | clock dt                | when       | order | active
            state_monitor   | state_monitor (StateMonitor) | 1 ms (every 10 steps)   | start      | 0     | yes
            cells.run_at    | cells (NeuronGroup)          | listed times            | start      | 0     | yes
            cells.refractory_end | cells (NeuronGroup)     | 100 us (every step)     | groups     | 2     | yes
            cells.update    | cells (NeuronGroup)          | 100 us (every step)     | groups     | 2     | yes
            cells.refractory | cells (NeuronGroup)         | 100 us (every step)     | thresholds | 2     | yes
            synapses.pre.spikes | synapses (Synapses) | 100 us (every step) | synapses | -1 | yes
            synapses.pre    | synapses (Synapses)          | 100 us (every step)     | synapses   | -1    | yes
            cells.reset     | cells (NeuronGroup)          | 100 us (every step)     | resets     | 2     | yes
            operation       | operation (NetworkOperation) |                         |            |       | no
            """.Replace(" ", "", StringComparison.Ordinal),
            net.SchedulingSummary().Replace(" ", "", StringComparison.Ordinal).TrimEnd());
        net.Run(1 * ms);
    }
}
