using System.Diagnostics;
using System.Security.Cryptography;

namespace Cajal.Tests.Running;

public sealed class SpikeDigestTests
{
    [Fact]
    public void The_digest_is_SHA256_of_step_and_index_little_endian()
    {
        using SpikeDigest digest = new();
        digest.Append(1, [2, 258]);
        digest.Append(4294967296, [0]);

        byte[] bytes =
        [
            1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0,
            0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest.ToHex());
    }

    [Fact]
    public void A_run_without_spikes_has_the_digest_of_nothing()
    {
        using SpikeDigest digest = new();
        digest.Append(7, []);

        // SHA-256 of the empty text, FIPS 180-4 test vector.
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", digest.ToHex());
    }

    [Fact]
    public void The_digest_does_not_depend_on_how_spikes_are_handed_over_or_on_looking_in_between()
    {
        var indices = Enumerable.Range(0, 5000).ToArray();
        using SpikeDigest whole = new(), pieces = new();
        whole.Append(3, indices);
        foreach (var piece in indices.Chunk(7))
        {
            pieces.Append(3, piece);
            pieces.ToHex();
        }

        Assert.Equal(whole.ToHex(), pieces.ToHex());
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 4)]
    public void Spikes_out_of_order_are_a_fault(long step, int index)
    {
        using SpikeDigest digest = new();
        digest.Append(3, [5]);

        Assert.Throws<UnreachableException>(() => digest.Append(step, [index]));
    }
}
