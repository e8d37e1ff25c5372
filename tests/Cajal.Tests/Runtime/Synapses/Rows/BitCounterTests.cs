using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses.Rows;

namespace Cajal.Tests.Runtime.Synapses.Rows;

public sealed unsafe class BitCounterTests
{
    /// <summary>The oracle counts bit by bit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(255)]
    public void Counts_are_those_of_counting_one_by_one(int rows)
    {
        const int Stride = 3 * BitCounter.Bytes;
        var padded = (rows + BitCounter.RowsAtOnce - 1) / BitCounter.RowsAtOnce * BitCounter.RowsAtOnce;
        NativeBuffer bits = new((long)padded * Stride), counts = new(Stride * 8);
        var stream = RandomStream.Create(1, 2, 3, 4);

        // The first position is set in every row, the second in none.
        for (var row = 0; row < rows; row++)
        {
            var bytes = bits.Span<byte>((long)row * Stride, Stride);
            for (var k = 0; k < Stride; k++) { bytes[k] = (byte)(256 * stream.Uniform((uint)row, k, 0)); }
            bytes[0] = (byte)((bytes[0] | 1) & ~2);
        }

        BitCounter.Count([.. Enumerable.Range(0, padded).Select(row => bits.Address + ((long)row * Stride))], BitCounter.Bytes, Stride, (byte*)counts.Address);
        BitCounter.Count([.. Enumerable.Range(0, padded).Select(row => bits.Address + ((long)row * Stride))], 0, BitCounter.Bytes, (byte*)counts.Address);

        Assert.Equal((rows, 0), (counts.Span<byte>(0, 2)[0], counts.Span<byte>(0, 2)[1]));
        for (var position = 0; position < Stride * 8; position++)
        {
            var expected = Enumerable.Range(0, rows).Count(row => (bits.Span<byte>((long)row * Stride, Stride)[position / 8] >> (position % 8) & 1) == 1);
            Assert.Equal(expected, counts.Span<byte>(0, Stride * 8)[position]);
        }
    }
}
