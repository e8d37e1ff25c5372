namespace Cajal.Conformance;

/// <summary>What every claim is tested on: each backend in each precision.</summary>
public sealed class Configurations : TheoryData<string, Precision>
{
    public Configurations()
    {
        foreach (var backend in Backends)
        {
            foreach (var precision in Enum.GetValues<Precision>()) { Add(backend, precision); }
        }
    }

    /// <summary>The same, for tests that vary something else.</summary>
    public static IEnumerable<(string Backend, Precision Precision)> All =>
        from backend in Backends from precision in Enum.GetValues<Precision>() select (backend, precision);

    public static IReadOnlyList<string> Backends { get; } = ["cpu", "reference"];
}
