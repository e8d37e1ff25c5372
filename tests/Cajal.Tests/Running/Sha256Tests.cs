using System.Security.Cryptography;

namespace Cajal.Tests.Running;

public sealed class Sha256Tests
{
    // Oracle: the platform's SHA-256, for every length about the borders of blocks and every place where the data are cut.
    [Fact]
    public void It_is_that_of_the_platform_wherever_data_are_cut()
    {
        var data = Enumerable.Range(0, 200).Select(k => (byte)(k * 37)).ToArray();
        for (var length = 0; length <= data.Length; length++)
        {
            for (var cut = 0; cut <= length; cut += 13)
            {
                Sha256 hash = new();
                hash.Append(data.AsSpan(0, cut));
                hash.Append(data.AsSpan(cut, length - cut));
                Assert.Equal(SHA256.HashData(data.AsSpan(0, length)), hash.Current());
            }
        }
    }

    [Fact]
    public void It_goes_on_from_a_saved_state()
    {
        var data = Enumerable.Range(0, 200).Select(k => (byte)(k * 41)).ToArray();
        for (var cut = 0; cut <= data.Length; cut++)
        {
            Sha256 first = new(), second = new();
            first.Append(data.AsSpan(0, cut));
            second.Restore(first.Save());
            second.Append(data.AsSpan(cut));
            Assert.Equal(SHA256.HashData(data), second.Current());
        }
    }

    [Fact]
    public void A_digest_that_can_be_resumed_is_the_other_one()
    {
        using SpikeDigest plain = new(), resumable = new(isResumable: true), resumed = new(isResumable: true);
        for (var step = 0; step < 3000; step++)
        {
            int[] spikes = [step % 7, 10 + (step % 11)];
            plain.Append(step, spikes);
            (step < 1234 ? resumable : resumed).Append(step, spikes);
            if (step == 1233) { resumed.Restore(resumable.Save()); }
        }

        Assert.Equal(plain.ToHex(), resumed.ToHex());
    }
}
