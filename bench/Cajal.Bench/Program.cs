using Cajal;
using Cajal.Bench.Workloads;
using Cajal.Units;
using static Cajal.Units.SI;

// dotnet run -c Release --project bench/Cajal.Bench -- WORKLOAD [--duration 1s] [--threads N] [--precision double|single] [--json FILE]
Dictionary<string, (Func<RunOptions, Network> Build, Quantity Duration, string About)> workloads = new()
{
    ["adex"] = (Adex.Build, 10 * s, "The AdEx network of examples/adex-network.cs with all its synapses"),
    ["coba"] = (Coba.Build, 10 * s, "Conductance-based network of 4,000 cells (Vogels and Abbott 2005), delay 0.8 ms"),
};

if (args.Length == 0 || !workloads.TryGetValue(args[0], out var workload))
{
    Console.Error.WriteLine("Name a workload:");
    foreach (var (name, w) in workloads) { Console.Error.WriteLine($"  {name,-8} {w.About}"); }
    return 2;
}

var options = RunOptions.Parse(args[1..], args[0], workload.About, workload.Duration);
using var net = workload.Build(options);
net.Run(options.Duration, options.Progress);
options.Publish(net.Report(args[0]));
return 0;
