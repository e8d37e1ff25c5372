namespace Cajal;

/// <summary>How much the members of a population do the same at the same time.</summary>
public static class Synchrony
{
    /// <summary>
    /// The measure chi of Golomb and Rinzel (1993): standard deviation over time of the population's mean, over the root of the members' mean variance.
    /// 1 where all members do the same, about 1/sqrt(members) where they are independent; NaN where nothing changes.
    /// </summary>
    /// <param name="traces">One variable of each member over time, such as potentials; shape [members][samples].</param>
    /// <exception cref="ModelException">There are no traces, or they differ in length.</exception>
    public static double Chi(IReadOnlyList<double[]> traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        if (traces.Count == 0) { throw new ModelException("Synchrony is a property of several traces, but there are none."); }
        var mean = new double[traces[0].Length];
        foreach (var trace in traces)
        {
            if (trace.Length != mean.Length) { throw new ModelException($"Synchrony takes traces of one length, but one has {mean.Length} samples and another {trace.Length}."); }
            for (var k = 0; k < mean.Length; k++) { mean[k] += trace[k] / traces.Count; }
        }

        return Math.Sqrt(Variance(mean) / traces.Average(Variance));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }
}
