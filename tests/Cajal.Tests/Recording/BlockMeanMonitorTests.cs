using Cajal.Tests.Model;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

/// <summary>What can be wrong about means over blocks; the means themselves are tested on every backend.</summary>
public sealed class BlockMeanMonitorTests
{
    [Fact]
    public void What_is_recorded_has_to_be_there()
    {
        var (net, cells) = Mistake.Net();
        var other = net.Add(new NeuronGroup(3, "x : 1") { Name = "other" });
        var synapses = net.Add(new Synapses(cells, other, "w : volt")).Connect();
        var means = net.Add(new BlockMeanMonitor(synapses, ["w"], from: [cells[..5], cells[5..]]));

        Mistake.Says("'synapses' has no variable 'W'. Did you mean 'w'?", () => new BlockMeanMonitor(synapses, ["W"]));
        Mistake.Says("A BlockMeanMonitor needs at least one variable to record.", () => new BlockMeanMonitor(synapses, []));
        Mistake.Says("to[1] is 'neurons[0..3]', which is no part of 'other'. Populations are parts of the group at that end of the projection.", () => new BlockMeanMonitor(synapses, ["w"], to: [other[..2], cells[..3]]));
        Mistake.Says("from names no population, so there is no block. Leave it out for one block of all of 'neurons'.", () => new BlockMeanMonitor(synapses, ["w"], from: []));
        Mistake.Says("Dt: expected s, got 1, a plain number; write 1 * second, say.", () => new BlockMeanMonitor(synapses, ["w"], dt: 1));
        Mistake.Says(
            "Blocks lie between populations of neurons, but 'synapses', an end of 'onto synapses', are synapses. Record chosen ones of 'onto synapses' by a StateMonitor.",
            () => new BlockMeanMonitor(new Synapses(cells, synapses, "u : 1") { Name = "onto synapses" }, ["u"]));
        Mistake.Says("'lost' records 'alone', which is not part of this network. Add that first.", () => net.Add(new BlockMeanMonitor(new Synapses(cells, other, "w : volt") { Name = "alone" }, ["w"]) { Name = "lost" }));

        Mistake.Says("'block_mean_monitor' does not record 'v', but 'w'.", () => means.Of("v"));
        Mistake.Says("'block_mean_monitor' has no population 2 in from, but the numbers 0 to 1.", () => means.Of("w", 2));
        Mistake.Says("'block_mean_monitor' has no population -1 in to, but only number 0.", () => means.Of("w", 1, -1));
        Mistake.Says("the unit of synapses.w: expected V, got 1 ms", () => means.Of("w", 0, 0, ms));
    }

    // Oracle: 10 blocks, 10,000 steps, 8 bytes.
    [Fact]
    public void More_samples_than_memory_holds_are_refused_with_numbers()
    {
        var (net, cells) = Mistake.Net();
        net.Add(new BlockMeanMonitor(net.Add(new Synapses(cells, cells, "w : 1")).Connect(), ["w"], [.. Enumerable.Range(0, 10).Select(k => cells[k..(k + 1)])]));
        net.Limits.MemoryBytes = 1;
        Mistake.Says(
            "'block_mean_monitor' with 10,000 samples of 10 blocks would take 0.8 MB of memory, but nothing is left. 0 % of it fit: give it a larger dt or fewer populations, run in parts with Clear() between them, or record to a run file.",
            () => net.Run(1 * second));
    }
}
