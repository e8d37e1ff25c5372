#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Store/Cajal.Store.csproj
#:property PublishAot=false

// What a run file costs: dotnet run -c Release bench/recording.cs -- [--threads N] [--out DIR]
// Brunel's network with and without all its spikes in a file, in turn, several times; and all potentials of 2,500 AdEx cells at every step.
using System.Diagnostics;
using Cajal;
using Cajal.Store;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "recording", "What a run file costs.", 1 * s);
Directory.CreateDirectory(options.OutputDirectory);
List<double> plain = [], recorded = [], resumable = [];
for (var k = 0; k < 12; k++)
{
    plain.Add(Brunel(null));
    recorded.Add(Brunel(_ => { }));
    resumable.Add(Brunel(file => file.StopOnSignals()));
}

Console.WriteLine(FormattableString.Invariant($"brunel, {options.Duration}, best of 12, processor time of all threads: {plain.Min():F3} s; with all spikes in a file {recorded.Min():F3} s, {100 * ((recorded.Min() / plain.Min()) - 1):F1} % more"));
Console.WriteLine(FormattableString.Invariant($"  ready to be resumed {resumable.Min():F3} s, {100 * ((resumable.Min() / plain.Min()) - 1):F1} % more"));
Adex();
return 0;

static double ProcessorSeconds() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

double Brunel(Action<RunFile>? prepare)
{
    BrunelNetwork theory = new(G: 5, Eta: 2);
    using var net = options.NewNetwork();
    NeuronGroup cells = new(
        12500, $"dv/dt = -v/{theory.Tau} : volt (unless refractory)",
        threshold: $"v > {theory.Threshold}", reset: $"v = {theory.Reset}", refractory: theory.Refractory, method: "exact")
    { Name = "cells" };
    net.Add(cells)["v"] = $"rand()*{theory.Threshold}";
    net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, theory.Eta * theory.ThresholdRate, theory.J));
    net.Add(new Synapses(cells[..10000], cells, onPre: $"v += {theory.J}", delay: theory.Delay)).Connect(p: 0.1);
    net.Add(new Synapses(cells[10000..], cells, onPre: $"v -= {theory.G}*{theory.J}", delay: theory.Delay)).Connect(p: 0.1);
    var path = options.OutputFile("brunel.cajal");
    foreach (var old in Directory.GetFiles(options.OutputDirectory, "brunel.cajal*")) { File.Delete(old); }
    using var file = prepare is null ? null : RunFile.Create(path, net, "brunel");
    if (file is not null) { prepare!(file); }
    net.Run(1 * ms);
    var started = ProcessorSeconds();
    net.Run(options.Duration);
    return ProcessorSeconds() - started;
}

void Adex()
{
    using var net = options.NewNetwork();
    var (El, Vth, deltaT) = (-70 * mV, -50 * mV, 2 * mV);
    var cells = net.Add(new NeuronGroup(
        2500,
        $"""
        dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + 500*Mohm*(60*pA - w))/(200*ms) : volt
        dw/dt = (-w)/(100*ms) : amp
        """,
        threshold: "v > -20*mV", reset: "v = -55*mV; w += 5*pA", method: "exponential_euler"));
    cells["v"] = $"{El} + rand()*10*mV";
    var potentials = net.Add(new StateMonitor(cells, ["v"]) { Name = "potentials" });
    var path = options.OutputFile("adex.cajal");
    foreach (var old in Directory.GetFiles(options.OutputDirectory, "adex.cajal*")) { File.Delete(old); }
    using (var file = RunFile.Create(path, net, "adex"))
    {
        file.Record(potentials);
        var (started, processor) = (Stopwatch.GetTimestamp(), ProcessorSeconds());
        net.Run(5 * options.Duration);
        var (seconds, cpu) = (Stopwatch.GetElapsedTime(started).TotalSeconds, ProcessorSeconds() - processor);
        var megabytes = 2500 * 8 * 5 * options.Duration.Si / options.Dt.Si / 1e6;
        Console.WriteLine(FormattableString.Invariant($"adex, all potentials of {5 * options.Duration} at every step: {megabytes:F0} MB in {seconds:F2} s, {megabytes / seconds:F0} MB/s; {cpu:F2} s of both threads' processor time, {megabytes / cpu:F0} MB/s of it; memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }
}
