using System.Numerics;
using Cajal.Units;

namespace Cajal;

/// <summary>Power of a signal at each frequency, by Welch's method: the mean over half-overlapping segments, each without its mean and under a Hann window.</summary>
/// <remarks>Of a rate in Hz, such as <see cref="PopulationRateMonitor.Rates"/>, the density is in Hz²/Hz.</remarks>
public sealed class PowerSpectrum
{
    private PowerSpectrum(double[] frequencies, double[] density)
    {
        (Frequencies, Density) = (frequencies, density);
    }

    /// <summary>Frequencies [Hz], from 0 to half the sampling rate; shape [frequencies].</summary>
    public double[] Frequencies { get; }

    /// <summary>One-sided power spectral density [square of the signal's unit/Hz]; its integral is the variance. Shape [frequencies].</summary>
    public double[] Density { get; }

    /// <summary>The spectrum of a signal.</summary>
    /// <param name="signal">Samples at equal intervals; shape [samples].</param>
    /// <param name="interval">Time between two samples [s].</param>
    /// <param name="resolution">Greatest distance between two frequencies [Hz]; a segment lasts its inverse, rounded up to a power of two of samples.</param>
    /// <exception cref="ModelException">The interval or the resolution is not positive, or the signal is shorter than one segment.</exception>
    public static PowerSpectrum Of(ReadOnlySpan<double> signal, Quantity interval, Quantity resolution)
    {
        var (dt, df) = (interval.Require(Dimension.Time, nameof(interval)), resolution.Require(Dimension.Frequency, nameof(resolution)));
        if (!(dt > 0) || !(df > 0)) { throw new ModelException($"A spectrum takes a positive interval and resolution, not {interval} and {resolution}."); }
        var wanted = Math.Max(Math.Ceiling(1 / (dt * df)), 2);
        if (!(wanted <= signal.Length && BitOperations.RoundUpToPowerOf2((uint)wanted) <= (uint)signal.Length))
        {
            throw new ModelException($"A resolution of {resolution} takes segments of {Math.Pow(2, Math.Ceiling(Math.Log2(wanted)))} samples, but the signal has {signal.Length}. Record for longer, or ask for a coarser resolution.");
        }

        var segment = (int)BitOperations.RoundUpToPowerOf2((uint)wanted);
        var window = Enumerable.Range(0, segment).Select(k => 0.5 - (0.5 * Math.Cos(2 * Math.PI * k / segment))).ToArray();
        var density = new double[(segment / 2) + 1];
        var segments = 0;
        for (var start = 0; start + segment <= signal.Length; start += segment / 2, segments++)
        {
            AddPeriodogram(signal.Slice(start, segment), window, density);
        }

        // Each frequency but the ends stands for its negative too.
        var scale = dt / (segments * window.Sum(w => w * w));
        for (var k = 0; k < density.Length; k++) { density[k] *= k == 0 || k == segment / 2 ? scale : 2 * scale; }
        return new([.. Enumerable.Range(0, density.Length).Select(k => k / (segment * dt))], density);
    }

    /// <summary>The frequency with the greatest density within a band [Hz].</summary>
    /// <exception cref="ModelException">No frequency of the spectrum lies in the band.</exception>
    public Quantity Peak(Quantity from, Quantity to)
    {
        var band = Band(from, to);
        return new(Frequencies[band.MaxBy(k => Density[k])], Dimension.Frequency);
    }

    /// <summary>Variance within a band: the integral of the density [square of the signal's unit].</summary>
    /// <exception cref="ModelException">No frequency of the spectrum lies in the band.</exception>
    public double Power(Quantity from, Quantity to) => Band(from, to).Sum(k => Density[k]) * Frequencies[1];

    private int[] Band(Quantity from, Quantity to)
    {
        var (low, high) = (from.Require(Dimension.Frequency, nameof(from)), to.Require(Dimension.Frequency, nameof(to)));
        int[] band = [.. Enumerable.Range(0, Frequencies.Length).Where(k => Frequencies[k] >= low && Frequencies[k] <= high)];
        return band.Length > 0 ? band
            : throw new ModelException($"No frequency of the spectrum lies between {from} and {to}: it has one every {new Quantity(Frequencies[1], Dimension.Frequency)} up to {new Quantity(Frequencies[^1], Dimension.Frequency)}.");
    }

    private static void AddPeriodogram(ReadOnlySpan<double> segment, double[] window, double[] density)
    {
        var mean = 0.0;
        foreach (var value in segment) { mean += value / segment.Length; }
        var x = new Complex[segment.Length];
        for (var k = 0; k < x.Length; k++) { x[k] = (segment[k] - mean) * window[k]; }
        FourierTransform.Transform(x);
        for (var k = 0; k < density.Length; k++) { density[k] += (x[k].Real * x[k].Real) + (x[k].Imaginary * x[k].Imaginary); }
    }
}
