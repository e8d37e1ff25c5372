using Cajal.Elements;

namespace Cajal.Tests.Elements;

/// <summary>What elements and messages do in a simulation.</summary>
public sealed class SimulationTests
{
    private const double Step = 50e-6;

    // A neuron without leak (Cm huge) that receives the weight 1 of each spike shows how many spikes reached it.
    [Theory]
    [InlineData(MessageType.Single, "1 0 0")]
    [InlineData(MessageType.OneToOne, "1 1 1")]
    [InlineData(MessageType.OneToAll, "1 1 1")]
    [InlineData(MessageType.AllToOne, "3 0 0")]
    [InlineData(MessageType.Diagonal, "0 1 1")]
    [InlineData(MessageType.Sparse, "0 2 1")]
    public void Messages_of_each_type_reach_whom_they_join(MessageType type, string received)
    {
        using ElementTree moose = new();
        var (cells, synapses) = Integrators(moose, 3);
        var sources = moose.TimedSpikes("/sources", 3);
        for (var k = 0; k < 3; k++) { sources.Vec[k].SpikeTimes = [1e-3]; }
        var message = moose.Connect(sources, "spikeOut", synapses, "addSpike", type);
        if (type == MessageType.Sparse) { message.SetEntries([0, 2, 1], [1, 1, 2]); }
        moose.Reinit();
        moose.Start(2e-3);

        Assert.Equal(received, string.Join(' ', cells.Vec.Vm.ToArray().Select(v => Math.Round(v, 9))));
    }

    [Fact]
    public void A_stride_moves_a_diagonal_and_a_seed_draws_pairs()
    {
        using ElementTree moose = new();
        var (cells, synapses) = Integrators(moose, 100);
        var table = moose.Table("/table", 100);
        var diagonal = moose.Connect(cells, "spikeOut", table, "input", MessageType.Diagonal);
        diagonal.Stride = -40;
        Assert.Equal(60, diagonal.Count);
        int Drawn(ulong seed) => moose.Connect(cells, "spikeOut", synapses, "addSpike", MessageType.Sparse).SetRandomConnectivity(0.1, seed);
        var first = Drawn(1);

        // 10,000 pairs: 1,000 within five standard deviations of 30.
        Assert.InRange(first, 850, 1150);
        Assert.Equal(first, Drawn(1));
    }

    // Steady state Rm·I of a pulse that is long against Rm·Cm; the table asks every 0.1 ms.
    [Fact]
    public void Pulses_drive_neurons_and_tables_record_both()
    {
        using ElementTree moose = new();
        var (pulse, cells) = (moose.PulseGen("/pulse"), moose.LIF("/cells", 2));
        (pulse.FirstDelay, pulse.FirstWidth, pulse.FirstLevel, pulse.BaseLevel) = (10e-3, 20e-3, 1e-9, 0.1e-9);
        (pulse.SecondDelay, pulse.SecondWidth, pulse.SecondLevel) = (40e-3, 10e-3, -1e-9);
        (cells.Vec.Rm, cells.Vec.Cm, cells.Vec.Em, cells.Vec.InitVm, cells.Vec.Thresh) = (1e7, 1e-10, -0.07, -0.07, 0);
        var (level, vm) = (moose.Table("/level"), moose.Table("/vm", 2));
        moose.Connect(pulse, "output", cells.Vec[1], "injectMsg");
        moose.Connect(level, "requestOut", pulse, "getOutputValue");
        moose.Connect(vm, "requestOut", cells, "getVm", MessageType.OneToOne);
        moose.Reinit();
        moose.Start(130e-3);

        // Delay 10, pulse from 10 to 30, second from 50 to 60 ms, when all begins again.
        double[] expected = [.. Enumerable.Range(0, 1301).Select(k => (k % 600) switch { >= 100 and < 300 => 1e-9, >= 500 => -1e-9, _ => 0.1e-9 })];
        Assert.True(expected.Zip(level.Vector).Count(p => p.First != p.Second) <= 8, "levels differ in more than the steps at the borders");
        Assert.All(vm.Vec[0].Vector, v => Assert.Equal(-0.07, v, 1e-15));
        Assert.Equal(-0.07 + (1e7 * 1e-9), vm.Vec[1].Vector[299], 1e-9);
    }

    // Oracle: the published step of each class, one after the other in plain C#.
    [Theory]
    [InlineData("QIF")]
    [InlineData("ExIF")]
    [InlineData("AdExIF")]
    [InlineData("IzhIF")]
    public void Each_class_moves_by_its_equations(string kind)
    {
        using ElementTree moose = new();
        var (v, w, last, spikes) = (-0.065, kind == "IzhIF" ? -13.0 : 0, -1000.0, new List<double>());
        Element cell = kind switch { "QIF" => moose.QIF("/c"), "ExIF" => moose.ExIF("/c"), "AdExIF" => moose.AdExIF("/c"), _ => moose.IzhIF("/c") };
        var fields = new Dictionary<string, double> { ["Rm"] = 1e8, ["Cm"] = 2e-10, ["Em"] = -0.065, ["initVm"] = v, ["inject"] = 3e-10, ["vReset"] = -0.06, ["refractoryPeriod"] = 2e-3 };
        foreach (var (name, value) in kind switch
        {
            "QIF" => new Dictionary<string, double> { ["thresh"] = 0.01, ["vCritical"] = -0.05, ["a0"] = 60 },
            "IzhIF" => new() { ["vPeak"] = 0.03, ["a"] = 20, ["b"] = 200, ["d"] = 8, ["uInit"] = w, ["inject"] = 2e-9 },
            "ExIF" => new() { ["thresh"] = -0.05, ["vPeak"] = 0.01, ["deltaThresh"] = 2e-3 },
            _ => new() { ["thresh"] = -0.05, ["vPeak"] = 0.01, ["deltaThresh"] = 2e-3, ["tauW"] = 0.1, ["a0"] = 2e-9, ["b0"] = 5e-11 },
        })
        {
            fields[name] = value;
        }

        foreach (var (name, value) in fields) { cell[name] = value; }
        var table = moose.Table("/spikes");
        moose.Connect(cell, "spikeOut", table, "input");
        moose.Reinit();
        moose.Start(0.2);

        var (Rm, Cm, Em, I) = (fields["Rm"], fields["Cm"], fields["Em"], fields["inject"]);
        for (var k = 1; k <= 4000; k++)
        {
            if (k < last + 40) { v = fields["vReset"]; continue; }
            var peak = fields.GetValueOrDefault("vPeak", fields.GetValueOrDefault("thresh"));
            if (kind is "ExIF" or "AdExIF" ? v >= peak : v > peak)
            {
                (v, last) = (fields["vReset"], k);
                w += fields.GetValueOrDefault("b0") + fields.GetValueOrDefault("d");
                spikes.Add(k * Step);
                continue;
            }

            switch (kind)
            {
                case "QIF": v += (I + (fields["a0"] * (v - Em) * (v - fields["vCritical"]) / Rm)) * Step / Cm; break;
                case "IzhIF":
                    v += ((I / Cm) + (0.04e6 * v * v) + (5e3 * v) + 140 - w) * Step;
                    w += fields["a"] * ((fields["b"] * v) - w) * Step;
                    break;
                default:
                    v += ((fields["deltaThresh"] * Math.Exp((v - fields["thresh"]) / fields["deltaThresh"])) - (Rm * w)) * Step / (Rm * Cm);
                    if (kind == "AdExIF") { w += ((fields["a0"] * (v - Em)) - w) * Step / fields["tauW"]; }
                    var decay = Math.Exp(-Step / (Rm * Cm));
                    v = (v * decay) + ((Em + (Rm * I)) * (1 - decay));
                    break;
            }
        }

        Assert.InRange(spikes.Count, 2, 100);
        Assert.Equal(spikes, table.Vector);
        Assert.Equal(v, cell["Vm"].Value, 1e-9);
        if (kind is "AdExIF" or "IzhIF") { Assert.Equal(w, cell[kind == "IzhIF" ? "u" : "w"].Value, 1e-9 * Math.Abs(w)); }
    }

    [Theory]
    [InlineData(RefractoryInput.Discard, 0.01)]
    [InlineData(RefractoryInput.Accumulate, 0.013)]
    public void Input_to_a_refractory_neuron_is_lost_or_kept(RefractoryInput mode, double after)
    {
        using ElementTree moose = new() { RefractoryInput = mode };
        var (cells, synapses) = Integrators(moose, 1);
        (cells.Thresh, cells.VReset, cells.RefractoryPeriod) = (0.02, 0.01, 2e-3);
        var source = moose.TimedSpikes("/source", 2);
        source.Vec[0].SpikeTimes = [1e-3];
        source.Vec[1].SpikeTimes = [1.5e-3, 2e-3, 2.5e-3];
        synapses.ConnectSparse(source, [0, 1], [0, 0], new[] { 0.03, 0.001 }, 0);
        moose.Reinit();
        moose.Start(3.5e-3);

        Assert.Equal(after, cells.Vm.Value, 1e-9);
        Assert.Equal(1e-3, cells.LastEventTime.Value, 1e-12);
    }

    [Theory]
    [InlineData(1, "cpu")]
    [InlineData(2, "cpu")]
    [InlineData(1, "reference")]
    public void A_simulation_goes_on_where_it_stopped_and_depends_on_neither_threads_nor_backend(int threads, string backend)
    {
        (double[] Spikes, double[] Vm) Run(int parts, int threads, string backend)
        {
            using ElementTree moose = new() { Threads = threads, Backend = backend, Seed = 7 };
            var (spikes, vm) = Noisy(moose, 150);
            moose.Reinit();
            for (var k = 0; k < parts; k++) { moose.Start(0.06 / parts); }
            Assert.Equal(0.06, moose.Time, 1e-12);
            return ([.. Enumerable.Range(0, 150).SelectMany(k => spikes.Vec[k].Vector)], vm.Vector);
        }

        var whole = Run(1, 1, "cpu");
        Assert.InRange(whole.Spikes.Length, 50, 5000);
        var other = Run(3, threads, backend);
        Assert.Equal(whole.Spikes, other.Spikes);
        Assert.Equal(whole.Vm, other.Vm);
    }

    // The oracle is the closed form: first spike at tau·ln(RI/(RI − theta)) = 27.7 ms, seen a step after the crossing.
    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void A_constant_current_brings_a_neuron_to_its_threshold_in_time(Precision precision)
    {
        using ElementTree moose = new() { Precision = precision };
        var (cell, spikes) = (moose.LIF("/cell"), moose.Table("/spikes"));
        (cell.Rm, cell.Cm, cell.Em, cell.InitVm, cell.Thresh, cell.Inject) = (1e8, 1e-10, 0, 0, 15e-3, 1.6e-10);
        moose.Connect(cell, "spikeOut", spikes, "input");
        moose.Reinit();
        moose.Start(0.05);
        var crossing = 10e-3 * Math.Log(16.0 / (16 - 15));
        Assert.Equal((Math.Ceiling(crossing / Step) + 1) * Step, spikes.Vector[0], 1e-9);
    }

    // What stands for all synapses as one value, and what a class reads at Reinit, cannot change while a simulation goes on without being heard.
    [Fact]
    public void What_only_reinit_reads_asks_for_it_and_what_the_engine_holds_changes_at_once()
    {
        using ElementTree moose = new();
        var (cells, synapses) = Integrators(moose, 1);
        var (early, late) = (moose.TimedSpikes("/early"), moose.TimedSpikes("/late"));
        (early.SpikeTimes, late.SpikeTimes) = ([1e-3], [3e-3]);
        synapses.ConnectSparse(early, [0], [0], 1, 0);
        synapses.ConnectSparse(late, [0], [0], 2, 0);
        moose.Reinit();
        moose.Start(2e-3);
        synapses.Synapse[1].Weight = 5;
        Assert.Equal(5, synapses.Synapse[1].Weight.Value);
        moose.Start(2e-3);
        Assert.Equal(6, cells.Vm.Value, 1e-9);

        foreach (var change in (Action[])[() => late.SpikeTimes = [1e-3], () => synapses.Synapse[0].Delay = 1e-3, () => moose.SetClock(2, 1e-4), () => synapses.NumSynapses = 3])
        {
            moose.Reinit();
            change();
            Assert.Throws<ModelException>(() => moose.Start(1e-3));
            moose.SetClock(2, Step);
        }
    }

    [Fact]
    public void Reinit_begins_anew_and_stop_ends_a_simulation()
    {
        using ElementTree moose = new();
        var (_, vm) = Noisy(moose, 20);
        moose.Reinit();
        moose.Start(0.02);
        var first = vm.Vector;
        moose.Reinit();
        Assert.Empty(vm.Vector);
        moose.Start(0.02);
        Assert.Equal(first, vm.Vector);
        Assert.Equal(201, first.Length);

        moose.Reinit();
        moose.Start(0.02, Progress.To(report => { if (report.Done > 0) { moose.Stop(); } }, TimeSpan.Zero));
        Assert.InRange(moose.Time, Step, 0.019);
        moose.Start(0.02 - moose.Time);
        Assert.Equal(first, vm.Vector);
    }

    // Shot noise without threshold: mean n·rate·J·tau, variance n·rate·J²·tau/2 (Campbell). 200 neurons, 20 independent moments each.
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 1e-3)]
    public void Random_sources_give_shot_noise_whether_they_are_recorded_or_counted(bool isRecorded, double pause)
    {
        const int Neurons = 200, Each = 50;
        const double Rate = 100, J = 1e-3, Tau = 5e-3;
        using ElementTree moose = new();
        var (cells, synapses) = Integrators(moose, Neurons);
        (cells.Vec.Rm, cells.Vec.Cm) = (Tau, 1);
        var sources = moose.RandSpike("/sources", Neurons * Each);
        (sources.Vec.Rate, sources.Vec.RefractT) = (Rate, pause);
        synapses.ConnectSparse(sources, [.. Enumerable.Range(0, Neurons * Each)], [.. Enumerable.Range(0, Neurons * Each).Select(k => k / Each)], J, 0);
        var spikes = moose.Table("/spikes", Neurons * Each);
        if (isRecorded) { moose.Connect(sources, "spikeOut", spikes, "input", MessageType.OneToOne); }
        moose.Reinit();
        List<double> seen = [];
        moose.Start(6 * Tau);
        for (var k = 0; k < 20; k++)
        {
            moose.Start(4 * Tau);
            seen.AddRange(cells.Vec.Vm.ToArray());
        }

        var (mean, variance) = (Each * Rate * J * Tau, Each * Rate * J * J * Tau / 2);
        Assert.Equal(mean, seen.Average(), 5 * Math.Sqrt(variance / seen.Count) + (0.01 * mean));
        var found = seen.Sum(v => (v - seen.Average()) * (v - seen.Average())) / seen.Count;

        // The variance of a variance is 2/n of its square; a pause makes the input more regular by a few tenths.
        if (pause == 0) { Assert.Equal(variance, found, (5 * Math.Sqrt(2.0 / seen.Count) * variance) + (0.02 * variance)); }
        if (isRecorded) { Assert.Equal(Rate, Enumerable.Range(0, Neurons * Each).Sum(k => spikes.Vec[k].Size) / (Neurons * Each * moose.Time), 0.02 * Rate); }
        if (pause > 0) { Assert.All(Enumerable.Range(0, 100).Select(k => spikes.Vec[k].Vector), train => Assert.DoesNotContain(train.Zip(train.Skip(1)), p => p.Second - p.First < pause - 1e-9)); }
    }

    [Fact]
    public void Values_that_are_sent_are_recorded_in_each_step_and_fields_can_change_between_starts()
    {
        using ElementTree moose = new();
        var cell = moose.LIF("/cell");
        (cell.Rm, cell.Cm, cell.Em, cell.InitVm, cell.Thresh) = (1, 1e9, 0, 0.5, 1);
        var table = moose.Table("/table");
        moose.Connect(cell, "VmOut", table, "input");
        moose.Reinit();
        moose.Start(3 * Step);
        cell.Vm = 0.25;
        moose.Start(2 * Step);
        Assert.Equal([0.5, 0.5, 0.5, 0.25, 0.25], table.Vector.Select(v => Math.Round(v, 9)));
    }

    private static (LIF Cells, SimpleSynHandler Synapses) Integrators(ElementTree moose, int count)
    {
        var (cells, synapses) = (moose.LIF("/cells", count), moose.SimpleSynHandler("/synapses", count));
        (cells.Vec.Rm, cells.Vec.Cm, cells.Vec.Em, cells.Vec.InitVm, cells.Vec.Thresh) = (1, 1e9, 0, 0, 100);
        moose.Connect(synapses, "activationOut", cells, "activation", MessageType.OneToOne);
        return (cells, synapses);
    }

    private static (Table Spikes, Table Vm) Noisy(ElementTree moose, int count)
    {
        var (cells, synapses) = Integrators(moose, count);
        (cells.Vec.Rm, cells.Vec.Cm, cells.Vec.Thresh, cells.Vec.VReset, cells.Vec.RefractoryPeriod) = (20e-3, 1, 20e-3, 10e-3, 2e-3);
        var noise = moose.RandSpike("/noise", count * 10);
        noise.Vec.Rate = 150;
        synapses.ConnectSparse(noise, [.. Enumerable.Range(0, count * 10)], [.. Enumerable.Range(0, count * 10).Select(k => k / 10)], 1e-3, 0);
        moose.Connect(cells, "spikeOut", synapses, "addSpike", MessageType.Sparse).SetRandomConnectivity(0.1, 3);
        var (spikes, vm) = (moose.Table("/spikes", count), moose.Table("/vm"));
        moose.Connect(cells, "spikeOut", spikes, "input", MessageType.OneToOne);
        moose.Connect(vm, "requestOut", cells.Vec[3], "getVm");
        return (spikes, vm);
    }
}
