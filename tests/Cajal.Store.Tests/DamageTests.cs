using System.Globalization;
using Cajal.Conformance;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>A file with one wrong byte is refused, or gives the same run. Set CAJAL_FLIPS for more bytes.</summary>
public sealed class DamageTests : Scratch
{
    private static int Flips => int.Parse(Environment.GetEnvironmentVariable("CAJAL_FLIPS") ?? "300", CultureInfo.InvariantCulture);

    // Oracle: the digest of the run from the sound file. Flipped bytes are spread evenly over the file, so that all its parts have some.
    [Fact]
    public void A_flipped_byte_is_refused_or_changes_nothing()
    {
        using (var net = Model())
        {
            using var run = RunFile.Create(PathOf("sound.cajal"), net);
            run.CheckpointEvery(5 * ms);
            net.Run(8 * ms);
        }

        var sound = File.ReadAllBytes(PathOf("sound.cajal"));
        var digest = GoOn(sound);
        var (refused, same) = (0, 0);
        for (var flip = 0; flip < Flips; flip++)
        {
            var damaged = (byte[])sound.Clone();
            var place = (int)((long)flip * sound.Length / Flips);
            damaged[place] ^= (byte)(1 + (flip % 255));
            try
            {
                Assert.True(digest == GoOn(damaged), FormattableString.Invariant($"byte {place} of {sound.Length} changes the run"));
                same++;
            }
            catch (ModelException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
        Assert.NotEqual(0, same);

        string GoOn(byte[] file)
        {
            File.WriteAllBytes(PathOf("run.cajal"), file);
            File.Delete(PathOf("run.cajal-wal"));
            File.Delete(PathOf("run.cajal-shm"));

            // Most damage is found here, before a network is built.
            using (var database = Database.Open(PathOf("run.cajal"), writes: false)) { Checkpoint.Read(database).LastOrDefault()?.Load(database); }
            using var net = Model();
            using var run = RunFile.Resume(PathOf("run.cajal"), net);
            net.Run(9 * ms);
            return net.Report("").Digest;
        }
    }

    [Fact]
    public void A_flipped_byte_in_what_was_recorded_is_found()
    {
        using (var net = new Network())
        {
            net.Add(new NeuronGroup(100, "", threshold: "True") { Name = "cells" });
            using var run = RunFile.Create(PathOf("run.cajal"), net);
            net.Run(20 * ms);
        }

        // Neuron 99 in step 199, the last spike, as it lies in the file.
        var bytes = File.ReadAllBytes(PathOf("run.cajal"));
        var place = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[199, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0]);
        Assert.NotEqual(-1, place);
        bytes[place + 8] = 98;
        File.WriteAllBytes(PathOf("run.cajal"), bytes);
        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Matches("is damaged: rows 0 to 20000 of 'cells' are not what was written", Assert.Throws<ModelException>(() => file["cells"].Steps()).Message);
    }

    private static Network Model()
    {
        Network net = new() { Warned = null };
        SampleNetwork.Build(net);
        return net;
    }
}
