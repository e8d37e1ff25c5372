using Cajal;
using Cajal.Bench;
using Cajal.Bench.Workloads;

// dotnet run -c Release --project bench/Cajal.Bench -- WORKLOAD [--duration 1s] [--threads N] [--precision double|single] [--repeat N] [--profile] [--json FILE]
Dictionary<string, Func<Workload>> workloads = new()
{
    ["adex"] = () => new Adex(),
    ["brunel"] = () => new Brunel(),
    ["brunel-hakim"] = () => new BrunelHakim(),
    ["brunel-stdp"] = () => new BrunelStdp(),
    ["coba"] = () => new Coba(),
    ["cobahh"] = () => new CobaHh(),
    ["construct"] = () => new Construct(),
    ["cuba"] = () => new Cuba(),
    ["microcircuit"] = () => new Microcircuit(),
    ["stp"] = () => new Stp(),
    ["uncoupled"] = () => new Uncoupled(),
    ["working-memory"] = () => new WorkingMemory(),
};

if (args.Length == 0 || !workloads.TryGetValue(args[0], out var create))
{
    Console.Error.WriteLine("Name a workload:");
    foreach (var (name, make) in workloads) { Console.Error.WriteLine($"  {name,-13} {make().About}"); }
    return 2;
}

var workload = create();
var options = RunOptions.Parse(args[1..], args[0], workload.About, workload.Duration, own: [.. Series.Options, .. workload.Options]);
Series.Of(args[0], create, options).Publish(options);
return Check.Exit();
