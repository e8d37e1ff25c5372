using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class PhiloxTests
{
    // The known answers that the authors publish with Random123 (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Blocks_are_those_that_the_authors_publish(
        uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint u0, uint u1, uint u2, uint u3) =>
        Assert.Equal((u0, u1, u2, u3), Philox.Block(c0, c1, c2, c3, key0, key1));
}
