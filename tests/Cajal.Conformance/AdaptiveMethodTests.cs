using System.Globalization;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Methods that choose their inner steps, in runs.</summary>
public sealed class AdaptiveMethodTests
{
    /// <summary>The squid axon of Hodgkin and Huxley (1952) in the form of Traub and Miles (1991), as in Brette et al. (2007).</summary>
    private const string HodgkinHuxley = """
        dv/dt = (gl*(El - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK) + I)/Cm : volt
        dm/dt = alpha_m*(1 - m) - beta_m*m : 1
        dn/dt = alpha_n*(1 - n) - beta_n*n : 1
        dh/dt = alpha_h*(1 - h) - beta_h*h : 1
        alpha_m = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
        beta_m = 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
        alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
        beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
        alpha_n = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
        beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
        I : amp
        """;

    private static Constants Membrane => new()
    {
        ["Cm"] = 200 * pF,
        ["gl"] = 10 * nS,
        ["El"] = -65 * mV,
        ["EK"] = -90 * mV,
        ["ENa"] = 50 * mV,
        ["g_na"] = 20 * uS,
        ["g_kd"] = 6 * uS,
        ["VT"] = -63 * mV,
    };

    private static NeuronGroup Cells(Network net, int count, IntegrationMethod method)
    {
        var cells = net.Add(new NeuronGroup(count, HodgkinHuxley, threshold: "v > -20*mV", refractory: "v > -40*mV", method: method, constants: Membrane));
        cells["v"] = -65 * mV;
        cells["h"] = 1;
        cells["I"].Set("1*nA*i/N");
        return cells;
    }

    private static double[] VoltagesAt(Quantity end, Quantity dt, IntegrationMethod method, string backend = "cpu", Precision precision = Precision.Double)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = dt;
        var cells = Cells(net, 20, method);
        net.Run(end);
        return cells["v"].ToArray();
    }

    private static readonly Lazy<double[]> s_exact = new(() =>
    {
        var exact = VoltagesAt(8 * ms, 1 * ms, new AdaptiveMethod("rk45") { RelativeTolerance = 1e-12 });
        Assert.InRange(VoltagesAt(8 * ms, 1 * us, "rk4").Zip(exact, (a, b) => Math.Abs(a - b)).Max(), 0, 5e-11);
        return exact;
    });

    // Oracle: rk45 with a tolerance of 1e-12, and rk4 with steps of 1 us, which agree to 5e-11 V. A tolerance is that of each inner step, relative to
    // some 65 mV; until the end errors add up and are multiplied by the upstroke of a spike: some 20 times over the few steps of order 5, 300 times over
    // the many of order 3.
    [Theory]
    [InlineData("rk45", 1e-4, 20), InlineData("rk45", 1e-7, 20), InlineData("rk45", 1e-10, 20), InlineData("rosenbrock", 1e-6, 300), InlineData("rosenbrock", 1e-8, 300)]
    public void A_Hodgkin_Huxley_neuron_meets_its_tolerance_at_steps_of_a_millisecond(string method, double tolerance, double growth)
    {
        var exact = s_exact.Value;
        var values = VoltagesAt(8 * ms, 1 * ms, new AdaptiveMethod(method) { RelativeTolerance = tolerance, MaxSteps = 20_000 });
        Assert.InRange(exact.Zip(values, (a, b) => Math.Abs(a - b)).Max(), 0, growth * tolerance * 65e-3);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Adaptive_steps_and_exponential_Euler_give_the_same_spike_counts(string backend, Precision precision)
    {
        int[] Counts(IntegrationMethod method)
        {
            using var net = Networks.On(backend, precision);
            net.Dt = 0.05 * ms;
            var cells = Cells(net, 4, method);
            var spikes = net.Add(new SpikeMonitor(cells));
            net.Run(20 * ms);
            return [.. Enumerable.Range(0, 4).Select(i => spikes.StepsOf(i).Length)];
        }

        var counts = Counts("exponential_euler");
        Assert.Equal(counts, Counts(new AdaptiveMethod("rk45") { RelativeTolerance = 1e-5 }));
        Assert.Equal(counts, Counts(new AdaptiveMethod("rosenbrock") { RelativeTolerance = 1e-4 }));
        Assert.True(counts[0] == 0 && counts[^1] > 1, string.Join(' ', counts));
    }

    [Theory]
    [InlineData("rk45", Precision.Double), InlineData("rk45", Precision.Single), InlineData("rosenbrock", Precision.Double), InlineData("rosenbrock", Precision.Single)]
    public void Inner_steps_are_the_same_bits_on_every_backend(string method, Precision precision)
    {
        AdaptiveMethod loose = new(method) { RelativeTolerance = 1e-4 };
        Assert.Equal(VoltagesAt(4 * ms, 0.1 * ms, loose, "reference", precision), VoltagesAt(4 * ms, 0.1 * ms, loose, "cpu", precision));
    }

    // Neuron 70 grows as 1/(1/v0 - t) and has no value after 1 ms: no number of inner steps gets there.
    [Theory, ClassData(typeof(Configurations))]
    public void A_neuron_that_cannot_reach_its_tolerance_stops_the_run_with_neuron_variable_and_time(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(100, "dw/dt = -w/ms : 1\ndv/dt = v**2/ms : 1", method: new AdaptiveMethod("rk45") { MaxSteps = 50 }) { Name = "cells" });
        cells["v"][70] = 1.0;
        var error = Assert.Throws<ModelException>(() => net.Run(20 * ms));
        const string Before = "cells.v[70] did not reach its tolerance within the most inner steps of rk45 in the time step at ";
        Assert.StartsWith(Before, error.Message, StringComparison.Ordinal);
        Assert.InRange(double.Parse(error.Message[Before.Length..].Split(' ')[0], CultureInfo.InvariantCulture), 0.00089, 0.00101);
        Assert.EndsWith("what was recorded until then is kept.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clock_driven_synapses_that_cannot_reach_their_tolerance_are_named_by_creation()
    {
        using var net = new Network { Threads = 3 };
        var cells = net.Add(Networks.Metronomes(200));
        var synapses = net.Add(new Synapses(cells, cells, "dw/dt = w**2/ms : 1 (clock-driven)", onPre: "w += 0", method: "rk45") { Name = "synapses" }).Connect(p: 0.1);
        synapses["w"][123] = 10.0;
        var error = Assert.Throws<ModelException>(() => net.Run(1 * ms));
        Assert.StartsWith("synapses.w[123] did not reach its tolerance", error.Message, StringComparison.Ordinal);
    }
}
