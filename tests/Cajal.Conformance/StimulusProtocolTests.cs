using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Stimuli and delays in sequence, as functions of time and element.</summary>
public sealed class StimulusProtocolTests
{
    // Oracle: the sequence itself: nothing, the pattern {0, 2} of 3 mV, nothing, the pattern {1, 2} of 5 mV, and nothing for ever.
    [Theory, ClassData(typeof(Configurations))]
    public void A_stimulus_has_its_strength_for_its_elements_while_it_lasts_and_nothing_follows(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var protocol = new StimulusProtocol(3).Delay(0.2 * ms).Present(new(3, [0, 2]), 0.3 * ms, 3 * mV).Delay(0.1 * ms).Present(new(3, [2, 1]), 0.2 * ms, 5 * mV);
        var cells = net.Add(new NeuronGroup(3, $"x = {protocol}(t, i) : volt\nlater = {protocol}(t + 0.2*ms, i) : volt"));
        var trace = net.Add(new StateMonitor(cells, ["x", "later"]));
        net.Run(1.2 * ms);

        double[][] expected = [[0, 0, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 5, 5, 0, 0, 0, 0], [0, 0, 3, 3, 3, 0, 5, 5, 0, 0, 0, 0]];
        for (var i = 0; i < 3; i++)
        {
            Agreement.Close([.. expected[i].Select(mV => mV * 1e-3)], trace.Of("x", i), precision, 1);
            Assert.Equal(trace.Of("x", i)[2..], trace.Of("later", i)[..^2]);
        }
    }

    // Oracle: binomial counts of 1,000 trains in 400 steps, at 100 Hz where the pattern drives them; five standard deviations.
    [Theory, ClassData(typeof(Configurations))]
    public void A_protocol_can_be_the_rate_of_Poisson_trains_of_a_part_of_a_group(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var inputs = new NeuronGroup(1000, "");
        var trains = net.Add(new PoissonGroup(1000, $"{new StimulusProtocol(1000).Delay(10 * ms).Present(inputs[200..500], 40 * ms, 100 * Hz)}(t, i)"));
        var spikes = net.Add(new SpikeMonitor(trains));
        net.Run(60 * ms);
        Assert.All(spikes.Indices.ToArray(), i => Assert.InRange(i, 200, 499));
        Assert.All(spikes.Times, time => Assert.InRange(time, 0.01 - 1e-9, 0.05 - 5e-5));
        Assert.InRange((spikes.Count - 1200) / Math.Sqrt(1200 * 0.99), -5, 5);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Noise_is_the_same_on_any_number_of_threads_and_of_its_own_in_each_presentation(string backend, Precision precision)
    {
        var prototype = BinaryPattern.Prototypes(1, 300, 0.5, seed: 4)[0];
        var protocol = new StimulusProtocol(300, seed: 2).Present(prototype, 1 * ms, flips: 0.2).Delay(1 * ms).Present(prototype, 1 * ms, flips: 0.2);
        foreach (var threads in (int[])[1, 3])
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(300, $"x = {protocol}(t, i) : 1"));
            var trace = net.Add(new StateMonitor(cells, ["x"], dt: 1 * ms));
            net.Run(4 * ms);
            for (var i = 0; i < 300; i++)
            {
                Assert.Equal([protocol.Presentations[0].Shown[i] ? 1 : 0, 0, protocol.Presentations[1].Shown[i] ? 1 : 0, 0], trace.Of("x", i));
            }
        }

        Assert.NotEqual(protocol.Presentations[0].Shown.Active, protocol.Presentations[1].Shown.Active);
    }
}
