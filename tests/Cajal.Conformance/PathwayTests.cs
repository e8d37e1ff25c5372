using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Several pieces of code for the events of one projection, each with its own delays, order and queue.</summary>
public sealed class PathwayTests
{
    // Oracle: the target spikes in steps 10 and 20, so the code runs in steps 13 and 23.
    [Theory, ClassData(typeof(Configurations))]
    public void Code_of_the_target_runs_after_a_delay_of_its_own(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 0.5 } * ms));
        var target = net.Add(new NeuronGroup(1, "", threshold: "t_in_timesteps == 10 or t_in_timesteps == 20"));
        var synapse = net.Add(new Synapses(source, target, "x : 1\ny : 1", onPre: "x += 1", onPost: "y += 1", delay: 1 * ms)).Connect();
        synapse.Pathway("post").Delay = 0.3 * ms;
        var trace = net.Add(new StateMonitor(synapse, ["x", "y"]));
        net.Run(3 * ms);
        Assert.Equal([.. Enumerable.Range(0, 30).Select(n => n > 15 ? 1.0 : 0)], trace.Of("x", 0));
        Assert.Equal([.. Enumerable.Range(0, 30).Select(n => n > 23 ? 2.0 : n > 13 ? 1 : 0)], trace.Of("y", 0));
        Assert.Equal([1L, 2, 3], [synapse.Pathway("pre").Events, synapse.Pathway("post").Events, synapse.Events]);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Each_pathway_has_delays_of_its_own_common_or_one_for_each_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 0.0, 0.2 } * ms));
        var target = net.Add(new NeuronGroup(2, "v : 1\nlag : second"));
        target["lag"] = new[] { 0.1, 0.4 } * ms;
        var synapses = net.Add(new Synapses(source, target, "x : 1\ny : 1\nz : 1", onPre: "x = t/dt", delay: 0.5 * ms)).Connect();
        var own = synapses.AddPathway("own", "y = t/dt");
        own.Delay = new[] { 0.4, 0.3, 0.2, 0.1 } * ms;
        var text = synapses.AddPathway("text", "z = t/dt", delay: 1 * ms);
        text.Delay = "lag_post + i*0.1*ms";
        net.Run(1.5 * ms);
        Agreement.Close([5.0, 5, 7, 7], synapses["x"].ToArray(), precision, 2);
        Agreement.Close([4.0, 3, 4, 3], synapses["y"].ToArray(), precision, 2);
        Agreement.Close([1.0, 4, 4, 7], synapses["z"].ToArray(), precision, 2);
        Agreement.Close([5e-4, 5e-4, 5e-4, 5e-4], synapses.Delay.ToArray(), Precision.Double, 1);
        Agreement.Close([4e-4, 3e-4, 2e-4, 1e-4], own.Delay.ToArray(), Precision.Double, 1);
        Agreement.Close([1e-4, 4e-4, 2e-4, 5e-4], text.Delay.ToArray(), precision, 4);
    }

    // Oracle: -2 < -1 (pre) < 1 (post, and those added after it).
    [Theory, ClassData(typeof(Configurations))]
    public void Pathways_run_by_order_then_by_creation(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(Networks.Metronomes(1));
        var synapse = net.Add(new Synapses(cells, model: "x : 1", onPre: "x = 10*x + 2", onPost: "x = 10*x + 3")).Connect();
        synapse.AddPathway("first", "x = 10*x + 1", order: -2);
        synapse.AddPathway("last", "x = 10*x + 4", on: End.Target);
        net.Run(net.Dt);
        Assert.Equal(1234, synapse["x"].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void An_inactive_pathway_loses_its_events_and_leaves_the_others_alone(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0, 0], new[] { 0.5, 1.5, 2.5 } * ms));
        var synapse = net.Add(new Synapses(source, source, "x : 1\ny : 1", onPre: "x += 1", delay: 1 * ms)).Connect();
        var other = synapse.AddPathway("other", "y += 1", delay: 1 * ms);
        net.Run(1 * ms);
        other.Active = false;
        net.Run(1 * ms);
        other.Active = true;
        net.Run(2 * ms);
        Assert.Equal([3.0, 1], [synapse["x"].Si, synapse["y"].Si]);
        Assert.Equal([3L, 1], [synapse.Pathway("pre").Events, other.Events]);
    }

    // Oracle: the events are at 0 ms and arrive after 5, 6 and 9 ms; the state is stored at 1 ms and the step becomes longer at 2 ms.
    [Theory, ClassData(typeof(Configurations))]
    public void Events_on_their_way_in_any_pathway_survive_a_restore_and_a_change_of_the_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "", threshold: "t_in_timesteps == 0"));
        var synapses = net.Add(new Synapses(
            cells[..1], cells[1..], "x : second\ny : second\nz : second", onPre: "x = t", onPost: "y = t", delay: 5 * ms)).Connect();
        synapses.Pathway("post").Delay = 6 * ms;
        synapses.AddPathway("late", "z = t", End.Target, delay: 9 * ms);
        net.Run(1 * ms);
        net.Store();
        for (var k = 0; k < 2; k++)
        {
            net.Run(1 * ms);
            net.Dt = 0.5 * ms;
            net.Run(8 * ms);
            Agreement.Close([5e-3, 6e-3, 9e-3], [synapses["x"].Si, synapses["y"].Si, synapses["z"].Si], precision, 4);
            net.Restore();
            Assert.Equal([0.0, 0, 0], [synapses["x"].Si, synapses["y"].Si, synapses["z"].Si]);
        }
    }

    // Oracle: the same with one thread. The rules do not commute, so an order of events that depended on the layout would show.
    [Theory, ClassData(typeof(Configurations))]
    public void Pathways_with_random_delays_give_the_same_on_any_number_of_threads(string backend, Precision precision)
    {
        var one = Weights(1);
        Assert.All((int[])[2, 3, 4], threads => Assert.Equal(one, Weights(threads)));

        double[] Weights(int threads)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(200, "g : 1", threshold: "rand() < 0.05"));
            var synapses = net.Add(new Synapses(cells[..90], cells, "w : 1", onPre: "w = 0.5*w + rand(); g += w", onPost: "w = 0.25*w + 1")).Connect(p: 0.2);
            synapses.AddPathway("other", "w = sqrt(w + 1); g += 0.5*w");
            synapses.AddPathway("back", "w = 0.75*w", End.Target, order: -3);
            synapses.Delay = "2*ms*rand()";
            synapses.Pathway("post").Delay = "2*ms*rand()";
            synapses.Pathway("other").Delay = "2*ms*rand()";
            net.Run(5 * ms);
            net.Threads = 5 - threads;
            net.Run(5 * ms);
            Assert.All(synapses.Pathways, p => Assert.True(p.Events > 1000));
            return [.. synapses["w"].ToArray(), .. cells["g"].ToArray()];
        }
    }

    // Oracle by hand: the source spikes in steps 1 and 5 and is hit by its event in steps 2 and 5; "late" runs two steps after.
    // A monitor shows the state before a step, so what happens in step n is seen from n+1 on.
    [Theory, ClassData(typeof(Configurations))]
    public void Pathways_listen_to_spikes_and_to_other_events_of_either_end(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(
            1, "", threshold: "t_in_timesteps == 1 or t_in_timesteps == 5", events: new() { ["hit"] = "t_in_timesteps == 2 or t_in_timesteps == 5" }));
        var target = net.Add(new NeuronGroup(1, "", events: new() { ["pulse"] = "t_in_timesteps == 4" }));
        var synapse = net.Add(new Synapses(source, target, "a : 1\nb : 1\nc : 1\nd : 1", onPre: "a += 1")).Connect();
        synapse.AddPathway("hit", "b += 1", onEvent: "hit");
        synapse.AddPathway("late", "c += 1", onEvent: "hit", delay: 0.2 * ms);
        synapse.AddPathway("pulse", "d += 1", End.Target, onEvent: "pulse");
        var trace = net.Add(new StateMonitor(synapse, ["a", "b", "c", "d"]));
        net.Run(0.9 * ms);
        Assert.Equal([0.0, 0, 1, 1, 1, 1, 2, 2, 2], trace.Of("a", 0));
        Assert.Equal([0.0, 0, 0, 1, 1, 1, 2, 2, 2], trace.Of("b", 0));
        Assert.Equal([0.0, 0, 0, 0, 0, 1, 1, 1, 2], trace.Of("c", 0));
        Assert.Equal([0.0, 0, 0, 0, 0, 1, 1, 1, 1], trace.Of("d", 0));
    }

    // Oracle: a pathway runs in the synapses, in order of source and target, whose end has the event: one source, or one target, of three.
    [Theory, ClassData(typeof(Configurations))]
    public void Each_pathway_waits_for_its_own_event_at_its_own_end(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        NeuronGroup Cells(int spiking, int special) => net.Add(new NeuronGroup(
            3, "", threshold: $"i == {spiking} and t_in_timesteps == 1", events: new() { ["special"] = $"i == {special} and t_in_timesteps == 2" }));
        var synapses = net.Add(new Synapses(Cells(1, 0), Cells(0, 2), "a : 1\nb : 1\nc : 1\nd : 1", onPre: "a += 1", onPost: "c += 1")).Connect();
        synapses.AddPathway("special_pre", "b += 1", onEvent: "special");
        synapses.AddPathway("special_post", "d += 1", End.Target, onEvent: "special");
        net.Run(0.5 * ms);
        Assert.Equal("000111000 111000000 100100100 001001001", string.Join(' ', from name in (string[])["a", "b", "c", "d"] select string.Concat(synapses[name].ToArray())));
    }
}
