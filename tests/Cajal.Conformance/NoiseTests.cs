using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>White noise in runs.</summary>
public sealed class NoiseTests
{
    // Oracle: in the sense of Stratonovich dx = s x dW has x = exp(s W); both follow one noise. Strong order 1: the error is below s³ dt/2 a unit of time.
    [Theory, ClassData(typeof(Configurations))]
    public void Multiplicative_noise_follows_its_Wiener_process_in_the_sense_of_Stratonovich(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.01 * ms;
        var cells = net.Add(new NeuronGroup(1000, "dx/dt = 0.5*x*xi_1*ms**-0.5 : 1\ndw/dt = xi_1*ms**-0.5 : 1"));
        cells["x"] = 1;
        net.Run(1 * ms);
        var (x, w) = (cells["x"].ToArray(), cells["w"].ToArray());
        var error = x.Zip(w, (a, b) => Math.Abs((a / Math.Exp(0.5 * b)) - 1)).Average();
        Assert.InRange(error, 0, 0.125 * 0.01);
    }

    // Oracle: the step's own recursion x' = (1 - h) x + s √h N has the stationary variance s²h/(1 - (1 - h)²); that of N numbers scatters by √(2/N).
    [Theory, InlineData("euler"), InlineData("heun"), InlineData("milstein")]
    public void An_Ornstein_Uhlenbeck_process_has_the_variance_of_the_method(string method)
    {
        using var net = Networks.On("cpu", Precision.Double);
        net.Dt = 1 * ms;
        var cells = net.Add(new NeuronGroup(20_000, "dx/dt = -x/(10*ms) + xi*(10*ms)**-0.5 : 1", method: method));
        net.Run(100 * ms);
        var x = cells["x"].ToArray();
        Assert.InRange((x.Sum(v => v * v) / x.Length / (0.1 / (1 - 0.81))) - 1, -5 * Math.Sqrt(2.0 / x.Length), 5 * Math.Sqrt(2.0 / x.Length));
    }

    // Random numbers belong to the synapse as it was created, wherever it lies.
    [Theory, ClassData(typeof(Configurations))]
    public void Noise_in_clock_driven_synapses_is_the_same_on_any_number_of_threads(string backend, Precision precision)
    {
        double[] Run(int threads)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var cells = net.Add(Networks.Metronomes(150));
            var synapses = net.Add(new Synapses(cells, cells, "dw/dt = -w/(10*ms) + xi*ms**-0.5 : 1 (clock-driven)", onPre: "w += 0.01")).Connect(p: 0.2);
            synapses.Delay.Set("rand()*2*ms");
            net.Run(2 * ms);
            return synapses["w"].ToArray();
        }

        var one = Run(1);
        Assert.Equal(one.Length, one.Distinct().Count());
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(5));
    }

    // Oracle: x = 10·√dt·σ·N of one number for all methods, whatever σ is; two symbols are two numbers.
    [Theory, ClassData(typeof(Configurations))]
    public void Pure_noise_is_the_same_by_every_method(string backend, Precision precision)
    {
        double[] Run(string method)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(50, "dx/dt = 3*xi_1*ms**-0.5 : 1\ndy/dt = 7*xi_2*ms**-0.5 : 1", method: method));
            net.Run(1 * ms);
            Assert.DoesNotContain(0, cells["x"].ToArray().Zip(cells["y"].ToArray(), (x, y) => Math.Abs((x / 3) - (y / 7)) < 1e-3 ? 0 : 1));
            return [.. cells["x"].ToArray(), .. cells["y"].ToArray()];
        }

        // The sums pass zero, so the roundings are those of the greatest term: ten steps of 7·√0.1·5.
        var euler = Run("euler");
        foreach (var method in (string[])["heun", "milstein"])
        {
            Assert.All(euler.Zip(Run(method)), p => Assert.Equal(p.First, p.Second, 40 * 7 * 5 * Agreement.Rounding(precision)));
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_subexpression_and_an_unused_refractory_period_change_no_bit_of_a_trajectory(string backend, Precision precision)
    {
        foreach (var (method, noise) in ((string, string)[])[
            ("exact", ""), ("exponential_euler", ""), ("euler", ""), ("rk2", ""), ("rk4", ""),
            ("euler", " + 0.1*xi*ms**-0.5"), ("heun", " + 0.1*xi*ms**-0.5"), ("milstein", " + 0.1*xi*ms**-0.5")])
        {
            var plain = Run($"dv/dt = (1 - v)/(10*ms){noise} : 1");
            Assert.DoesNotContain(0, plain);
            Assert.Equal(plain, Run($"dv/dt = drive/(10*ms){noise} : 1\ndrive = 1 - v : 1"));
            Assert.Equal(plain, Run($"dv/dt = (1 - v)/(10*ms){noise} : 1 (unless refractory)", threshold: "v > 100", refractory: 1 * ms));

            double[] Run(string model, ModelText? threshold = null, ModelText? refractory = null)
            {
                using var net = Networks.On(backend, precision);
                var cells = net.Add(new NeuronGroup(10, model, threshold: threshold, refractory: refractory, method: method));
                net.Run(10 * ms);
                return cells["v"].ToArray();
            }
        }
    }

    // Oracle: in the sense of Stratonovich dx = a x dt + s x dW has log x = a t + s W, so the mean exp((a + s²/2) t) and the variance
    // exp((2a + s²) t) (exp(s² t) - 1). Of N paths the mean scatters by √(variance/N), and the variance by √((fourth moment - variance²)/N), here from the
    // moments exp((k a + k² s²/2) t). Weak order 1: with dt = 1/100 the steps add about dt to the growth, below a tenth of that.
    [Theory, InlineData("heun"), InlineData("milstein")]
    public void Geometric_Brownian_motion_has_the_mean_and_the_variance_of_its_closed_form(string method)
    {
        const int Paths = 40_000;
        const double A = 0.1, S = 0.5;
        using var net = Networks.On("cpu", Precision.Double, seed: 3);
        net.Dt = 0.01 * ms;
        var cells = net.Add(new NeuronGroup(Paths, $"dx/dt = {A}*x/ms + {S}*x*xi*ms**-0.5 : 1", method: method));
        cells["x"] = 1;
        net.Run(1 * ms);
        AssertMoments(cells["x"].ToArray(), k => Math.Exp((k * A) + (k * k * S * S / 2)));
    }

    // Oracle: dx = a x dt + s dW from 1 is normal with mean exp(a t) and variance s² (exp(2a t) - 1)/(2a); of the Euler-Maruyama recursion itself,
    // (1 + a h)^n and s² h Σ (1 + a h)^2k, so that only sampling is left.
    [Fact]
    public void Additive_noise_by_Euler_and_Maruyama_has_the_mean_and_the_variance_of_its_recursion()
    {
        const int Paths = 40_000;
        const double A = -1, S = 0.5, H = 0.01;
        using var net = Networks.On("cpu", Precision.Double, seed: 3);
        net.Dt = H * ms;
        var cells = net.Add(new NeuronGroup(Paths, $"dx/dt = {A}*x/ms + {S}*xi*ms**-0.5 : 1", method: "euler"));
        cells["x"] = 1;
        net.Run(1 * ms);
        var (mean, variance) = (Math.Pow(1 + (A * H), 100), S * S * H * Enumerable.Range(0, 100).Sum(k => Math.Pow(1 + (A * H), 2 * k)));
        Assert.Equal(S * S * (Math.Exp(2 * A) - 1) / (2 * A), variance, H * variance);
        // The moments of a normal number.
        AssertMoments(cells["x"].ToArray(), k => k switch
        {
            1 => mean,
            2 => (mean * mean) + variance,
            3 => Math.Pow(mean, 3) + (3 * mean * variance),
            _ => Math.Pow(mean, 4) + (6 * mean * mean * variance) + (3 * variance * variance),
        });
    }

    /// <summary>Mean and variance lie within four standard errors of those of a distribution with these moments.</summary>
    private static void AssertMoments(double[] x, Func<int, double> moment)
    {
        var (m, m2, m3, m4) = (moment(1), moment(2), moment(3), moment(4));
        var variance = m2 - (m * m);
        var fourth = m4 - (4 * m * m3) + (6 * m * m * m2) - (3 * m * m * m * m);
        var mean = x.Average();
        Assert.Equal(m, mean, 4 * Math.Sqrt(variance / x.Length));
        Assert.Equal(variance, x.Average(v => (v - mean) * (v - mean)), 4 * Math.Sqrt((fourth - (variance * variance)) / x.Length));
    }
}
