using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Objects that stand aside for a run.</summary>
public sealed class ActiveTests
{

    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_a_groups_last_step_are_not_repeated_when_it_is_deactivated(string backend, Precision precision)
    {
        foreach (var steps in (int[])[1, 2])
        {
            using var net = Networks.On(backend, precision);
            var source = net.Add(Networks.Metronomes(2));
            var target = net.Add(new NeuronGroup(1, "v : 1"));
            net.Add(new Synapses(source, target, onPre: "v += 1")).Connect();
            var spikes = net.Add(new SpikeMonitor(source));
            net.Run(steps * net.Dt);
            source.Active = false;
            net.Run(10 * net.Dt);
            Assert.Equal(2 * steps, spikes.Count);
            Assert.Equal(2 * steps, target["v"][0].Si);
            source.Active = true;
            net.Run(net.Dt);
            Assert.Equal(2 * (steps + 1), target["v"][0].Si);
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Code_for_the_spikes_of_a_deactivated_target_does_not_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(Networks.Metronomes(1));
        var synapses = net.Add(new Synapses(cells, model: "x : 1", onPost: "x += 1")).Connect();
        net.Run(2 * net.Dt);
        cells.Active = false;
        net.Run(10 * net.Dt);
        Assert.Equal(2, synapses["x"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void An_inactive_group_keeps_its_state_and_an_inactive_projection_loses_its_spikes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0, 0], new[] { 0.5, 1.5, 2.5 } * ms));
        var target = net.Add(new NeuronGroup(1, "dv/dt = 0*Hz : 1\ndw/dt = 1/ms : 1"));
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 1", delay: 1 * ms)).Connect();
        net.Run(1 * ms);
        var w = target["w"][0].Si;
        synapses.Active = target.Active = false;
        net.Run(1 * ms);
        Assert.Equal(w, target["w"][0].Si);
        synapses.Active = target.Active = true;
        net.Run(2 * ms);
        Assert.Equal(1, target["v"][0].Si);
    }
}
