#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Brunel, N. (2000). Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons. J. Comput. Neurosci. 8, 183-208. Model A,
// as the MOOSE notebook "Network of LIF neurons" builds it (A. Gilra, S. Ray): 10 neurons, elements and messages. With --size full, the
// network that it stands for: 12,500 neurons, 15.6 million synapses, 12.5 million external sources.
using Cajal;
using Cajal.Elements;
using Cajal.Plots;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "moose-lif-network", "Brunel's network of LIF neurons, built of elements and messages as in MOOSE.", 0.1 * s,
    own: [RunOption.Choice("size", "Size of the network: 10, 1,000 or 12,500 neurons", "notebook", "thousand", "full")]);
return options.Value("size") switch { "full" => Full(), "thousand" => Notebook(1000, 0.1), _ => Notebook(10, 1) };

// The notebook, cell by cell. EPSILON is the part of all possible inputs that a neuron has.
int Notebook(int N, double EPSILON)
{
    var (theta, Vr, J, ginh, nu_ext, DELAY, tau, tau_rp) = (20e-3, 10e-3, 1e-3, 1.0, 100.0, 1e-3, 20e-3, 2e-3);
    var (N_E, N_I) = (8 * N / 10, 2 * N / 10);
    var (C_E, C_I) = ((int)(EPSILON * N_E), (int)(EPSILON * N_I));
    var C_EXT = C_E;
    Choices rng = new(1);

    using ElementTree moose = new() { Seed = options.Seed, Threads = options.Threads, Precision = options.Precision, Backend = options.Backend };
    var sim = moose.Neutral("/sim");
    var model = moose.Neutral($"{sim.Path}/model");
    var data = moose.Neutral($"{sim.Path}/data");

    var netA = moose.LIF($"{model.Path}/networkA", N);
    netA.Vec.Thresh = theta;
    netA.Vec.Cm = 1.0;
    netA.Vec.Rm = tau;
    netA.Vec.RefractoryPeriod = tau_rp;
    netA.Vec.InitVm = 0.0;
    netA.Vec.Em = 0.0;
    netA.Vec.VReset = Vr;

    var ext_input = moose.RandSpike($"{model.Path}/ext_input", C_EXT * N);
    ext_input.Vec.Rate = nu_ext;

    var ext_input_tab = moose.Table($"{data.Path}/ext_input_tab", ext_input.NumData);
    moose.Connect(ext_input, "spikeOut", ext_input_tab, "input", "OneToOne");
    var spike_tab = moose.Table($"{data.Path}/spike_tab", netA.NumData);
    moose.Connect(netA, "spikeOut", spike_tab, "input", "OneToOne");

    var vm_tab = moose.Table($"{data.Path}/vm_tab", 10);
    foreach (var (ii, jj) in rng.Permutation(netA.NumData).Take(vm_tab.NumData).Index())
    {
        moose.Connect(vm_tab.Vec[ii], "requestOut", netA.Vec[jj], "getVm");
    }

    var synh = moose.SimpleSynHandler($"{model.Path}/synh", netA.NumData);
    moose.Connect(synh, "activationOut", netA, "activation", "OneToOne");
    synh.Vec.NumSynapses = C_E + C_I + C_EXT;
    for (var post = 0; post < N; post++)
    {
        var syn = 0;
        foreach (var pre in rng.Choose(Enumerable.Range(0, N_E).Where(k => k != post), C_E)) { Wire(pre, J); }
        foreach (var pre in rng.Choose(Enumerable.Range(N_E, N_I).Where(k => k != post), C_I)) { Wire(pre, -ginh * J); }
        for (var pre = post * C_EXT; pre < (post + 1) * C_EXT; pre++)
        {
            var synapse = synh.Vec[post].Synapse[syn++];
            synapse.Weight = J;
            moose.Connect(ext_input.Vec[pre], "spikeOut", synapse, "addSpike");
        }

        void Wire(int pre, double weight)
        {
            var synapse = synh.Vec[post].Synapse[syn++];
            synapse.Weight = weight;
            synapse.Delay = DELAY;
            moose.Connect(netA.Vec[pre], "spikeOut", synapse, "addSpike");
        }
    }

    if (!options.Quiet && N == 10)
    {
        Console.WriteLine(moose.ShowMsg(netA.Vec[0]));
        Console.WriteLine(moose.ShowMsg(synh.Vec[0].Synapse[0]));
    }

    var runtime = options.Duration.Si;
    moose.Reinit();
    moose.Start(runtime, options.Progress);
    options.Publish(moose.Report("moose-lif-network"));

    Save("external", "External spikes", new Panel { YLabel = "source" }.Raster(Times(ext_input_tab), Elements(ext_input_tab)));
    Panel traces = new() { YLabel = "Vm [mV]" };
    double[] t = [.. Enumerable.Range(0, vm_tab.Vec[0].Size).Select(k => k * vm_tab.Dt)];
    for (var k = 0; k < vm_tab.NumData; k++) { traces.Line(t, [.. vm_tab.Vec[k].Vector.Select(v => v * 1e3)], $"vm_tab[{k}]", Palette.Series(k)); }
    Save("vm", "Membrane potentials", traces);
    Save("spikes", "Spikes of the network", new Panel { YLabel = "neuron" }.Raster(Times(spike_tab), Elements(spike_tab)));

    var externalRate = Times(ext_input_tab).Length / (ext_input.NumData * runtime);
    var deviation = Math.Sqrt(nu_ext / (ext_input.NumData * runtime));
    Check.That(Math.Abs(externalRate - nu_ext) < 4 * deviation, FormattableString.Invariant($"external sources spike at {externalRate:F1} Hz: {nu_ext} Hz within four standard deviations of {deviation:F1} Hz"));
    Check.That(t.Length == (int)Math.Round(runtime / vm_tab.Dt) + 1, $"each table of Vm holds {t.Length} values: one at Reinit, one every {vm_tab.Dt * 1e3} ms");
    Check.That(Enumerable.Range(0, vm_tab.NumData).All(k => vm_tab.Vec[k].Vector.All(v => v <= theta)), "no potential ends a step above the threshold");
    Check.That(Enumerable.Range(0, N).All(k => spike_tab.Vec[k].Vector is var train && train.Zip(train.Skip(1)).All(p => p.Second - p.First >= tau_rp - 1e-9)), "no two spikes of a neuron are nearer than the refractory period");
    return Check.Exit();

    void Save(string name, string title, Panel panel) => new Figure { Title = title }.Add(panel).Save(options.OutputFile($"moose-lif-network-{name}.svg"));
}

// Brunel's network at its size, where it is asynchronous and irregular.
int Full()
{
    using ElementTree moose = new() { Seed = options.Seed, Threads = options.Threads, Precision = options.Precision, Backend = options.Backend };
    for (var tick = 0; tick < 8; tick++) { moose.SetClock(tick, options.Dt.Si); }
    var spikes = BuildFull(moose);

    moose.Reinit();
    moose.Start(options.Duration.Si, options.Progress);
    options.Publish(moose.Report("moose-lif-network --size full"));

    var (settled, until, times) = (0.2 * options.Duration.Si, options.Duration.Si, Times(spikes));
    new Figure { Title = "Brunel's network, 50 neurons" }.Add(new Panel { YLabel = "neuron", YLimits = (0, 50) }.Raster(times, Elements(spikes))).Save(options.OutputFile("moose-lif-network-full.svg"));
    var rate = times.Count(t => t > settled) / (spikes.NumData * (until - settled));
    Check.That(Math.Abs(rate - 37.95) < 0.03 * 37.95, FormattableString.Invariant($"neurons spike at {rate:F2} Hz: mean-field theory says 37.95 Hz, here within 3 %"));
    return Check.Exit();
}

// g = 5, external input at twice the rate that reaches the threshold. Gives the table of the spikes.
Table BuildFull(ElementTree moose)
{
    var (N_E, N_I, C_E, C_I, J, g, D, tau, theta, Vr, tau_rp) = (10_000, 2_500, 1_000, 250, 0.1e-3, 5.0, 1.5e-3, 20e-3, 20e-3, 10e-3, 2e-3);
    var (N, nu_ext) = (N_E + N_I, 2 * theta / (J * C_E * tau));
    var network = moose.LIF("/network", N);
    network.Vec.Thresh = theta;
    network.Vec.Cm = 1.0;
    network.Vec.Rm = tau;
    network.Vec.RefractoryPeriod = tau_rp;
    network.Vec.InitVm = 0.0;
    network.Vec.Em = 0.0;
    network.Vec.VReset = Vr;

    Choices rng = new(options.Seed);
    var (pre, post) = (new int[N * C_E], new int[N * C_E]);
    Connect("/excitatory", network, 0, N_E, C_E, J, D);
    Connect("/inhibitory", network, N_E, N_I, C_I, -g * J, D);
    var external = moose.RandSpike("/external", C_E * N);
    external.Vec.Rate = nu_ext;
    Connect("/fromOutside", external, 0, -1, C_E, J, 0);
    var spikes = moose.Table("/spikes", N);
    moose.Connect(network, "spikeOut", spikes, "input", MessageType.OneToOne);
    return spikes;

    // Each neuron hears a number of random sources out of some, or, where there is no number of those, of sources of its own.
    void Connect(string path, Element source, int first, int among, int each, double weight, double delay)
    {
        var synapses = moose.SimpleSynHandler(path, N);
        moose.Connect(synapses, "activationOut", network, "activation", MessageType.OneToOne);
        var count = N * each;
        for (var k = 0; k < count; k++) { (pre[k], post[k]) = (among < 0 ? k : first + rng.Below(among), k / each); }
        synapses.ConnectSparse(source, pre.AsSpan(0, count), post.AsSpan(0, count), weight, delay);
    }
}

static double[] Times(Table table) => [.. Enumerable.Range(0, table.NumData).SelectMany(k => table.Vec[k].Vector)];

static int[] Elements(Table table) => [.. Enumerable.Range(0, table.NumData).SelectMany(k => Enumerable.Repeat(k, table.Vec[k].Size))];

/// <summary>Random choices by SplitMix64 (Steele, Lea, Flood 2014).</summary>
internal sealed class Choices(ulong seed)
{
    private ulong _state = seed;

    public int Below(int count)
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(((UInt128)(z ^ (z >> 31)) * (uint)count) >> 64);
    }

    /// <summary>As rng.choice(list, size): some may be chosen twice.</summary>
    public int[] Choose(IEnumerable<int> among, int count)
    {
        int[] list = [.. among];
        return [.. Enumerable.Range(0, count).Select(_ => list[Below(list.Length)])];
    }

    public int[] Permutation(int count)
    {
        int[] list = [.. Enumerable.Range(0, count)];
        for (var k = count - 1; k > 0; k--)
        {
            var other = Below(k + 1);
            (list[k], list[other]) = (list[other], list[k]);
        }

        return list;
    }
}
