using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class NetworkErrorTests
{
    [Fact]
    public void An_object_belongs_to_one_network()
    {
        Mistake.Says("""
            'neurons' is part of another network already; an object belongs to one only. Make a new one for each.
            """, () => { var (net, c) = Mistake.Net(); new Network().Add(c); });

        Mistake.Says("""
            'neurons' is part of this network already; an object belongs to one only. Make a new one for each.
            """, () => { var (net, c) = Mistake.Net(); net.Add(c); });
    }

    [Fact]
    public void Names_are_unique_and_stay()
    {
        Mistake.Says("""
            There is an object 'x' already, and names are unique in a network. Give one of the two another Name.
            """, () => { var net = new Network(); net.Add(new NeuronGroup(1, "v:1") { Name = "x" }); net.Add(new NeuronGroup(1, "v:1") { Name = "x" }); });

        Mistake.Says("""
            'neurons' is part of a network already and keeps its name. Name it where it is made, as in new ...(...) { Name = "x" }.
            """, () => { var (net, c) = Mistake.Net(); c.Name = "x"; });

        Mistake.Says("""
            The name of an object (neurons) cannot be empty.
            """, () => new NeuronGroup(1, "v : 1") { Name = "" });
    }

    [Fact]
    public void A_stored_state_is_found_by_its_name()
    {
        Mistake.Says("""
            Nothing is stored under 'intit'. Did you mean 'init'? Stored are 'init'.
            """, () => { var (net, c) = Mistake.Net(); net.Store("init"); net.Restore("intit"); });

        Mistake.Says("""
            Nothing is stored under 'default'. Call Store() first.
            """, () => { var (net, c) = Mistake.Net(); net.Restore(); });
    }

    [Fact]
    public void A_run_takes_a_time()
    {
        Mistake.Says("""
            A run takes a duration of 0 s or more, not -1 ms.
            """, () => { var (net, c) = Mistake.Net(); net.Run(-1 * ms); });

        Mistake.Says("""
            duration: expected s, got 1, a plain number; write 1 * second, say.
            """, () => { var (net, c) = Mistake.Net(); net.Run(1); });

        Mistake.Says("""
            duration: expected s, got 1 mV
            """, () => { var (net, c) = Mistake.Net(); net.Run(1 * mV); });

        Mistake.Says("""
            A run takes a duration of 0 s or more, not NaN s.
            """, () => { var (net, c) = Mistake.Net(); net.Run(double.NaN * s); });

        Mistake.Says("""
            A run takes a duration of 0 s or more, not Infinity s.
            """, () => { var (net, c) = Mistake.Net(); net.Run(double.PositiveInfinity * s); });
    }

    [Fact]
    public void A_time_step_is_a_positive_time()
    {
        Mistake.Says("""
            Dt: expected s, got 0.1, a plain number; write 0.1 * second, say.
            """, () => new Network { Dt = 0.1 });

        Mistake.Says("""
            The time step has to be a positive time, but is 0 s.
            """, () => new Network { Dt = 0 * ms });

        Mistake.Says("""
            The time step has to be a positive time, but is -1 ms.
            """, () => new Network { Dt = -1 * ms });

        Mistake.Says("""
            The time step has to be a positive time, but is Infinity s.
            """, () => new Network { Dt = double.PositiveInfinity * ms });

        Mistake.Says("""
            The time step cannot change from 100 us to 200 us: the time 10.1 ms is not a multiple of 200 us.
            """, () => { var (net, c) = Mistake.Net(); net.Run(10.1 * ms); net.Dt = 0.2 * ms; });
    }

    [Fact]
    public void Settings_are_within_what_there_is()
    {
        Mistake.Says("""
            A run takes 1 to 64 threads, not 0.
            """, () => new Network { Threads = 0 });

        Mistake.Says("""
            There is no backend 'cpuu'; there are cpu, reference. Did you mean 'cpu'?
            """, () => new Network { Backend = "cpuu" });

        Mistake.Says("""
            The precision of a network is chosen before the first object is added, as in new Network { Precision = Precision.Single }.
            """, () => { var (net, c) = Mistake.Net(); net.Precision = Precision.Single; });
    }

    [Fact]
    public void An_object_that_could_not_join_may_try_again()
    {
        using Network network = new();
        var cells = Mistake.Cells();
        Synapses synapses = new(cells, onPre: "v += 1*mV");
        Mistake.Says("'synapses' connects 'neurons' to 'neurons', but 'neurons' is not part of this network. Add the groups first.", () => network.Add(synapses));
        network.Add(cells);

        Assert.Same(synapses, network.Add(synapses));
    }

    [Fact]
    public void A_state_that_cannot_be_put_back_changes_nothing()
    {
        var (network, _) = Mistake.Net();
        using var __ = network;
        network.Store();
        network.Run(1 * ms);
        network.Add(new PoissonGroup(1, 5 * Hz));

        Mistake.Says("The state 'default' was stored before 'poisson' was added, so it cannot be put back. Store it again after the last object is added.", () => network.Restore());
        Assert.Equal(1 * ms, network.Time);
    }
}
