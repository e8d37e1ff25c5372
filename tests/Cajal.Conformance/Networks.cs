namespace Cajal.Conformance;

/// <summary>Networks on a configuration, and spikes as steps.</summary>
internal static class Networks
{
    public static Network On(string backend, Precision precision, ulong seed = 1) => new() { Precision = precision, Backend = backend, Seed = seed, Warned = null };

    /// <summary>Steps in which an event happened to one element.</summary>
    public static long[] StepsOf(this EventMonitor monitor, int index)
    {
        List<long> steps = [];
        for (var k = 0; k < monitor.Count; k++)
        {
            if (monitor.Indices[k] == index) { steps.Add(monitor.Steps[k]); }
        }

        return [.. steps];
    }

    /// <summary>Elements that spike in every step.</summary>
    public static NeuronGroup Metronomes(int count) => new(count, "", threshold: "True");
}
