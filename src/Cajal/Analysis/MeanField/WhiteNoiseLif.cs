using System.Numerics;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// Theory of the leaky integrate-and-fire neuron under Gaussian white noise,
/// <c>dv/dt = (mu - v + sigma*sqrt(tau)*xi)/tau</c>, which also stands for many small synaptic inputs (diffusion approximation).
/// </summary>
/// <remarks>
/// Without a threshold the potential has mean mu and standard deviation sigma/sqrt(2). Independent Poisson inputs of weights J and rates r give
/// mu = tau·sum(J·r) and sigma² = tau·sum(J²·r). Formulas: Siegert (1951), Ricciardi (1977), Brunel (2000).
/// </remarks>
public sealed class WhiteNoiseLif
{
    private readonly double _tau, _threshold, _reset, _refractory;

    /// <param name="tau">Time constant of the membrane [s].</param>
    /// <param name="threshold">Potential at which the neuron spikes [V, or the unit of the potential].</param>
    /// <param name="reset">Potential after a spike, below the threshold [as the threshold].</param>
    /// <param name="refractory">Time for which the potential then stays there [s].</param>
    /// <exception cref="ModelException">A time is negative, tau is 0, or the reset is not below the threshold.</exception>
    public WhiteNoiseLif(Quantity tau, Quantity threshold, Quantity reset, Quantity refractory)
    {
        (_tau, _refractory) = (tau.Require(Dimension.Time), refractory.Require(Dimension.Time));
        if (!(_tau > 0) || !(_refractory >= 0)) { throw new ModelException($"A neuron needs a time constant above 0 and a refractory time of 0 or more, not {tau} and {refractory}."); }
        if (!(reset < threshold)) { throw new ModelException($"The reset has to be below the threshold, but {reset} is not below {threshold}."); }
        (_threshold, _reset) = (threshold.Si, reset.Si);
        Unit = threshold.Dimension.IsNone ? reset.Dimension : threshold.Dimension;
    }

    /// <summary>Dimension of the potential.</summary>
    internal Dimension Unit { get; }

    /// <summary>Stationary rate [Hz].</summary>
    /// <param name="mu">Mean of the input [as the potential].</param>
    /// <param name="sigma">Its noise [as the potential]; 0 for none.</param>
    /// <exception cref="ModelException">An argument is not in the unit of the potential, or sigma is negative.</exception>
    public Quantity Rate(Quantity mu, Quantity sigma)
    {
        var (mean, noise) = Input(mu, sigma);
        return new(Rate(mean, noise), Dimension.Frequency);
    }

    /// <summary>Coefficient of variation of the intervals between spikes: 0 for a clock, 1 for a Poisson process; NaN for a neuron that never spikes.</summary>
    /// <param name="mu">Mean of the input [as the potential].</param>
    /// <param name="sigma">Its noise [as the potential]; 0 for none.</param>
    /// <exception cref="ModelException">An argument is not in the unit of the potential, or sigma is negative.</exception>
    public double IntervalCv(Quantity mu, Quantity sigma)
    {
        var (mean, noise) = Input(mu, sigma);
        return noise > 0 ? IntervalCv(mean, noise) : mean > _threshold ? 0 : double.NaN;
    }

    /// <summary>
    /// The transfer function: how the rate follows a small modulation of the mean of the input, complex amplitude over amplitude [Hz, over the SI unit of the
    /// potential]. At low frequencies it is the slope of the rate over mu; then it falls with the root of the frequency, and lags by an eighth of a period.
    /// </summary>
    /// <param name="mu">Mean of the input [as the potential].</param>
    /// <param name="sigma">Its noise, above 0 [as the potential].</param>
    /// <param name="frequency">Frequency of the modulation, above 0 [Hz].</param>
    /// <exception cref="ModelException">An argument has another unit, sigma or the frequency is not positive, or the frequency is far beyond 10 kHz.</exception>
    public Complex ResponseToMean(Quantity mu, Quantity sigma, Quantity frequency) => Response(mu, sigma, frequency, 1, 0);

    /// <summary>As <see cref="ResponseToMean"/>, for a modulation of sigma: cells follow it at any frequency, in the limit by 2·rate/sigma.</summary>
    /// <inheritdoc cref="ResponseToMean"/>
    public Complex ResponseToNoise(Quantity mu, Quantity sigma, Quantity frequency) => Response(mu, sigma, frequency, 0, 1);

    /// <summary>The response to a modulation of the mean and of the noise at the same time, by given parts of its amplitude.</summary>
    internal Complex Response(Quantity mu, Quantity sigma, Quantity frequency, double ofMean, double ofNoise)
    {
        var ((mean, noise), hertz) = (Input(mu, sigma), frequency.Require(Dimension.Frequency));
        if (noise == 0) { throw new ModelException("A rate follows a modulation smoothly only where there is noise, but sigma is 0."); }
        if (!(hertz > 0)) { throw new ModelException($"The frequency of a modulation has to be above 0 Hz, but is {frequency}."); }
        var (reset, threshold, _) = Ends(mean, noise);
        ThresholdIntegration integration = new(reset, threshold, _refractory / _tau, Rate(mean, noise) * _tau);
        var response = integration.Response(2 * Math.PI * hertz * _tau, ofMean, 2 * ofNoise) / (noise * _tau);
        return Complex.IsFinite(response) ? response : throw new ModelException($"The response to a modulation of {frequency} is beyond what numbers can hold. Ask for a lower frequency.");
    }

    /// <summary>Stationary rate [Hz] of an input in SI units.</summary>
    internal double Rate(double mean, double noise)
    {
        if (noise == 0) { return mean > _threshold ? 1 / (_refractory + (_tau * Math.Log((mean - _reset) / (mean - _threshold)))) : 0; }
        var (reset, threshold, scale) = Ends(mean, noise);
        return 1 / (_refractory + (_tau * PassageTime(reset, threshold, scale) * Math.Exp(scale)));
    }

    // CV² = 2π·(rate·tau)² · ∫dx exp(x²) ∫dy exp(y²)(1 + erf y)², y below x and x from the reset to the threshold; here x is integrated first.
    private double IntervalCv(double mean, double noise)
    {
        const double negligible = 40;
        var (reset, threshold, scale) = Ends(mean, noise);
        var lowest = -Math.Sqrt(Math.Pow(Math.Min(reset, 0), 2) + negligible);
        var variance = TanhSinh.Integrate(Inner, lowest, reset) + TanhSinh.Integrate(Inner, reset, threshold);
        var time = (_refractory * Math.Exp(-scale)) + (_tau * PassageTime(reset, threshold, scale));
        return Math.Sqrt(2 * Math.PI * variance) * _tau / time;

        double Inner(double y)
        {
            var (tail, exponent) = y <= 0 ? (ErrorFunctions.ScaledComplement(-y), -y * y) : (2 - (ErrorFunctions.ScaledComplement(y) * Math.Exp(-y * y)), y * y);
            var from = Math.Max(reset, y);
            return tail * tail * (IntegralTo(threshold, exponent) - IntegralTo(from, exponent));
        }

        double IntegralTo(double x, double exponent) => ErrorFunctions.Dawson(x) * Math.Exp((x * x) + exponent - (2 * scale));
    }

    /// <summary>√π·∫ exp(u²)(1 + erf u) du over exp(scale): the mean time from reset to threshold, in time constants.</summary>
    private static double PassageTime(double reset, double threshold, double scale) =>
        Math.Sqrt(Math.PI) * TanhSinh.Integrate(
            u => u <= 0 ? ErrorFunctions.ScaledComplement(-u) * Math.Exp(-scale)
                : (2 * Math.Exp((u * u) - scale)) - (ErrorFunctions.ScaledComplement(u) * Math.Exp(-scale)),
            reset, threshold);

    /// <summary>Reset and threshold as distances from the mean, in units of the noise, and the exponent to take out of integrals lest they overflow.</summary>
    private (double Reset, double Threshold, double Scale) Ends(double mean, double noise)
    {
        var threshold = (_threshold - mean) / noise;
        return ((_reset - mean) / noise, threshold, Math.Pow(Math.Max(threshold, 0), 2));
    }

    private (double Mean, double Noise) Input(Quantity mu, Quantity sigma)
    {
        var (mean, noise) = (mu.Require(Unit), sigma.Require(Unit));
        return noise >= 0 ? (mean, noise) : throw new ModelException($"The noise of an input is a size, 0 or more, but sigma is {sigma}.");
    }
}
