namespace Cajal;

/// <summary>The double exponential quadrature of Takahasi and Mori (1974): fit for integrands that are smooth inside, however steep at the ends.</summary>
internal static class TanhSinh
{
    private const double Tolerance = 1e-12, Reach = 3.4, FirstStep = 0.5, LastStep = 1e-3;

    /// <summary>The integral of f from a to b: the step is halved until the sum stands still.</summary>
    public static double Integrate(Func<double, double> f, double a, double b)
    {
        var (middle, half) = ((a + b) / 2, (b - a) / 2);
        var h = FirstStep;
        var sum = Sum(0, h);
        for (; h > LastStep; h /= 2)
        {
            var between = Sum(h / 2, h);
            var change = between - sum;
            sum += between;
            if (Math.Abs(change) <= Tolerance * Math.Abs(sum)) { break; }
        }

        return sum * h / 2 * half;

        // Every other point of the halved step lies between those there are.
        double Sum(double start, double step)
        {
            var total = start == 0 ? Term(0) : 0;
            for (var t = start == 0 ? step : start; t <= Reach; t += step) { total += Term(t) + Term(-t); }
            return total;
        }

        double Term(double t)
        {
            var s = Math.PI / 2 * Math.Sinh(t);
            var c = Math.Cosh(s);
            return f(middle + (half * Math.Tanh(s))) * (Math.PI / 2) * Math.Cosh(t) / (c * c);
        }
    }
}
