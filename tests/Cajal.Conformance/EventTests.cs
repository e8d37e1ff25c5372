using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Events besides spikes: conditions of neurons, the code that runs for them, and their monitors.</summary>
public sealed class EventTests
{
    // Oracle: v after n steps is n·rate·dt, which passes 1 at n = 100 (1.01) and n = 10 (1.001).
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_whose_code_resets_happens_when_a_spike_with_a_reset_would(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dv/dt = rate : 1\nrate : Hz", method: "euler", events: new() { ["high"] = "v > 1" }));
        cells.RunOnEvent("high", "v = 0");
        cells["rate"] = new[] { 101.0, 0, 1001 } * Hz;
        var events = net.Add(new EventMonitor(cells, "high"));
        var counted = net.Add(new EventMonitor(cells, "high", record: false));
        net.Run(10 * ms);
        Assert.Equal([99L], events.StepsOf(0));
        Assert.Empty(events.StepsOf(1));
        Assert.Equal([9L, 19, 29, 39, 49, 59, 69, 79, 89, 99], events.StepsOf(2));
        Assert.Equal([1, 0, 10], counted.CountsByElement());
        Assert.Equal(11, counted.Count);
    }

    // Oracle: the neuron is refractory from its first spike on; the event does not ask.
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_happens_to_refractory_neurons_too_unless_its_condition_says_otherwise(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            1, "dx/dt = 0*Hz : 1 (unless refractory)\ny : 1", threshold: "True", refractory: 1 * s,
            events: new() { ["always"] = "True", ["free"] = "not_refractory" }));
        cells.RunOnEvent("always", "x += 1; y += 1");
        var always = net.Add(new EventMonitor(cells, "always"));
        var free = net.Add(new EventMonitor(cells, "free"));
        net.Run(1 * ms);
        Assert.Equal(10, always.Count);
        Assert.Equal(0, free.Count);
        Assert.Equal(0, cells["x"][0].Si);
        Assert.Equal(10, cells["y"][0].Si);
    }

    // Oracle: the counter is raised by 1 in every step after its value is 0, 1, 2, ... at the spike.
    [Theory, ClassData(typeof(Configurations))]
    public void Values_at_a_spike_are_those_before_the_reset(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(130, "n : 1\ntwice = 2*n : 1\nk : integer", threshold: "i % 64 == 1", reset: "n += 1"));
        cells["k"] = "i";
        var all = net.Add(new SpikeMonitor(cells, variables: ["n", "twice", "k"]));
        var part = net.Add(new SpikeMonitor(cells[60..], variables: ["n"]));
        net.Run(0.6 * ms);
        net.Run(0.4 * ms);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9], all.ValuesOf("n", 1));
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9], part.ValuesOf("n", 5));
        Assert.Equal([0.0, 2, 4, 6, 8, 10, 12, 14, 16, 18], all.ValuesOf("twice", 65));
        Assert.Equal([.. all.Indices.ToArray().Select(k => (double)k)], all.Values("k"));
        Assert.Equal([1, 65, 129, 1, 65], all.Indices[..5]);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Trains_list_the_times_of_every_element(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var spikes = net.Add(new SpikeMonitor(net.Add(new SpikeGeneratorGroup(3, [0, 2, 2], new[] { 0.1, 0.2, 0.5 } * ms))));
        net.Run(1 * ms);
        var trains = spikes.Trains();
        Agreement.Close([1e-4], trains[0], Precision.Double, 2);
        Assert.Empty(trains[1]);
        Agreement.Close([2e-4, 5e-4], trains[2], Precision.Double, 2);
    }

    [Fact]
    public void Events_and_their_values_do_not_depend_on_the_number_of_threads()
    {
        Assert.Equal(Record(1), Record(2));
        Assert.Equal(Record(1), Record(3));

        static string Record(int threads)
        {
            using var net = new Network { Threads = threads };
            var cells = net.Add(new NeuronGroup(200, "v : 1\nu : 1", events: new() { ["lucky"] = "rand() < 0.1" }));
            cells.RunOnEvent("lucky", "v += rand()");
            var events = net.Add(new EventMonitor(cells, "lucky", variables: ["v"]));
            net.Run(10 * ms);
            return string.Join(' ', events.Indices.ToArray()) + string.Join(' ', events.Values("v")) + string.Join(' ', cells["v"].ToArray());
        }
    }

    // Oracle: the counter is n+1 at the spike of step n, before the reset, and one more after it.
    [Theory, ClassData(typeof(Configurations))]
    public void A_monitor_that_is_moved_behind_the_reset_keeps_the_values_after_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "n : 1", threshold: "True", reset: "n += 1"));
        var before = net.Add(new SpikeMonitor(cells, variables: ["n"]));
        var after = net.Add(new SpikeMonitor(cells, variables: ["n"]) { When = "after_resets" });
        net.Run(1 * ms);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9], before.Values("n"));
        Assert.Equal([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10], after.Values("n"));
    }

    // Oracle: synapses raise v in their slot; a condition that is asked before sees it a step later.
    [Theory, ClassData(typeof(Configurations))]
    public void The_condition_of_an_event_is_asked_in_its_slot(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 0.2 } * ms));
        var cells = net.Add(new NeuronGroup(1, "v : 1", events: new() { ["early"] = "v > 0", ["late"] = "v > 0" }));
        cells.SetEventSchedule("late", when: "after_synapses");
        net.Add(new Synapses(source, cells, onPre: "v += 1")).Connect();
        var early = net.Add(new EventMonitor(cells, "early", variables: ["v"]));
        var late = net.Add(new EventMonitor(cells, "late", variables: ["v"]));
        net.Run(0.5 * ms);
        Assert.Equal([3L, 4], early.Steps);
        Assert.Equal([2L, 3, 4], late.Steps);
        Assert.Equal([1.0, 1, 1], late.Values("v"));
    }

    // Oracle: code of the event at start sees the x of the step before; the order of two pieces is theirs.
    [Theory, ClassData(typeof(Configurations))]
    public void Code_on_an_event_runs_in_its_slot_by_order(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x : 1", threshold: "True", reset: "x = 10*x + 1"));
        cells.RunOnEvent("spike", "x = 10*x + 3", order: 1);
        cells.RunOnEvent("spike", "x = 10*x + 2");
        cells.RunOnEvent("spike", "x = 10*x + 4", when: "before_resets");
        net.Run(0.1 * ms);
        Assert.Equal(4123, cells["x"].Si);
    }

    // Oracle: spikes divided by the width of the bin; recording begins at 4 ms, and 5 ms at the end fill no bin.
    [Theory, ClassData(typeof(Configurations))]
    public void Rates_of_single_elements_are_taken_in_bins_from_where_the_recording_began(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(3, [0, 0, 1, 1, 2, 0], new[] { 5.0, 25, 24, 44, 63.9, 65 } * ms));
        net.Run(4 * ms);
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(65 * ms);
        var rates = spikes.Rates(20 * ms);
        Agreement.Close([50, 50, 0], rates[0], Precision.Double, 3);
        Agreement.Close([0, 50, 50], rates[1], Precision.Double, 3);
        Agreement.Close([0, 0, 50], rates[2], Precision.Double, 3);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Two_events_happen_at_the_times_of_their_conditions(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(
            2, "first : second\nsecond_one : second", events: new() { ["one"] = "t >= i*ms and t < i*ms + dt", ["other"] = "t >= (i + 1)*ms and t < (i + 1)*ms + dt" }));
        cells.RunOnEvent("one", "first = t");
        cells.RunOnEvent("other", "second_one = t");
        net.Run(2.1 * ms);
        Agreement.Close([0, 1e-3], cells["first"].ToArray(), precision, 2);
        Agreement.Close([1e-3, 2e-3], cells["second_one"].ToArray(), precision, 2);
    }

    // Oracle: the condition of the one event is asked after the code of the other, so both happen in one step.
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_can_follow_from_another_in_the_same_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "x : 1\nseen : second", events: new() { ["effect"] = "x > 0", ["cause"] = "t >= (i + 1)*ms and t < (i + 1)*ms + dt" }));
        cells.SetEventSchedule("effect", when: "after_resets");
        cells.RunOnEvent("cause", "x = 1", when: "resets");
        cells.RunOnEvent("effect", "seen = t; x = 0", when: "after_resets", order: 1);
        net.Run(2.1 * ms);
        Agreement.Close([1e-3, 2e-3], cells["seen"].ToArray(), precision, 2);
    }
}
