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
}
