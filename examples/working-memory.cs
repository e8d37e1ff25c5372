#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(
    args, "working-memory", "A stimulus that was learnt leaves a trace: its population keeps firing.", 4.6 * s,
    own: [RunOption.Value("scale", "1", "Size of the network"), RunOption.Value("cue", "6", ""), RunOption.Value("teach", "20", ""), RunOption.Value("f", "0.18", ""), RunOption.Value("len", "0.25", ""), RunOption.Value("mu", "17.8", "")]);
var scale = double.Parse(options.Value("scale"));


const int Pools = 5;
double V(string n) => double.Parse(options.Value(n));
var (N_E, N_I) = ((int)(8000 * scale), (int)(2000 * scale));
var size = (int)(V("f") * N_E);
var p = 0.2 / scale;
if (p > 1) { p = 1; }
using var net = options.NewNetwork();
var (exc, inh) = (Population("excitatory", N_E, 20 * ms, 15 * mV), Population("inhibitory", N_I, 10 * ms, 10 * mV));
exc["pool"] = $"clip(i // {size}, 0, {Pools})";

double cue = V("cue"), teach = V("teach");
var protocol = new (double From, double To, int Pool, double Strength)[] { (0.2, 0.4, 0, cue), (0.7, 0.7 + V("len"), 0, teach), (1.2, 1.2 + V("len"), 1, teach), (1.8, 2.0, 0, cue), (2.5, 2.6, 5, 10), (2.9, 3.1, 1, cue), (3.6, 3.7, 5, 10), (4.0, 4.2, 2, cue) };
var table = new double[110 * 6];
foreach (var (from, to, pool, strength) in protocol) { for (var k = (int)Math.Round(from * 20); k < (int)Math.Round(to * 20); k++) { table[(k * 6) + pool] = strength; } }
var stimulus = new TimedArray(table, 6, 50 * ms);
var (J_E, J_I) = (0.437 * mV, 0.252 * mV);
var mu = V("mu") * mV;
net.Add(new PoissonInput(exc, "v", 1000, mu / (1000 * J_E * (20 * ms)), J_E));
net.Add(new PoissonInput(inh, "v", 1000, 17.87 * mV / (1000 * J_I * (10 * ms)), J_I));
net.Add(new PoissonInput(exc[..(Pools * size)], "v", 1000, 1 * mV / (1000 * J_E * (20 * ms)) * 20, $"{J_E}*{stimulus}(t, pool)/20"));
net.Add(new PoissonInput(inh, "v", 1000, 10 * mV / (1000 * J_I * (10 * ms)), $"{J_I}*{stimulus}(t, 5)/10"));

var (tau_s, u) = (100 * ms, 0.45);
var memory = net.Add(new Synapses(
    exc, exc,
    $"""
    dL/dt = 10*Hz*int(L > 0.4 and L < 1) - 14.7*Hz*int(L <= 0.4 and L > 0) : 1 (event-driven)
    J = 0.03*mV + 0.18*mV*int(L > 0.4) : volt
    slow : boolean (constant)
    """,
    onPre: $"""
    v_post += J*x_pre*int(not slow)
    I_s_post += J*x_pre*int(slow)/{tau_s}
    L = clip(L + 0.25*int(seen_post >= 17.5*mV) - 0.17*int(seen_post < 15.5*mV), 0, 1)
    """) { Name = "memory" });
memory.Connect("i != j", p: 0.95 * p);
memory["slow"] = "rand() < 0.5/0.95";
net.Add(new Synapses(exc, inh, onPre: "v_post += 0.08*mV*x_pre")).Connect(p: p);
net.Add(new Synapses(inh, exc, onPre: "v_post -= 0.18*mV*x_pre")).Connect(p: p);
net.Add(new Synapses(inh, inh, onPre: "v_post -= 0.18*mV*x_pre")).Connect("i != j", p: p);

var rates = Enumerable.Range(0, Pools).Select(k => net.Add(new PopulationRateMonitor(exc[(k * size)..((k + 1) * size)]))).ToList();
rates.Add(net.Add(new PopulationRateMonitor(exc[(Pools * size)..])));
rates.Add(net.Add(new PopulationRateMonitor(inh)));
net.Run(options.Duration, options.Progress);
foreach (var m in rates) { Console.WriteLine(string.Join(" ", m.Rates(100 * ms).Select(r => r.ToString("F0").PadLeft(3)))); }
var L = memory["L"].ToArray(); var src = memory.Sources(); var dst = memory.Targets();
var sum = new double[6, 6]; var cnt = new double[6, 6];
for (var k = 0; k < L.Length; k++) { var (a, b) = (Math.Min(src[k] / size, 5), Math.Min(dst[k] / size, 5)); sum[a, b] += L[k] > 0.4 ? 1 : 0; cnt[a, b]++; }
for (var a = 0; a < 6; a++) { Console.WriteLine("from " + a + ": " + string.Join(" ", Enumerable.Range(0, 6).Select(b => (sum[a, b] / cnt[a, b]).ToString("F3")))); }
options.Publish(net.Report("working-memory"));
return Check.Exit();

NeuronGroup Population(string name, int count, Quantity tau_m, Quantity V_reset) => net.Add(new NeuronGroup(
    count,
    $"""
    dv/dt = -v/{tau_m} + I_s : volt (unless refractory)
    dI_s/dt = -I_s/(100*ms) : volt/second
    dx/dt = (1 - x)/(200*ms) : 1
    seen = v : volt (constant over dt)
    pool : integer (constant)
    """,
    threshold: "v >= 20*mV", reset: $"v = {V_reset}; x -= 0.45*x", refractory: 2 * ms) { Name = name });
