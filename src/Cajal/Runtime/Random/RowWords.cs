using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal.Runtime.Random;

/// <summary>The random words of 32 bits of one row of a stream, one piece after the other.</summary>
/// <param name="buffer">Memory for the words of a piece, two a place.</param>
/// <remarks>Who asks for the same pieces gets the same words. They are others than the numbers of draw 0.</remarks>
internal ref struct RowWords(RandomStream stream, uint row, Span<ulong> buffer)
{
    /// <summary>Places of a buffer that keeps the first-level cache.</summary>
    public const int BufferSize = 512;

    private const int WordsOfBlock = 4;
    private readonly Span<ulong> _buffer = buffer;
    private uint _block;

    /// <summary>The next words: as many as asked for, or as the buffer holds.</summary>
    /// <param name="most">More than 0.</param>
    public ReadOnlySpan<uint> Next(int most)
    {
        var blocks = (int)Math.Min(_buffer.Length / 2, ((long)most + WordsOfBlock - 1) / WordsOfBlock);
        stream.FillBits(_buffer[..blocks], _buffer.Slice(blocks, blocks), _block, row, 1);
        _block += (uint)blocks;
        return MemoryMarshal.Cast<ulong, uint>(_buffer)[..Math.Min(most, WordsOfBlock * blocks)];
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1 made of a word; probabilities differ by less than 2⁻³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Below(int count, uint word) => (int)(((ulong)word * (uint)count) >> 32);
}
