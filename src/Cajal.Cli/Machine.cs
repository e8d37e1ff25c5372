using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using static Cajal.Units.SI;

namespace Cajal.Cli;

/// <summary>Looks at the machine as a simulation sees it.</summary>
internal static class Machine
{
    private const double Gibi = 1L << 30;
    private static readonly string[] _limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

    public static IReadOnlyList<Finding> Examine() => [Cajal(), DotNet(), Sdk(), System(), Vectors(), Threads(), Memory(), Kernels()];

    private static Finding Cajal() => new("cajal", ModelFile.Version, ModelFile.Version);

    private static Finding DotNet() => new(
        "dotnet", RuntimeInformation.FrameworkDescription, Environment.Version.ToString(),
        RuntimeFeature.IsDynamicCodeCompiled ? null : "This build compiles no code at run time, so kernels are interpreted. Publish without native AOT.");

    private static Finding Sdk()
    {
        var version = OutputOf("dotnet", "--version");
        return new("sdk", version ?? "none", version, version is not null && int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= 10 ? null
            : "'cajal run' builds models by the .NET 10 SDK. Install it from https://dot.net.");
    }

    private static Finding System()
    {
        var processor = ProcessorName();
        var text = $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}{(processor is null ? "" : ", " + processor)}";
        return new("system", text, new JsonObject
        {
            ["os"] = RuntimeInformation.OSDescription.Trim(),
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processor"] = processor,
        });
    }

    private static Finding Vectors()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        return new("vectors", bits >= 256 ? $"{bits} bits: {bits / 64} double or {bits / 32} single precision numbers at once" : $"{bits} bits", bits,
            bits >= 256 ? null : "Kernels run on single lanes: a processor with AVX2 or AVX-512 is several times faster, with the same results.");
    }

    private static Finding Threads()
    {
        var count = Environment.ProcessorCount;
        return new("threads", $"{count}{(count > 1 ? $": --threads {count} uses all" : "")}", count);
    }

    private static Finding Memory()
    {
        // What the garbage collector may use: of the machine, or of the container that limits this process.
        var (available, limit) = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, CgroupLimit());
        var text = string.Create(CultureInfo.InvariantCulture, $"{available / Gibi:0.0} GiB{(limit is { } l ? $", limited by the container to {l / Gibi:0.0} GiB" : "")}");
        return new("memory", text, new JsonObject { ["available_bytes"] = available, ["limit_bytes"] = limit },
            available >= Gibi ? null : "Less than 1 GiB: networks of more than some 10 million synapses do not fit.");
    }

    /// <summary>Whether compiled kernels give the bits of the interpreter: a small noisy network by both backends.</summary>
    private static Finding Kernels()
    {
        var (compiled, interpreted) = (Digest("cpu"), Digest("reference"));
        return new("kernels", compiled == interpreted ? "compiled and interpreted kernels give the same spikes" : "compiled and interpreted kernels differ", compiled == interpreted,
            compiled == interpreted ? null : "This should not be: please report it with the output of 'cajal doctor --json'.");
    }

    private static string Digest(string backend)
    {
        using Network net = new() { Seed = 42, Backend = backend };
        var cells = net.Add(new NeuronGroup(100, "dv/dt = (22*mV - v)/(20*ms) + 5*mV*xi*(20*ms)**-0.5 : volt", threshold: "v > 20*mV", reset: "v = 0*mV"));
        net.Add(new Synapses(cells, cells, onPre: "v += 0.1*mV", delay: 1 * ms)).Connect(p: 0.1);
        net.Run(50 * ms);
        return net.Report("doctor").Digest;
    }

    // Version 2 of Linux control groups, then version 1, whose number is huge where there is no limit.
    private static long? CgroupLimit() => _limits
        .Where(File.Exists)
        .Select(path => long.TryParse(File.ReadAllText(path), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var bytes) && bytes < long.MaxValue / 2 ? bytes : (long?)null)
        .FirstOrDefault();

    private static string? ProcessorName() => !File.Exists("/proc/cpuinfo") ? null
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();

    private static string? OutputOf(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } text ? text : null;
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
