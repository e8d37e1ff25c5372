using Cajal.Tests.Model;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

public sealed class EventMonitorTests
{
    [Fact]
    public void Mistakes_are_named()
    {
        using Network network = new();
        var cells = network.Add(new NeuronGroup(3, "v : volt", threshold: "v > 0*mV", events: new() { ["high"] = "v > 1*mV" }));
        var counting = network.Add(new EventMonitor(cells, "high", record: false));
        var monitor = network.Add(new EventMonitor(cells, "high", variables: ["v"]));

        Mistake.Says("""
            'neurons' has no event 'hihg', so there is nothing to record. Did you mean 'high'? Events are given with the group, as in events: new() { ["hihg"] = "v > -50*mV" }.
            """, () => new EventMonitor(cells, "hihg"));
        Mistake.Says("'neurons' has no variable 'w'. Its variables are 'v'.", () => new EventMonitor(cells, "high", variables: ["w"]));
        Mistake.Says("'poisson' has no variables to record, only events: leave out variables.",
            () => new SpikeMonitor(new PoissonGroup(1, "1*Hz"), variables: ["v"]));
        Mistake.Says("A monitor that only counts keeps no values of 'v': leave out record: false, or the variables.",
            () => new EventMonitor(cells, "high", variables: ["v"], record: false));
        Mistake.Says("'event_monitor' only counts: leave out record: false to keep times too.", () => counting.Times);
        Mistake.Says("'event_monitor_2' does not record 'w', but 'v'.", () => monitor.Values("w"));
        Mistake.Says("'event_monitor' does not record 'v'; name it where the monitor is made, as in variables: [\"v\"].", () => counting.Values("v"));
        Mistake.Says("'event_monitor_2' records the elements 0 to 2, so none of number 3.", () => monitor.ValuesOf("v", 3));
    }

    [Fact]
    public void Mistakes_with_events_of_a_group_are_named()
    {
        Mistake.Says("""
            The event 'spike' is given by the threshold, as in threshold: "v > -50*mV". Give another event another name.
            """, () => new NeuronGroup(1, "v : 1", events: new() { ["spike"] = "v > 1" }));
        Mistake.Says("'2nd' cannot name an event. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.",
            () => new NeuronGroup(1, "v : 1", events: new() { ["2nd"] = "v > 1" }));
        Mistake.Says("""
            A condition of an event has to be true or false, but 'v + 1' is a number.
              line 1, column 1 of the condition of the event 'high':
                v + 1
                ^^^^^
            Compare it with something, as in 'v > -50*mV'.
            """, () => new NeuronGroup(1, "v : 1", events: new() { ["high"] = "v + 1" }));
        Mistake.Says("""
            'neurons' never spikes, so the code would never run. Give the group a threshold, as in threshold: "v > -50*mV".
            """, () => new NeuronGroup(1, "v : 1").RunOnEvent("spike", "v = 0"));
        Mistake.Says("""
            'v' is in volt, but '1' is a plain number.
              line 1, column 6 of the code of the event 'high':
                v += 1
                     ^
            '1' may lack a unit, as in '1*volt'.
            """, () => new NeuronGroup(1, "v : volt", events: new() { ["high"] = "v > 0*mV" }).RunOnEvent("high", "v += 1"));
    }

    [Fact]
    public void Mistakes_with_places_in_a_step_are_named()
    {
        using Network network = new();
        var cells = network.Add(new NeuronGroup(1, "v : 1", threshold: "v > 0", events: new() { ["high"] = "v > 1" }));

        Mistake.Says("Spikes are found out in the slot 'thresholds', which cannot change. Give what has to come at another time an event of its own.",
            () => cells.SetEventSchedule("spike", "end"));
        Assert.Contains("Did you mean 'after_resets'?", Assert.Throws<ModelException>(() => cells.SetEventSchedule("high", "after_reset")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'resets'?", Assert.Throws<ModelException>(() => cells.RunOnEvent("high", "v = 0", when: "reset")).Message, StringComparison.Ordinal);
        network.Add(new EventMonitor(cells, "high", variables: ["v"]) { When = "start" });
        Mistake.Says("'event_monitor' takes values in the slot 'start', before 'high' is found out in the slot 'after_thresholds'. Set When to that slot or a later one.",
            () => network.Run(1 * ms));
    }

    [Fact]
    public void Mistakes_with_rates_are_named()
    {
        using Network network = new();
        var cells = network.Add(new NeuronGroup(1, "v : 1", threshold: "v > 0"));
        var spikes = network.Add(new SpikeMonitor(cells));
        var rate = network.Add(new PopulationRateMonitor(cells));
        network.Run(1 * ms);

        Mistake.Says("There is no window 'gausian'. Did you mean 'gaussian'? Windows are 'flat' and 'gaussian', or give weights of your own.", () => rate.SmoothRates("gausian", 1 * ms));
        Mistake.Says("The width of a window has to be a positive time, but is 0 s.", () => rate.SmoothRates("flat", 0 * ms));
        Mistake.Says("A window has an odd number of weights, so that one is in the middle, but got 2.", () => rate.SmoothRates([1, 1]));
        Mistake.Says("The weights of a window have a positive sum, but theirs is 0.", () => rate.SmoothRates([1, -1, 0]));
        Mistake.Says("The width of a bin has to be a positive time, but is -1 ms.", () => spikes.Rates(-1 * ms));
        rate.Active = false;
        network.Dt = 0.2 * ms;
        network.Run(1 * ms);
        Mistake.Says("'spike_monitor' has recorded steps of several durations, so they fit no bins of one width.", () => spikes.Rates(1 * ms));
    }
}
