namespace Cajal;

/// <summary>Zeros of continuous functions, to the last digit.</summary>
internal static class Bisection
{
    /// <summary>Where a function changes its sign between two points at which it has different ones.</summary>
    public static double Root(Func<double, double> f, double below, double above)
    {
        var positive = f(below) > 0;
        for (var middle = (below + above) / 2; middle > below && middle < above; middle = (below + above) / 2)
        {
            if (f(middle) > 0 == positive) { below = middle; }
            else { above = middle; }
        }

        return below;
    }
}
