using static Cajal.Units.SI;

namespace Cajal.Tests.Analysis;

public sealed class PowerSpectrumTests
{
    [Fact]
    public void A_sine_has_its_variance_at_its_frequency_and_none_elsewhere()
    {
        // 3 sin(2 pi 40 t): variance 9/2. A Hann window spreads a line over three frequencies, 5 Hz apart here at most.
        var spectrum = PowerSpectrum.Of(Samples(8192, t => 7 + (3 * Math.Sin(2 * Math.PI * 40 * t))), 1 * ms, 5 * Hz);

        Assert.Equal(40, spectrum.Peak(1 * Hz, 500 * Hz).Si, spectrum.Frequencies[1] / 2);
        Assert.Equal(4.5, spectrum.Power(30 * Hz, 50 * Hz), 4.5 * 1e-3);
        Assert.True(spectrum.Power(100 * Hz, 500 * Hz) < 1e-6);
    }

    [Fact]
    public void The_integral_of_the_density_is_the_variance_of_white_noise()
    {
        // Uniform numbers of a linear congruential generator; 4,096 of them: the sum over the window differs by 1/sqrt(4096) = 2 %; three of those.
        var state = 1u;
        var signal = Samples(4096, _ => (state = (state * 1664525) + 1013904223) / (double)uint.MaxValue);
        var (mean, length) = (signal.Average(), signal.Length);

        var spectrum = PowerSpectrum.Of(signal, 1 * ms, 4 * Hz);

        var variance = signal.Sum(x => (x - mean) * (x - mean)) / length;
        Assert.Equal(variance, spectrum.Power(0 * Hz, 500 * Hz), 0.06 * variance);
    }

    [Fact]
    public void A_signal_that_is_too_short_for_the_resolution_is_refused_with_what_it_takes()
    {
        var error = Assert.Throws<ModelException>(() => PowerSpectrum.Of(new double[100], 1 * ms, 5 * Hz));

        Assert.Equal("A resolution of 5 Hz takes segments of 256 samples, but the signal has 100. Record for longer, or ask for a coarser resolution.", error.Message);
    }

    [Fact]
    public void An_interval_or_resolution_that_is_not_positive_is_refused() =>
        Assert.Contains("positive interval", Assert.Throws<ModelException>(() => PowerSpectrum.Of(new double[100], 0 * ms, 5 * Hz)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_band_without_a_frequency_is_refused()
    {
        var spectrum = PowerSpectrum.Of(new double[1000], 1 * ms, 5 * Hz);

        Assert.Contains("one every 3.90625 Hz up to 500 Hz", Assert.Throws<ModelException>(() => spectrum.Peak(4 * Hz, 5 * Hz)).Message, StringComparison.Ordinal);
    }

    private static double[] Samples(int count, Func<double, double> signal) => [.. Enumerable.Range(0, count).Select(k => signal(k * 1e-3))];
}
