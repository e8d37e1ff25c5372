using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>A time constant counts with its present value, whoever changes it, and when.</summary>
public sealed class ChangingParameterTests
{
    // Oracle: v = exp(-10/10 - 10/tau) after 10 ms with a time constant of 10 ms and 10 ms with one of 20 ms + 1 ms for each element.
    [Theory, ClassData(typeof(Configurations))]
    public void A_time_constant_that_changes_takes_effect_in_the_next_step(string backend, Precision precision)
    {
        const string After = "20*ms + 1*ms*i";
        Check("set between two runs", (_, _) => { }, cells => cells["tau"] = After);
        Check("code by the clock", (_, cells) => cells.RunAt($"tau = {After}", new[] { 10.0 } * ms));
        Check("an action of the program", (net, cells) => net.Add(new NetworkOperation(t =>
        {
            if (Math.Abs(t.Si - 10e-3) < 1e-6) { cells["tau"] = After; }
        })));
        Check("a reset", (_, cells) => cells["last"] = 10 * ms, reset: $"tau = {After}");
        Check("synapses", (net, cells) =>
        {
            var clock = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 9.9 } * ms));
            net.Add(new Synapses(clock, cells, onPre: "tau_post = 20*ms + 1*ms*j")).Connect();
        });

        void Check(string how, Action<Network, NeuronGroup> build, Action<NeuronGroup>? between = null, string? reset = null)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(70, "dv/dt = -v/tau : 1\ntau : second\nlast : second", threshold: "last > 0*ms and abs(t + dt - last) < dt/2", reset: reset ?? "v = v"));
            cells["v"] = 1;
            cells["tau"] = 10 * ms;
            build(net, cells);
            if (between is null)
            {
                net.Run(20 * ms);
            }
            else
            {
                net.Run(10 * ms);
                between(cells);
                net.Run(10 * ms);
            }

            for (var k = 0; k < 70; k++)
            {
                Assert.True(Math.Abs((cells["v"][k].Si / Math.Exp(-1 - (10 / (20.0 + k)))) - 1) < (precision == Precision.Double ? 1e-12 : 1e-4), $"{how}: {k}");
            }
        }
    }
}
