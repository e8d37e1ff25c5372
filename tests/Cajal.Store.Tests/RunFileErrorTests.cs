using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>What is said of mistakes with run files.</summary>
public sealed class RunFileErrorTests : Scratch
{
    [Fact]
    public void A_file_is_never_overwritten()
    {
        using var net = new Network();
        File.WriteAllText(PathOf("run.cajal"), "something");
        Says($"There is a file '{PathOf("run.cajal")}' already, and a run file is never overwritten. Delete it, name another one, or resume it.", () => RunFile.Create(PathOf("run.cajal"), net));
    }

    [Fact]
    public void What_is_not_there_or_no_run_file_is_refused()
    {
        using var net = new Network();
        File.WriteAllText(PathOf("text.cajal"), new string('x', 5000));
        Says($"There is no run file '{PathOf("none.cajal")}'.", () => RunFile.Open(PathOf("none.cajal")));
        Says($"There is no run file '{PathOf("none.cajal")}'.", () => RunFile.Resume(PathOf("none.cajal"), net));
        Says($"'{PathOf("text.cajal")}' is no run file.", () => RunFile.Open(PathOf("text.cajal")));
    }

    [Fact]
    public void Only_monitors_of_the_network_record_and_only_once_and_from_the_beginning()
    {
        using var net = new Network();
        using var other = new Network();
        var cells = net.Add(new NeuronGroup(3, "v : 1", threshold: "v > 1") { Name = "cells" });
        var monitor = net.Add(new SpikeMonitor(cells) { Name = "spikes" });
        var late = net.Add(new StateMonitor(cells, ["v"]) { Name = "late" });
        var counter = net.Add(new SpikeMonitor(cells, record: false) { Name = "counter" });
        net.Run(1 * ms);
        using var file = RunFile.Create(PathOf("run.cajal"), net);
        file.Record(monitor);
        var path = PathOf("run.cajal");
        Says("'cells' records nothing: only monitors of spikes, events, variables and rates do.", () => file.Record(cells));
        Says($"'spikes' records to '{path}' already.", () => file.Record(monitor));
        Says("'late' has recorded already, so a run file would miss the beginning: call Record before the first run.", () => file.Record(late));
        Says("'counter' only counts: leave out record: false to record times too.", () => file.Record(counter));
        Says($"'elsewhere' is not part of the network of '{path}'. Add it first.", () => file.Record(new SpikeMonitor(cells) { Name = "elsewhere" }));
        Says("'spikes' records to a run file and keeps nothing in memory: read the file, or call Record(..., keep: true) to have both.", () => _ = monitor.Times);
        Says($"The network has a run file already, '{path}'. Dispose of it first.", () => RunFile.Create(PathOf("second.cajal"), net));
        Says("Means are taken over variables of elements, not over the rate of 'cells'. Record it without average.", () => file.Record(net.Add(new PopulationRateMonitor(cells)), average: true));
    }

    [Fact]
    public void Questions_about_what_is_not_recorded_name_what_is()
    {
        using (var net = new Network())
        {
            var cells = net.Add(new NeuronGroup(9, "v : 1\nw : 1", threshold: "v > 1") { Name = "cells" });
            var trace = net.Add(new StateMonitor(cells, ["v"], record: [2, 5]) { Name = "trace" });
            using var run = RunFile.Create(PathOf("run.cajal"), net);
            run.Record(trace);
            net.Run(1 * ms);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Says($"'{PathOf("run.cajal")}' holds no recording 'trase'. Did you mean 'trace'? It holds 'trace', 'cells'.", () => _ = file["trase"]);
        Says("'trace' did not record element 3, but 2 elements from 2 to 5.", () => file["trace"].Of("v", 3));
        Says("'trace' holds no 'w', but 't', 'v'.", () => file["trace"].Of("w", 2));
        Says("'trace' has 2 values of 'v' in a row: read those of one element by Of(\"v\", element).", () => file["trace"].Values("v"));
        Says($"'{PathOf("run.cajal")}' holds 0 checkpoints, so none at place -1.", () => file.Restore(new Network()));
    }

    [Fact]
    public void Another_model_is_refused_with_the_first_difference()
    {
        using (var net = Model(10 * ms, 100))
        {
            using var run = RunFile.Create(PathOf("run.cajal"), net);
            run.CheckpointEvery(1 * ms);
            net.Run(2 * ms);
        }

        Refuses("it has '{tau} = 10 ms', and this program '{tau} = 12 ms'", Model(12 * ms, 100));
        Refuses("it has '100 neurons', and this program '90 neurons'", Model(10 * ms, 90));
        var seeded = Model(10 * ms, 100);
        seeded.Seed = 5;
        Refuses("it has 'double precision, seed 1', and this program 'double precision, seed 5'", seeded);
        using var file = RunFile.Open(PathOf("run.cajal"));
        Says("The stored state holds 100 double-precision values of 'cells.v', but the network 90 double-precision values.", () => file.Restore(Model(10 * ms, 90)));

        void Refuses(string difference, Network net)
        {
            using var run = RunFile.Resume(PathOf("run.cajal"), net);
            Says($"The state is that of another model: {difference}. Go on with the program that began the run, or branch off with a changed one.", () => net.Run(5 * ms));
        }

        static Network Model(Quantity tau, int count)
        {
            Network net = new();
            net.Add(new NeuronGroup(count, $"dv/dt = -v/{tau} : 1") { Name = "cells" });
            return net;
        }
    }

    [Fact]
    public void A_run_without_checkpoints_cannot_go_on()
    {
        using (var net = new Network())
        {
            using var run = RunFile.Create(PathOf("run.cajal"), net);
            Says("The time between two checkpoints has to be positive, but is 0 s.", () => run.CheckpointEvery(0 * s));
            net.Run(1 * ms);
            Says("Checkpoints are asked for before the first run with a run file.", () => run.CheckpointEvery(1 * s));
        }

        Says($"'{PathOf("run.cajal")}' holds no checkpoint to go on from: the run was not asked for any, or ended before the first. Begin anew, with CheckpointEvery.", () => RunFile.Resume(PathOf("run.cajal"), new Network()));
    }

    [Fact]
    public void Behaviours_have_state_that_a_checkpoint_cannot_hold()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(1));
        cells.Behaviors[1] = new Still();
        using var run = RunFile.Create(PathOf("run.cajal"), net);
        run.CheckpointEvery(1 * ms);
        Says(
            "The network has behaviours, such as Still, whose fields are the program's own: a checkpoint cannot hold them. Save(path) keeps the variables of a network of behaviours.",
            () => net.Run(1 * ms));
    }

    [Theory]
    [InlineData("--record a --resume b", "A run is recorded to a new file by --record, or goes on with the one of --resume: give one of the two.")]
    [InlineData("--checkpoint-every 1s", "Checkpoints go to a run file: give --record FILE too.")]
    [InlineData("--record FILE --checkpoint-every 5", "--checkpoint-every needs a time with its unit, such as --checkpoint-every 1s, not '5'.")]
    [InlineData("--record FILE --checkpoint-seconds x", "--checkpoint-seconds needs a number, such as --checkpoint-seconds 60, not 'x'.")]
    public void Mistakes_on_the_command_line_are_explained(string arguments, string message)
    {
        var options = RunOptions.Read([.. arguments.Replace("FILE", PathOf("run.cajal"), StringComparison.Ordinal).Split(' ')], 1 * s, 0.1 * ms, RunFile.Options);
        using var net = new Network();
        Assert.StartsWith(message, Assert.ThrowsAny<ModelException>(() => RunFile.Of(options, net, "model")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_records_all_monitors_to_file_and_memory()
    {
        var options = RunOptions.Read(["--record", PathOf("run.cajal"), "--checkpoint-every", "1ms"], 1 * s, 0.1 * ms, RunFile.Options);
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(3, "", threshold: "True") { Name = "cells" });
        var monitor = net.Add(new SpikeMonitor(cells[1..]) { Name = "spikes" });
        net.Add(new SpikeMonitor(cells, record: false));
        using (var run = RunFile.Of(options, net, "model")) { net.Run(5 * ms); }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(["spikes", "cells"], file.Recordings.Select(r => r.Name));
        Assert.Equal(monitor.Times, file["spikes"].Times());
        Assert.Equal(2, file.Checkpoints.Count);
    }

    private static void Says(string message, Action mistake) => Assert.Equal(message, Assert.ThrowsAny<ModelException>(mistake).Message);

    private sealed class Still : Behavior<NeuronGroup>;
}
