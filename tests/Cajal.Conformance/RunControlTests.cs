using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Stopping a run, hearing of it, and what it costs.</summary>
public sealed class RunControlTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_cancelled_run_stops_at_a_step_and_continues_to_the_spikes_of_an_uninterrupted_one(string backend, Precision precision)
    {
        using var whole = Networks.On(backend, precision);
        SampleNetwork.Build(whole);
        whole.Run(40 * ms);

        using var net = Networks.On(backend, precision);
        SampleNetwork.Build(net);
        using CancellationTokenSource cancellation = new();
        var progress = Progress.To(
            report =>
            {
                if (report.Done > 0) { cancellation.Cancel(); }
            },
            TimeSpan.Zero);
        net.Run(40 * ms, progress, cancellation: cancellation.Token);
        var steps = net.Time.Si / 1e-4;
        Assert.InRange(steps, 1, 399);
        Assert.Equal(Math.Round(steps), steps, 1e-9);
        net.Run((40 * ms) - net.Time);
        Assert.Equal(whole.Report("").Digest, net.Report("").Digest);
        Assert.Equal(whole.Report("").Spikes, net.Report("").Spikes);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Progress_goes_from_nothing_to_all(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Add(Networks.Metronomes(1));
        List<double> fractions = [];
        net.Run(1 * s, Progress.To(report => fractions.Add(report.Fraction), TimeSpan.Zero));
        Assert.Equal(0, fractions[0]);
        Assert.Equal(1, fractions[^1]);
        Assert.Equal(fractions.Order(), fractions);
    }

    // Oracle: the smallest object takes 24 bytes, so one in each step would make 3072 bytes in a slice of 128 steps.
    // What a slice allocates between its steps (a delegate, lists for the digest) stays far below that, however long the slice is.
    [Theory, InlineData(Precision.Double), InlineData(Precision.Single)]
    public void A_step_allocates_nothing_on_the_managed_heap(Precision precision)
    {
        using var net = Networks.On("cpu", precision);
        SampleNetwork.Build(net);
        net.Run(400 * ms);
        List<(long Bytes, double Done)> slices = new(100_000);
        List<(long Bytes, double Steps)> costs = [];

        // Slices are as long as the machine is fast at the moment; a busy one gets more runs to come to a long one.
        for (var run = 0; run < 20 && !costs.Exists(c => c.Steps >= 128); run++)
        {
            slices.Clear();
            net.Run(400 * ms, Progress.To(report => slices.Add((GC.GetAllocatedBytesForCurrentThread(), report.Done)), TimeSpan.Zero));
            costs.AddRange(slices.Zip(slices.Skip(1), (a, b) => (b.Bytes - a.Bytes, Math.Round((b.Done - a.Done) / 1e-4))));
        }

        Assert.True(costs.Exists(c => c.Steps >= 128), "no slice was long enough to tell");
        Assert.All(costs, c => Assert.True(c.Bytes < 1500, FormattableString.Invariant($"a slice of {c.Steps} steps allocates {c.Bytes} bytes")));
    }
}
