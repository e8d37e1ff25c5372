using System.Numerics;
using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class WhiteNoiseLifTests
{
    private static readonly WhiteNoiseLif _neuron = new(tau: 10 * ms, threshold: 15 * mV, reset: 0 * mV, refractory: 2 * ms);

    // Oracle: Siegert's integrals by another quadrature, to the digits given.
    [Theory]
    [InlineData(15, 2, 31.240, 0.346)]
    [InlineData(15, 5, 43.362, 0.472)]
    [InlineData(10, 5, 16.760, 0.725)]
    [InlineData(20, 5, 69.649, 0.337)]
    [InlineData(5, 5, 1.726, 0.965)]
    public void Rate_and_variation_are_those_of_Siegerts_integrals(double mu, double sigma, double rate, double cv)
    {
        Assert.Equal(rate, _neuron.Rate(mu * mV, sigma * mV).In(Hz), 5e-4);
        Assert.Equal(cv, _neuron.IntervalCv(mu * mV, sigma * mV), 5e-4);
    }

    // 1/(2 ms + 20 ms·ln((mu - 10 mV)/(mu - 20 mV))).
    [Theory]
    [InlineData(21, 20.0169)]
    [InlineData(25, 41.7149)]
    [InlineData(30, 63.0400)]
    public void Without_noise_the_rate_is_that_of_the_exponential_and_there_is_no_variation(double mu, double rate)
    {
        WhiteNoiseLif neuron = new(20 * ms, 20 * mV, 10 * mV, 2 * ms);

        Assert.Equal(rate, neuron.Rate(mu * mV, 0 * mV).In(Hz), 5e-5);
        Assert.Equal(0, neuron.IntervalCv(mu * mV, 0 * mV));
    }

    // The first correction to the rate goes as (sigma/(mu - threshold))², 4e-10 here; the variance of the interval is (sigma²/2)·tau²·(1/(mu - threshold)² - 1/(mu - reset)²).
    [Fact]
    public void Little_noise_gives_the_rate_without_noise_and_a_variation_in_proportion()
    {
        const double sigma = 1e-4;
        var rate = _neuron.Rate(20 * mV, 0 * mV).In(Hz);

        Assert.Equal(rate, _neuron.Rate(20 * mV, sigma * mV).In(Hz), rate * 1e-8);
        var cv = rate * 10e-3 * sigma * Math.Sqrt(0.5 * ((1 / 25.0) - (1 / 400.0)));
        Assert.Equal(cv, _neuron.IntervalCv(20 * mV, sigma * mV), cv * 1e-6);
    }

    // Far below threshold spikes are rare and independent. At a distance of b noises the mean time to one is tau·√π·exp(b²)/b·(1 + 1/(2b²) + 3/(4b⁴) ...);
    // here b is 10, and the first term left out is 7.5e-5.
    [Fact]
    public void Far_below_threshold_spikes_are_a_Poisson_process_at_the_rate_of_Kramers()
    {
        var rate = _neuron.Rate(5 * mV, 1 * mV).In(Hz);

        Assert.Equal(10 * Math.Exp(-100) / (10e-3 * Math.Sqrt(Math.PI) * (1 + (1 / 200.0))), rate, rate * 1e-4);
        Assert.Equal(1, _neuron.IntervalCv(5 * mV, 1 * mV), 1e-6);
    }

    [Fact]
    public void Where_a_spike_takes_longer_than_a_number_can_say_the_rate_is_0_and_the_variation_still_1()
    {
        Assert.Equal(0, _neuron.Rate(-15 * mV, 1 * mV).In(Hz));
        Assert.Equal(1, _neuron.IntervalCv(-15 * mV, 1 * mV), 1e-6);
    }

    [Fact]
    public void Without_noise_and_input_there_is_neither_a_rate_nor_a_variation()
    {
        Assert.Equal(0, _neuron.Rate(10 * mV, 0 * mV).In(Hz));
        Assert.Equal(double.NaN, _neuron.IntervalCv(10 * mV, 0 * mV));
    }

    // Oracle: the slope of Siegert's rate, by differences of 1 uV: relative errors of 1e-6 from those, and of about (2 pi·0.01 Hz·10 ms)² from the frequency.
    [Theory]
    [InlineData(10, 5)]
    [InlineData(20, 2)]
    [InlineData(5, 2)]
    public void Slow_modulation_moves_the_rate_along_its_curve(double mu, double sigma)
    {
        double Slope(double ofMu, double ofSigma) =>
            (_neuron.Rate((mu + ofMu) * mV, (sigma + ofSigma) * mV) - _neuron.Rate((mu - ofMu) * mV, (sigma - ofSigma) * mV)).In(Hz) / 2e-6;

        var (mean, noise) = (_neuron.ResponseToMean(mu * mV, sigma * mV, 0.01 * Hz), _neuron.ResponseToNoise(mu * mV, sigma * mV, 0.01 * Hz));

        Assert.Equal(Slope(1e-3, 0), mean.Real, mean.Real * 1e-5);
        Assert.Equal(Slope(0, 1e-3), noise.Real, noise.Real * 1e-4);
    }

    // Oracle: with x = 2 pi·frequency·tau the limits are (rate/sigma)·sqrt(2/(i·x)) and 2·rate/sigma (Brunel and Hakim 1999; Lindner and Schimansky-Geier
    // 2001); the next terms are smaller by the order of 1/sqrt(x), here 0.04.
    [Fact]
    public void Fast_modulation_moves_the_rate_as_its_limits_say()
    {
        var (rate, sigma, x) = (_neuron.Rate(10 * mV, 5 * mV).In(Hz), 5e-3, 2 * Math.PI * 1e4 * 10e-3);

        var mean = _neuron.ResponseToMean(10 * mV, 5 * mV, 10 * kHz) / (rate / sigma * Complex.Sqrt(new Complex(0, -2 / x)));
        var noise = _neuron.ResponseToNoise(10 * mV, 5 * mV, 10 * kHz) / (2 * rate / sigma);

        Assert.InRange((mean - 1).Magnitude, 0, 2 / Math.Sqrt(x));
        Assert.InRange((noise - 1).Magnitude, 0, 2 / Math.Sqrt(x));
    }

    [Fact]
    public void A_modulation_without_noise_is_refused() => Refused(
        "A rate follows a modulation smoothly only where there is noise, but sigma is 0.", () => _neuron.ResponseToMean(10 * mV, 0 * mV, 10 * Hz));

    [Fact]
    public void A_modulation_of_no_frequency_is_refused() => Refused(
        "The frequency of a modulation has to be above 0 Hz, but is 0 Hz.", () => _neuron.ResponseToMean(10 * mV, 5 * mV, 0 * Hz));

    [Fact]
    public void A_modulation_far_too_fast_is_refused() => Refused(
        "The response to a modulation of 1 MHz is beyond what numbers can hold. Ask for a lower frequency.", () => _neuron.ResponseToNoise(5 * mV, 2 * mV, 1000 * kHz));

    [Fact]
    public void A_reset_at_the_threshold_is_refused() => Refused(
        "The reset has to be below the threshold, but 15 mV is not below 15 mV.", () => new WhiteNoiseLif(10 * ms, 15 * mV, 15 * mV, 0 * ms));

    [Fact]
    public void Times_below_0_are_refused() => Refused(
        "A neuron needs a time constant above 0 and a refractory time of 0 or more, not 10 ms and -1 ms.", () => new WhiteNoiseLif(10 * ms, 15 * mV, 0 * mV, -1 * ms));

    [Fact]
    public void An_input_in_another_unit_is_refused() => Refused("mu: expected V, got 10 pA", () => _neuron.Rate(10 * pA, 1 * mV));

    [Fact]
    public void Negative_noise_is_refused() => Refused(
        "The noise of an input is a size, 0 or more, but sigma is -1 mV.", () => _neuron.IntervalCv(10 * mV, -1 * mV));

    private static void Refused(string message, Func<object> use) => Assert.Equal(message, Assert.Throws<ModelException>(use).Message);
}
