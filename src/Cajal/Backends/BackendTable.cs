using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;

namespace Cajal.Backends;

/// <summary>The backends by name.</summary>
internal static class BackendTable
{
    private static readonly Dictionary<string, Func<IBackend>> Makers = new()
    {
        ["cpu"] = () => new CpuBackend(),
        ["reference"] = () => new ReferenceBackend(),
    };

    /// <summary>The backend of networks that ask for none.</summary>
    public static IBackend Default => Find("cpu");

    /// <exception cref="ModelException">There is no backend of that name.</exception>
    public static IBackend Find(string name) => Makers.TryGetValue(name, out var make)
        ? make()
        : throw new ModelException($"There is no backend '{name}'; there are {string.Join(", ", Makers.Keys)}.{Suggest.Sentence(name, Makers.Keys)}");
}
