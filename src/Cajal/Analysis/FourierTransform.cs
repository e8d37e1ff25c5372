using System.Numerics;

namespace Cajal;

/// <summary>The fast Fourier transform of Cooley and Tukey, radix 2.</summary>
internal static class FourierTransform
{
    /// <summary>Replaces samples by their transform, sum of x[n]·exp(-2πi·k·n/N).</summary>
    /// <param name="x">As many as a power of two.</param>
    public static void Transform(Span<Complex> x)
    {
        if (x.Length < 2) { return; }
        var half = x.Length / 2;
        var (even, odd) = (new Complex[half], new Complex[half]);
        for (var k = 0; k < half; k++) { (even[k], odd[k]) = (x[2 * k], x[(2 * k) + 1]); }
        Transform(even);
        Transform(odd);
        for (var k = 0; k < half; k++)
        {
            var turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / x.Length) * odd[k];
            (x[k], x[k + half]) = (even[k] + turned, even[k] - turned);
        }
    }
}
