using Cajal.Tests.Model;

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
}
