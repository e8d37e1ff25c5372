using System.Runtime.CompilerServices;
using Cajal.Backends.Cpu;
using Cajal.Compilation;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>The same seed gives the same spikes, whatever runs them.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<Precision> Precisions => [Precision.Double, Precision.Single];

    [Theory, MemberData(nameof(Precisions))]
    public void Spikes_do_not_depend_on_the_number_of_threads(Precision precision)
    {
        var one = DigestOn("cpu", precision, 1);
        Assert.All((int[])[2, 3, 4, 8], threads => Assert.Equal(one, DigestOn("cpu", precision, threads)));
    }

    [Theory, MemberData(nameof(Precisions))]
    public void Spikes_do_not_depend_on_the_backend(Precision precision) =>
        Assert.Equal(DigestOn("cpu", precision, 1), DigestOn("reference", precision, 1));

    [Theory, MemberData(nameof(Precisions))]
    public void Spikes_do_not_depend_on_the_backend_with_threads(Precision precision) =>
        Assert.Equal(DigestOn("cpu", precision, 1), DigestOn("reference", precision, 3));

    [Theory, MemberData(nameof(Precisions))]
    public void Spikes_do_not_depend_on_the_width_of_vectors(Precision precision)
    {
        var widest = DigestOn("cpu", precision, 1);
        foreach (var bits in ((int[])[512, 256, 0]).Where(b => b <= CpuBackend.WidestVectorBits))
        {
            using var net = Networks.On("cpu", precision);
            CompilerOf(net) = new(new CpuBackend(bits), precision);
            Assert.Equal(widest, DigestOf(net));
        }
    }

    [Theory, MemberData(nameof(Precisions))]
    public void Another_seed_gives_other_spikes_and_the_same_seed_the_same(Precision precision)
    {
        var first = DigestOn("cpu", precision, 1, seed: 5);
        Assert.Equal(first, DigestOn("cpu", precision, 1, seed: 5));
        Assert.NotEqual(first, DigestOn("cpu", precision, 1, seed: 6));
    }

    /// <summary>The number of threads may change between two runs; state and spikes in flight move to their new owners.</summary>
    [Theory, MemberData(nameof(Precisions))]
    public void Threads_can_change_between_runs(Precision precision)
    {
        using var net = Networks.On("cpu", precision);
        SampleNetwork.Build(net);
        foreach (var threads in (int[])[2, 1, 4, 3])
        {
            net.Threads = threads;
            net.Run(15 * ms);
        }

        Assert.Equal(DigestOn("cpu", precision, 1), net.Report("").Digest);
    }

    // The second worker has all synapses, so the first resets its neurons while their spikes are still being delivered; lists of spikes grow in the first steps.
    // Oracle: every neuron spikes in every step, so each target counts all of them.
    [Fact]
    public void Resets_leave_the_spikes_alone_that_other_threads_still_deliver()
    {
        const int count = 256, runs = 40, steps = 4;
        for (var run = 0; run < runs; run++)
        {
            using var net = Networks.On("cpu", Precision.Double);
            net.Threads = 2;
            var cells = net.Add(new NeuronGroup(count, "received : 1\nresets : 1", threshold: "True", reset: "resets += 1"));
            var synapses = net.Add(new Synapses(cells, cells[(count / 2)..], "passed : 1", onPre: "passed += 1; received_post += 1")).Connect();

            net.Run(steps * net.Dt);

            Assert.All(cells["received"][(count / 2)..].ToArray(), received => Assert.Equal(count * steps, received));
            Assert.All(synapses["passed"].ToArray(), passed => Assert.Equal(steps, passed));
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_compiler")]
    private static extern ref KernelCompiler? CompilerOf(Network net);

    private static string DigestOn(string backend, Precision precision, int threads, ulong seed = 1)
    {
        using var net = Networks.On(backend, precision, seed);
        net.Threads = threads;
        return DigestOf(net);
    }

    private static string DigestOf(Network net)
    {
        SampleNetwork.Build(net);
        net.Run(60 * ms);
        var report = net.Report("");

        // A network that hardly spikes would prove nothing.
        Assert.All(report.Populations, p => Assert.True(p.RateHz > 5, FormattableString.Invariant($"{p.Name} fires at {p.RateHz} Hz")));
        return report.Digest;
    }
}
