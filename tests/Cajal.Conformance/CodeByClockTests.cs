using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Statements that run by the clock, and actions of the program.</summary>
public sealed class CodeByClockTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void Code_of_parts_runs_for_the_elements_of_the_parts(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        NeuronGroup group = new(10, "v : integer\nplace : integer\nhow_many : integer");
        group.RunRegularly("v += 16");
        group[..8].RunRegularly("v = v + 1", order: 1);
        group[..2].RunRegularly("v += 8 - 1", order: 1);
        net.Add(group);
        group[2..4].RunRegularly("v += 4 - 1");
        group[4..6].RunRegularly("v += 2 - 1");
        group[[7, 9]].RunRegularly("place = i; how_many = N");
        net.Run(net.Dt);
        Assert.Equal([24.0, 24, 20, 20, 18, 18, 17, 17, 16, 16], group["v"].ToArray());
        Assert.Equal([0.0, 0, 0, 0, 0, 0, 0, 0, 0, 1], group["place"].ToArray());
        Assert.Equal([0.0, 0, 0, 0, 0, 0, 0, 2, 0, 2], group["how_many"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Regular_code_runs_every_other_step_when_its_dt_is_two_steps_and_listed_code_at_its_times(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "v : 1\nw : 1\nstep : second"));
        cells.RunRegularly("v += 1; step = dt", dt: 2 * net.Dt);
        cells.RunAt("w += 1", new[] { 0.3, 0, 0.1 } * ms);
        var trace = net.Add(new StateMonitor(cells, ["v", "w"]) { When = "end" });
        net.Run(4 * net.Dt);
        Assert.Equal([1.0, 1, 2, 2], trace.Of("v", 1));
        Assert.Equal([1.0, 2, 2, 3], trace.Of("w", 0));
        Agreement.Close(2e-4, cells["step"][0].Si, precision, 2);
    }

    // Oracle: by hand. Euler adds 1 a step and the code 2; above 2.5 at the threshold, v becomes 0 in the slot resets.
    [Theory, ClassData(typeof(Configurations))]
    public void The_slot_of_code_decides_what_it_sees_and_who_sees_it(string backend, Precision precision)
    {
        (string When, double[] Trace)[] cases = [("start", [0, 0, 0]), ("after_groups", [0, 0, 0]), ("after_thresholds", [3, 0, 3]), ("end", [3, 2, 2])];
        foreach (var (when, expected) in cases)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(1, "dv/dt = 10/ms : 1", threshold: "v > 2.5", reset: "v = 0", method: "euler"));
            cells.RunRegularly("v += 2", when: when);
            var trace = net.Add(new StateMonitor(cells, ["v"]) { When = "after_end" });
            net.Run(0.3 * ms);
            Agreement.Close(expected, trace.Of("v", 0), precision, 8);
        }
    }

    // Oracle: x is raised at the start of both steps; code at the end sees both, code before the start the first only.
    [Theory, ClassData(typeof(Configurations))]
    public void Code_of_three_slots_sees_what_ran_before_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x : 1\nlater : 1\nearlier : 1"));
        cells.RunRegularly("x += 1");
        cells.RunRegularly("later = x", when: "end");
        cells.RunRegularly("earlier = x", when: "before_start");
        net.Run(0.2 * ms);
        Assert.Equal([2.0, 2, 1], [cells["x"].Si, cells["later"].Si, cells["earlier"].Si]);
    }

    // Oracle: by order of creation in one slot, so a monitor made before the code of its synapses shows the value before.
    [Theory, ClassData(typeof(Configurations))]
    public void A_monitor_shows_what_was_before_the_code_that_was_added_after_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, ""));
        var synapses = net.Add(new Synapses(cells, model: "w : 1")).Connect("i == j");
        synapses["w"] = "i*1.0";
        var earlier = net.Add(new StateMonitor(synapses, ["w"]));
        synapses.RunRegularly("w += 1");
        var later = net.Add(new StateMonitor(synapses, ["w"]));
        net.Run(2 * net.Dt);
        Assert.Equal([0.0, 1], earlier.Of("w", 0));
        Assert.Equal([1.0, 2], earlier.Of("w", 1));
        Assert.Equal([2.0, 3], later.Of("w", 1));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Code_does_not_write_masked_variables_of_refractory_neurons(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "dv/dt = 0*Hz : 1 (unless refractory)\nw : 1", threshold: "i == 0 and t < 0.05*ms", refractory: 0.3 * ms));
        cells.RunRegularly("v += 1; w += 1");
        net.Run(5 * net.Dt);

        // The spike of step 0 keeps v from step 1 on; the update of step 3 ends that, so steps 0 and 4 write in it, and 3 not: code runs before.
        Assert.Equal([2.0, 5], cells["v"].ToArray());
        Assert.Equal([5.0, 5], cells["w"].ToArray());
    }

    // Oracle: s goes 1, 2, 4 ...; the old value in a temporary is what the elements add.
    [Theory, ClassData(typeof(Configurations))]
    public void Statements_on_shared_variables_run_once_before_the_others(string backend, Precision precision)
    {
        foreach (var threads in (int[])[1, 3])
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(200, "s : 1 (shared)\nn : integer (shared)\nv : 1"));
            cells["s"] = 1;
            cells.RunRegularly("old = s; s *= 2; n += 1; extra = old*i; v += old + 0*extra + 0*N");
            net.Run(4 * net.Dt);
            Assert.Equal((16.0, 4.0), (cells["s"].Si, cells["n"].Si));
            Assert.All(cells["v"].ToArray(), v => Assert.Equal(15, v));
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Random_numbers_of_code_belong_to_the_elements_wherever_they_lie(string backend, Precision precision)
    {
        double[] Values(int threads)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(200, "v : 1"));
            var synapses = net.Add(new Synapses(cells, model: "w : 1", onPre: null)).Connect(0.05);
            synapses.RunRegularly("w += randn()");
            cells.RunRegularly("v += rand()");
            net.Run(3 * net.Dt);
            return [.. synapses["w"].ToArray(), .. cells["v"].ToArray()];
        }

        Assert.Equal(Values(1), Values(3));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void An_inactive_group_takes_its_code_with_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "v : 1"));
        var code = cells.RunRegularly("v += 1");
        net.Run(net.Dt);
        cells.Active = false;
        net.Run(net.Dt);
        cells.Active = true;
        code.Active = false;
        net.Run(net.Dt);
        Assert.Equal(1, cells["v"][0].Si);
        code.Active = true;
        net.Run(net.Dt);
        Assert.Equal(2, cells["v"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void An_action_sees_the_present_time_state_and_spikes_and_sets_values(string backend, Precision precision)
    {
        foreach (var threads in (int[])[1, 3])
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(200, "dv/dt = 1/ms : 1", threshold: "v > 0.95", reset: "v = 0", method: "euler"));
            var spikes = net.Add(new SpikeMonitor(cells));
            List<(double Time, int Spikes)> seen = [];
            net.Add(new NetworkOperation(
                t =>
                {
                    Assert.Equal(t, net.Time);
                    seen.Add((t.Si, spikes.Count));
                    if (seen.Count == 2) { cells["v"][..100] = 0.9; }
                },
                when: "end"));
            net.Run(1.2 * ms);

            // The first 100 neurons spike at 0.2 ms, the others after ten steps, at 0.9 ms.
            Assert.Equal([0, 0, 100, 100, 100, 100, 100, 100, 100, 200, 200, 200], seen.Select(c => c.Spikes));
            Agreement.Close([.. Enumerable.Range(0, 12).Select(k => k * 1e-4)], [.. seen.Select(c => c.Time)], Precision.Double, 2);
            Assert.Equal(200, net.Report("").Spikes);
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_run_that_is_stopped_ends_with_its_step_and_can_be_continued(string backend, Precision precision)
    {
        foreach (var threads in (int[])[1, 2, 4])
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(200, "n : integer"));
            cells.RunRegularly("n += 1", when: "after_end");
            var calls = 0;
            net.Add(new NetworkOperation(() =>
            {
                if (++calls == 10) { net.Stop(); }
            }));
            net.Run(10 * ms);
            Agreement.Close(1e-3, net.Time.Si, Precision.Double, 2);
            Assert.All(cells["n"].ToArray(), n => Assert.Equal(10, n));
            net.Run(1 * ms);
            Agreement.Close(2e-3, net.Time.Si, Precision.Double, 4);
            Assert.Equal(20, calls);
        }
    }

    // Oracle: x every 1 ms, y at listed times, in the order of creation where they meet.
    [Theory, ClassData(typeof(Configurations))]
    public void Regular_and_listed_times_meet_in_the_order_of_creation(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var calls = "";
        net.Add(new NetworkOperation(() => calls += 'x', dt: 1 * ms));
        net.Add(new NetworkOperation(() => calls += 'y') { Clock = new EventClock(new[] { 0.5, 2.5, 4 } * ms) });
        net.Run(5 * ms);
        Assert.Equal("xyxxyxxy", calls);
    }
}
