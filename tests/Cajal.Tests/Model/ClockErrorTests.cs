using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

/// <summary>What is said of mistakes with clocks, slots, code by the clock and the objects of a network.</summary>
public sealed class ClockErrorTests
{
    [Fact]
    public void Slots_that_take_spikes_before_they_are_emitted_are_refused_with_an_order_that_does_what_was_meant()
    {
        Network net = new() { Slots = ["start", "groups", "synapses", "thresholds", "resets", "end"] };
        var cells = net.Add(new NeuronGroup(2, "v : 1", threshold: "v > 1", reset: "v = 0") { Name = "cells" });
        net.Add(new Synapses(cells, onPre: "v += 1") { Name = "synapses" }).Connect();

        Mistake.Says(
            "'synapses.pre.spikes', in the slot 'synapses', would take spikes before 'cells.threshold', in the slot 'thresholds', emits them. To have the input of a step count for its threshold, "
            + "let the threshold begin the next one: Slots = [\"start\", \"thresholds\", \"resets\", \"groups\", \"synapses\", \"end\"].",
            () => net.Run(1 * ms));
        net.Slots = ["start", "thresholds", "resets", "groups", "synapses", "end"];
        net.Run(1 * ms);
    }

    [Fact]
    public void A_clock_has_a_positive_step_of_its_own_network()
    {
        using Network one = new(), other = new();
        Clock clock = new(1 * ms);
        one.Add(new NeuronGroup(1, "v : 1") { Clock = clock });
        Mistake.Says("The time step has to be a positive time, but is 0 s.", () => new Clock(0 * ms));
        Mistake.Says("A clock is part of one network only. Make a new one for each.", () => other.Add(new NeuronGroup(1, "v : 1") { Clock = clock }));
        Mistake.Says("times[1] is -1 ms, but a clock starts at 0 s.", () => new EventClock(new[] { 1, -1.0 } * ms));
        Mistake.Says("The times of an EventClock are listed, so it has no dt. Give the object a Clock, or none.", () => new EventClock(new[] { 1.0 } * ms).Dt);
    }

    [Fact]
    public void An_object_keeps_its_clock_and_equations_need_a_regular_one()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(2, "v : 1", threshold: "v > 1", reset: "v = 0"));
        Mistake.Says("'neurons' is part of a network already and keeps its clock. Give it where the object is made, as in new ...(...) { Clock = clock }, or change the Dt of its clock.", () => { cells.Clock = new Clock(1 * ms); });
        Mistake.Says("'neurons' has no clock of its own, so its Dt cannot change. Give it one where it is made, as in new ...(...) { Dt = 1 ms }, or set the Dt of the network.", () => { cells.Dt = 1 * ms; });
        Mistake.Says("'neurons' needs a clock with a regular step, and an EventClock has none. Give it a Clock or a Dt.", () => new NeuronGroup(1, "v : 1") { Clock = new EventClock(new[] { 1.0 } * ms) });
        Mistake.Says("'spike_monitor' records in the steps of 'neurons' and cannot have another clock. Bins of another width are taken from what it has recorded.", () => new SpikeMonitor(cells) { Dt = 1 * ms });
        Mistake.Says("'rate_monitor' records in the steps of 'neurons' and cannot have another clock. Bins of another width are taken from what it has recorded.", () => new PopulationRateMonitor(cells) { Dt = 1 * ms });
    }

    [Fact]
    public void A_slot_that_does_not_exist_is_refused_where_the_object_joins_or_the_slots_are_set()
    {
        using Network net = new();
        const string slots = "Slots are 'start', 'groups', 'thresholds', 'synapses', 'resets', 'end', each with one before and one after it, such as 'before_start'.";
        Mistake.Says($"'operation' runs in the slot 'group', which the network does not have. Did you mean 'groups'? {slots}", () => net.Add(new NetworkOperation(() => { }, when: "group")));
        var operation = net.Add(new NetworkOperation(() => { }, when: "after_end"));
        Mistake.Says($"'operation' runs in the slot 'aftr_end', which the network does not have. Did you mean 'after_end'? {slots}", () => { operation.When = "aftr_end"; });
        Mistake.Says("'operation' runs in the slot 'after_end', which the network does not have. Slots are 'start', 'groups', each with one before and one after it, such as 'before_start'.", () => { net.Slots = ["start", "groups"]; });
        Mistake.Says("The slot 'start' is listed twice.", () => { net.Slots = ["start", "end", "start"]; });
        Mistake.Says("The name of a slot cannot be empty.", () => { net.Slots = ["start", " "]; });
        Mistake.Says("'before_end' cannot be the name of a slot: each slot X has a 'before_X' and an 'after_X' already.", () => { net.Slots = ["before_end", "end"]; });
        net.Slots = ["start", "end"];
        net.Add(Mistake.Cells());
        Mistake.Says("'neurons.update' runs in the slot 'groups', which the network does not have. Slots are 'start', 'end', each with one before and one after it, such as 'before_start'.", () => net.SchedulingSummary());
    }

    [Fact]
    public void Code_by_the_clock_is_checked_where_it_is_written()
    {
        NeuronGroup cells = new(10, "s : 1 (shared)\nv : volt\nn : 1");
        Synapses synapses = new(cells, cells, "w : 1");
        Mistake.Says(
            """
            'v' is in volt, but '1' is a plain number.
              line 1, column 5 of the code of run_regularly:
                v = 1
                    ^
            '1' may lack a unit, as in '1*volt'.
            """,
            () => cells.RunRegularly("v = 1"));
        Mistake.Says(
            """
            's' is shared, so it has to change before 'n', of which each element has its own.
              line 1, column 8 of the code of run_regularly:
                n = 1; s += 1
                       ^
            Move 's += ...' to the beginning of the code.
            """,
            () => cells.RunRegularly("n = 1; s += 1"));
        Mistake.Says(
            """
            's' gets one value for all elements here, but 'n' has a value for each element.
              line 1, column 5 of the code of run_at:
                s = n
                    ^
            Use shared variables only up to the last statement that changes one.
            """,
            () => cells.RunAt("s = n", new[] { 1.0 } * ms));
        Mistake.Says(
            """
            's' is shared, and code that runs for single elements cannot change it.
              line 1, column 1 of the code of run_regularly:
                s = 1
                ^
            Declare it without (shared), or set it from the program.
            """,
            () => cells[..5].RunRegularly("s = 1"));
        Mistake.Says(
            """
            'n' is a variable of neurons, which many synapses share: code that runs over synapses by a clock cannot change it.
              line 1, column 1 of the code of run_regularly:
                n += w
                ^
            Let the neurons sum over their synapses by a variable flagged (summed), or change it by code of the group.
            """,
            () => synapses.RunRegularly("n += w"));
        Mistake.Says("'poisson' has no variables that code could read or change: only a NeuronGroup has.", () => new PoissonGroup(2, 1 * Hz)[..1].RunRegularly("v = 1"));
    }

    [Fact]
    public void A_running_network_is_not_rebuilt()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(2, "v : 1", threshold: "v > 1", reset: "v = 0"));
        var synapses = net.Add(new Synapses(cells, model: "w : 1\ntwice = 2*w : 1", onPre: "w += 1")).Connect();
        List<Action> mistakes =
        [
            () => net.Add(new NeuronGroup(1, "")), () => net.Remove(cells), () => net.Run(1 * ms), () => net.Store(), () => net.Restore(), () => net.Dt = 1 * ms,
            () => synapses["w"] = "rand()", () => synapses["twice"].ToArray(), () => synapses.Delay = new[] { 1.0, 2, 3, 4 } * ms, () => synapses.Connect(0.5),
            () => net.SchedulingSummary(),
        ];
        List<string> said = [];
        net.Add(new NetworkOperation(() => said.AddRange(mistakes.Select(m => Assert.Throws<ModelException>(m).Message))));
        net.Store();
        net.Run(net.Dt);
        string[] what = ["objects are added", "objects are removed", "it runs on", "its state is stored", "its state is restored", "the time step is changed", "expressions of synapses are evaluated", "expressions of synapses are evaluated", "delays are set", "synapses are made, and their values set by expressions,", "its schedule is printed"];
        Assert.Equal(what.Select(w => $"The network is running: {w} between two runs, not within one."), said);
    }

    [Fact]
    public void Event_driven_synapses_between_different_clocks_are_refused()
    {
        using Network net = new() { Warned = null };
        var slow = net.Add(new NeuronGroup(1, "", threshold: "True") { Name = "slow", Dt = 0.5 * ms });
        var fast = net.Add(new NeuronGroup(1, "", threshold: "True") { Name = "fast" });
        net.Add(new Synapses(slow, fast, "dx/dt = -x/(10*ms) : 1 (event-driven)", onPre: "x += 1", onPost: "x += 1")).Connect();
        Mistake.Says(
            "'synapses' has event-driven equations, which advance in the steps of one clock, but 'slow' has steps of 500 us and 'fast' of 100 us. Give both the same Dt, or leave out the flag (event-driven).",
            () => net.Run(1 * ms));
    }

    [Fact]
    public void Objects_are_found_by_name_and_removed_unless_others_need_them()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(2, "v : 1", threshold: "v > 1", reset: "v = 0") { Name = "cells" });
        cells.RunRegularly("v += 1");
        var more = net.Add(new NeuronGroup(3, "", threshold: "True") { Name = "more" });
        var spikes = net.Add(new SpikeMonitor(cells));
        Assert.Same(cells, net["cells"]);
        Assert.Equal(["cells", "cells.run_regularly", "more", "spike_monitor"], net.Objects.Select(o => o.Name));
        Mistake.Says("There is no object 'cell' in the network. Did you mean 'cells'?", () => net["cell"]);
        Mistake.Says("'cells' cannot be removed: 'spike_monitor' needs it. Remove that first, or set Active of both to false.", () => net.Remove(cells));
        net.Add(new NeuronGroup(3, "w : 1 (linked)") { Name = "linked" }).Link("w", net.Add(new NeuronGroup(3, "x : 1") { Name = "origin" }), "x");
        net.Add(new PoissonInput(cells, "v", 10, 1 * Hz, 0.1));
        Mistake.Says("'origin' cannot be removed: 'linked' needs it. Remove that first, or set Active of both to false.", () => net.Remove(net["origin"]));
        net.Remove(spikes);
        Mistake.Says("'cells' cannot be removed: 'poisson_input' needs it. Remove that first, or set Active of both to false.", () => net.Remove(cells));
        foreach (var name in (string[])["linked", "origin", "poisson_input"]) { net.Remove(net[name]); }
        Mistake.Says("'neurons' is not part of this network.", () => net.Remove(new NeuronGroup(1, "")));
        net.Run(0.5 * ms);
        net.Remove(cells);
        Assert.Equal([more], net.Objects);
        Assert.Null(cells.Network);
        net.Run(0.5 * ms);
        Assert.Equal(15, net.Report("").Spikes);
        net.Dt = 0.5 * ms;
    }

    [Fact]
    public void What_looks_like_a_mistake_is_said_once_to_whoever_listens()
    {
        List<string> said = [];
        using Network net = new() { Warned = said.Add };
        net.Add(new NeuronGroup(1, "dv/dt = 1/ms : 1", threshold: "v > 1", method: "euler"));
        net.Add(new NeuronGroup(1, "dv/dt = 1/ms : 1", threshold: "v > 1", refractory: 1 * ms, method: "euler"));
        net.Add(new NeuronGroup(1, "", threshold: "rand() < 0.1"));
        net.Add(new PoissonGroup(1, 20 * kHz));
        net.Add(new PoissonGroup(1, 10 * kHz));
        net.Run(0.5 * ms);
        net.Run(0.5 * ms);
        Assert.Equal(
            [
                "'neurons' has a threshold, but neither a reset nor a refractory period: a neuron spikes in every step as long as 'v > 1' holds. Give it a reset, as in reset: \"v = ...\".",
                "'poisson': a rate of 20 kHz asks for more than one spike in a step of 100 us, but an element spikes once a step at most. Use a smaller dt.",
            ],
            said);
    }

    [Fact]
    public void A_profile_has_the_time_of_every_operation()
    {
        using Network net = new() { Threads = 2 };
        var cells = net.Add(new NeuronGroup(1000, "dv/dt = -v/ms + xi*ms**-0.5 : 1", threshold: "v > 1", reset: "v = 0", method: "euler"));
        net.Run(10 * ms);
        Assert.Null(net.Profile);
        net.Run(10 * ms, profile: true);
        var profile = net.Profile!;
        Assert.Equal(["neurons.reset", "neurons.update"], profile.Entries.Select(e => e.Name).Order());
        Assert.All(profile.Entries, e => Assert.InRange(e.Seconds, 1e-9, 60));
        Assert.Equal(profile.TotalSeconds, profile.Entries.Sum(e => e.Seconds));
        Assert.Matches(@"^operation +time +share\nneurons\.\w+ +[\d.]+ \S+ +[\d.]+ %\n", profile.ToString());
    }
}
