namespace Cajal.Integrators;

/// <summary>The exponential of a small matrix, for the propagators of linear equations.</summary>
/// <remarks>
/// Scaling and squaring (Moler and Van Loan 2003, SIAM Review 45:3, method 3) of a Taylor polynomial, for any matrix: singular, defective
/// and rotating ones included. Only the four operations are used, so the result has the same bits on every machine.
/// </remarks>
internal static class MatrixExponential
{
    /// <summary>Norm up to which the polynomial is used; there, the first term left out is below 1e-21.</summary>
    private const double LargestNorm = 0.5;

    private const int Degree = 16;

    /// <summary>
    /// The propagators of X' = M X + B over a time t: X(t) = P X(0) + Φ B with P = exp(M t) and Φ = ∫₀ᵗ exp(M s) ds,
    /// both read from the exponential of [[M, I], [0, 0]] t.
    /// </summary>
    public static (double[,] P, double[,] Phi) Propagators(double[,] m, double t)
    {
        var n = m.GetLength(0);
        var augmented = new double[2 * n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) { augmented[i, j] = m[i, j] * t; }
            augmented[i, n + i] = t;
        }

        var exponential = Of(augmented);
        var (p, phi) = (new double[n, n], new double[n, n]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) { (p[i, j], phi[i, j]) = (exponential[i, j], exponential[i, n + j]); }
        }

        return (p, phi);
    }

    /// <summary>exp(a) of a square matrix.</summary>
    public static double[,] Of(double[,] a)
    {
        var n = a.GetLength(0);
        var exponents = Balance(a);
        var balanced = Rescale(a, (i, j) => exponents[j] - exponents[i]);

        var norm = Norm(balanced);
        // Whoever writes inf into a model gets what is no number, and the run says which variable it is in.
        if (!double.IsFinite(norm)) { return Elements(n, (_, _) => double.NaN); }
        var squarings = norm <= LargestNorm ? 0 : (int)Math.Ceiling(Math.Log2(norm / LargestNorm));
        var scaled = Rescale(balanced, (_, _) => -squarings);

        // Horner: A (I + A/2 (I + A/3 (I + ...))) = exp(A) − I.
        var e = Rescale(scaled, (_, _) => 0);
        for (var k = Degree; k >= 2; k--)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++) { e[i, j] /= k; }
            }

            e = Add(scaled, Multiply(scaled, e));
        }

        // (I + E)² = I + (2 E + E²) keeps the digits of slow modes, P² those of modes that die out within the time.
        var p = PlusIdentity(e);
        for (var s = 0; s < squarings; s++) { (e, p) = (Add(Add(e, e), Multiply(e, e)), Multiply(p, p)); }

        var slow = PlusIdentity(e);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (Math.Min(slow[i, i], slow[j, j]) >= 0.5) { p[i, j] = slow[i, j]; }
            }
        }

        return Rescale(p, (i, j) => exponents[i] - exponents[j]);
    }

    /// <summary>Binary exponents d for which D⁻¹ A D, D = diag(2^d), has rows and columns of about equal size.</summary>
    /// <remarks>
    /// Volts, siemens and seconds differ by many orders of magnitude: without this, a conductance that drives a voltage would cost
    /// twenty needless squarings, and fast modes as many bits. The plain method (Parlett and Reinsch 1969) passes over one-way couplings;
    /// here they are measured against the diagonal.
    /// </remarks>
    private static int[] Balance(double[,] a)
    {
        const int Sweeps = 40;
        var n = a.GetLength(0);
        var d = new int[n];
        var diagonal = Enumerable.Range(0, n).Max(i => Math.Abs(a[i, i]));
        var floor = diagonal > 0 ? diagonal : 1;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var changed = false;
            for (var i = 0; i < n; i++)
            {
                double row = 0, column = 0;
                for (var j = 0; j < n; j++)
                {
                    if (j == i) { continue; }
                    row += Math.ScaleB(Math.Abs(a[i, j]), d[j] - d[i]);
                    column += Math.ScaleB(Math.Abs(a[j, i]), d[i] - d[j]);
                }

                if (Math.Max(row, column) <= floor) { continue; }
                var shift = (int)Math.Round(Math.Log2((row + floor) / (column + floor)) / 2);
                (d[i], changed) = (d[i] + shift, changed || shift != 0);
            }

            if (!changed) { break; }
        }

        return d;
    }

    /// <summary>Each element times two to a power.</summary>
    private static double[,] Rescale(double[,] a, Func<int, int, int> power) => Elements(a.GetLength(0), (i, j) => Math.ScaleB(a[i, j], power(i, j)));

    private static double[,] Elements(int n, Func<int, int, double> value)
    {
        var result = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) { result[i, j] = value(i, j); }
        }

        return result;
    }

    /// <summary>Largest sum of absolute values in a row.</summary>
    private static double Norm(double[,] a) =>
        Enumerable.Range(0, a.GetLength(0)).Max(i => Enumerable.Range(0, a.GetLength(1)).Sum(j => Math.Abs(a[i, j])));

    private static double[,] PlusIdentity(double[,] a)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++) { result[i, i] += 1; }
        return result;
    }

    private static double[,] Add(double[,] a, double[,] b) => Elements(a.GetLength(0), (i, j) => a[i, j] + b[i, j]);

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var n = a.GetLength(0);
        var product = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                for (var j = 0; j < n; j++) { product[i, j] += a[i, k] * b[k, j]; }
            }
        }

        return product;
    }
}
