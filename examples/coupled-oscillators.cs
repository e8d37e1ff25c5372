#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Kuramoto, Y. (1984). Chemical Oscillations, Waves, and Turbulence. Springer. Chapter 5: oscillators of different frequencies, each drawn
// towards the mean of all, stay apart below a coupling K_c and fall in step above it. For frequencies with a Lorentzian distribution of
// half-width gamma, K_c = 2*gamma and the order parameter is r = sqrt(1 - K_c/K).
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

const int Each = 500;
var options = RunOptions.Parse(args, "coupled-oscillators", "Kuramoto's oscillators: order against coupling.", 5 * s, defaultDt: 1 * ms);
var gamma = 5 * Hz;
double[] couplings = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4];   // K/K_c, one population each

using var net = options.NewNetwork();
var oscillators = net.Add(new NeuronGroup(
    couplings.Length * Each,
    """
    dtheta/dt = omega + K*(Y*cos(theta) - X*sin(theta)) : 1
    omega : Hz
    K : Hz
    X : 1
    Y : 1
    """,
    method: "rk4") { Name = "oscillators" });
oscillators["theta"] = "2*pi*rand()";
oscillators["omega"] = $"{2 * Math.PI * 2 * Hz} + {gamma}*tan(pi*((i % {Each} + 0.5)/{Each} - 0.5))";
oscillators["K"] = Enumerable.Range(0, oscillators.Count).Select(k => couplings[k / Each]).ToArray() * (2 * gamma);

// The mean of exp(i*theta) over a population, and back to each of its oscillators: sum over j of sin(theta_j - theta_i) is just that.
var fields = net.Add(new NeuronGroup(couplings.Length, "X : 1; Y : 1") { Name = "fields" });
net.Add(new Synapses(oscillators, fields, $"""
    X_post = cos(theta_pre)/{Each} : 1 (summed)
    Y_post = sin(theta_pre)/{Each} : 1 (summed)
    """)).Connect($"j == i//{Each}");
net.Add(new Synapses(fields, oscillators, """
    X_post = X_pre : 1 (summed)
    Y_post = Y_pre : 1 (summed)
    """)).Connect($"i == j//{Each}");
var means = net.Add(new StateMonitor(fields, ["X", "Y"], dt: 10 * ms));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("coupled-oscillators"));
double[][] order = [.. couplings.Select((_, k) => means.Of("X", k).Zip(means.Of("Y", k), double.Hypot).ToArray())];
double[] settled = [.. order.Select(r => r[(r.Length / 2)..].Average())];
double Theory(double coupling) => coupling > 1 ? Math.Sqrt(1 - (1 / coupling)) : 0;
double[] fine = [.. Enumerable.Range(0, 401).Select(k => k / 100.0)];
Panel paths = new() { Title = "Order of each population", YLabel = "r", YLimits = (0, 1) };
foreach (var k in (int[])[2, 4, 5, 7, 10]) { paths.Line(means.Times, order[k], FormattableString.Invariant($"K = {couplings[k]} K_c")); }
new Figure { Title = "Coupled oscillators", ShareX = false, Height = 800 }
    .Add(paths)
    .Add(new Panel { XLabel = "coupling K/K_c", YLabel = "r", YLimits = (0, 1) }.Line(fine, [.. fine.Select(Theory)], "sqrt(1 - K_c/K)", Palette.Grey).Scatter(couplings, settled, "500 oscillators", Palette.Vermilion, diameter: 7))
    .Save(options.OutputFile("coupled-oscillators.png"));

foreach (var (k, coupling) in couplings.Index())
{
    // A finite population fluctuates by 1/sqrt(N) = 0.045, and more at the transition, which is left out.
    if (coupling != 1) { Check.That(Math.Abs(settled[k] - Theory(coupling)) < (coupling < 1 ? 0.12 : 0.05), FormattableString.Invariant($"K = {coupling} K_c: r = {settled[k]:F2}, {Theory(coupling):F2} in theory")); }
}

return Check.Exit();
