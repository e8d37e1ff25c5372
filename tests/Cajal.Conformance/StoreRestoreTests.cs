using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Going back to a stored state.</summary>
public sealed class StoreRestoreTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_restored_run_with_the_same_random_numbers_repeats_the_first_and_with_fresh_ones_does_not(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = SampleNetwork.Build(net);
        var spikes = net.Add(new SpikeMonitor(cells));
        var rate = net.Add(new PopulationRateMonitor(cells));
        var trace = net.Add(new StateMonitor(cells, ["v", "g"], record: [0, 64, 129]));
        net.Run(15.3 * ms);
        net.Store();
        var first = Continue();
        net.Restore(sameRandomNumbers: true);
        Agreement.Close(15.3e-3, net.Time.Si, Precision.Double, 4);
        Assert.Equal(first, Continue());
        var digest = net.Report("").Digest;
        net.Restore();
        Assert.NotEqual(first, Continue());
        net.Restore(sameRandomNumbers: true);
        Assert.Equal(first, Continue());
        Assert.Equal(digest, net.Report("").Digest);

        string Continue()
        {
            net.Run(10 * ms);
            return string.Join(
                '\n', string.Join(' ', spikes.Indices.ToArray()), string.Join(' ', spikes.Steps.ToArray()),
                string.Join(' ', rate.Counts.ToArray()), string.Join(' ', trace.Of("v", 64)), string.Join(' ', trace.Of("g", 129)));
        }
    }

    // Oracle: the source spikes at 0.5 ms, the delay is 2 ms; the state is stored at 1 ms.
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_in_flight_are_stored_and_arrive_after_each_restore(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 0.5 } * ms));
        var target = net.Add(new NeuronGroup(3, "v : 1"));
        net.Add(new Synapses(source, target, onPre: "v += 1")).Connect().Delay = new[] { 0.0, 2, 3 } * ms;
        net.Run(1 * ms);
        net.Store();
        for (var k = 0; k < 3; k++)
        {
            net.Run(1.5 * ms);
            Assert.Equal([1.0, 0, 0], target["v"].ToArray());
            net.Run(1.5 * ms);
            Assert.Equal([1.0, 1, 1], target["v"].ToArray());
            net.Restore();
            Assert.Equal([1.0, 0, 0], target["v"].ToArray());
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Storing_in_the_middle_of_a_run_changes_nothing(string backend, Precision precision)
    {
        Assert.Equal(Digest(storing: false), Digest(storing: true));

        string Digest(bool storing)
        {
            using var net = Networks.On(backend, precision);
            SampleNetwork.Build(net);
            for (var k = 0; k < 5; k++)
            {
                net.Run(4 * ms);
                if (storing) { net.Store(); }
            }

            return net.Report("").Digest;
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Delays_weights_synapses_and_the_step_come_back_from_the_named_state(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(2));
        var target = net.Add(new NeuronGroup(2, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect("i == j");
        synapses["w"] = 1;
        synapses.Delay = new[] { 0.1, 0.2 } * ms;
        net.Store("first");
        net.Dt = 0.05 * ms;
        synapses.Connect([0], [1]);
        synapses["w"] = 5;
        synapses.Delay = 1 * ms;
        net.Run(1 * ms);
        net.Store("second");
        net.Restore("first");
        Assert.Equal(2, synapses.Count);
        Assert.Equal(1e-4, net.Dt.Si, 1e-19);
        Assert.Equal(0, net.Time.Si);
        Assert.Equal([1.0, 1], synapses["w"].ToArray());
        Agreement.Close([1e-4, 2e-4], synapses.Delay.ToArray(), Precision.Double, 1);
        net.Run(1 * ms);
        Assert.Equal([9.0, 8], target["v"].ToArray());
        net.Restore("second");
        Assert.Equal(3, synapses.Count);
        Assert.Equal(1e-3, net.Time.Si, 1e-18);
        Assert.Contains("first", Assert.Throws<ModelException>(() => net.Restore("frist")).Message, StringComparison.Ordinal);
    }
}
