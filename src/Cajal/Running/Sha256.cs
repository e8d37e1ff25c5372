using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>SHA-256 (FIPS 180-4) whose state can be kept and taken up again, which the one of the platform cannot; that one is several times faster.</summary>
internal sealed class Sha256
{
    private const int BlockBytes = 64, Words = 8, Rounds = 64;
    private static readonly uint[] s_primes = [.. FirstPrimes(Rounds)];
    private static readonly uint[] s_constants = [.. s_primes.Select(p => Fraction(Math.Cbrt(p)))];
    private readonly uint[] _state = [.. s_primes.Take(Words).Select(p => Fraction(Math.Sqrt(p)))];
    private readonly byte[] _pending = new byte[BlockBytes];
    private long _bytes;

    /// <summary>Everything that the hash of what is still to come depends on.</summary>
    public (long Bytes, byte[] State) Save()
    {
        var state = new byte[(Words * sizeof(uint)) + BlockBytes];
        for (var k = 0; k < Words; k++) { BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(k * sizeof(uint)), _state[k]); }
        _pending.CopyTo(state, Words * sizeof(uint));
        return (_bytes, state);
    }

    /// <summary>Goes on where another one was saved.</summary>
    public void Restore((long Bytes, byte[] State) saved)
    {
        _bytes = saved.Bytes;
        for (var k = 0; k < Words; k++) { _state[k] = BinaryPrimitives.ReadUInt32LittleEndian(saved.State.AsSpan(k * sizeof(uint))); }
        saved.State.AsSpan(Words * sizeof(uint)).CopyTo(_pending);
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        var pending = (int)(_bytes % BlockBytes);
        _bytes += data.Length;
        if (pending > 0)
        {
            var filling = Math.Min(BlockBytes - pending, data.Length);
            data[..filling].CopyTo(_pending.AsSpan(pending));
            data = data[filling..];
            if (pending + filling < BlockBytes) { return; }
            Take(_state, _pending);
        }

        for (; data.Length >= BlockBytes; data = data[BlockBytes..]) { Take(_state, data); }
        data.CopyTo(_pending);
    }

    /// <summary>The hash of everything so far; more may follow.</summary>
    public byte[] Current()
    {
        var state = (uint[])_state.Clone();
        var pending = (int)(_bytes % BlockBytes);
        Span<byte> end = stackalloc byte[2 * BlockBytes];
        end.Clear();
        _pending.AsSpan(0, pending).CopyTo(end);
        end[pending] = 0x80;
        var blocks = pending + 1 + sizeof(long) <= BlockBytes ? 1 : 2;
        BinaryPrimitives.WriteInt64BigEndian(end[((blocks * BlockBytes) - sizeof(long))..], _bytes * 8);
        for (var k = 0; k < blocks; k++) { Take(state, end.Slice(k * BlockBytes, BlockBytes)); }
        var hash = new byte[Words * sizeof(uint)];
        for (var k = 0; k < Words; k++) { BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(k * sizeof(uint)), state[k]); }
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Take(uint[] state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[Rounds];
        for (var k = 0; k < BlockBytes / sizeof(uint); k++) { w[k] = BinaryPrimitives.ReadUInt32BigEndian(block[(k * sizeof(uint))..]); }
        for (var k = BlockBytes / sizeof(uint); k < Rounds; k++)
        {
            var (x, y) = (w[k - 15], w[k - 2]);
            w[k] = w[k - 16] + (Turn(x, 7) ^ Turn(x, 18) ^ (x >> 3)) + w[k - 7] + (Turn(y, 17) ^ Turn(y, 19) ^ (y >> 10));
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var k = 0; k < Rounds; k++)
        {
            var first = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ (~e & g)) + s_constants[k] + w[k];
            var second = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    private static uint Turn(uint x, int by) => BitOperations.RotateRight(x, by);

    /// <summary>The first 32 bits behind the point.</summary>
    private static uint Fraction(double root) => (uint)((root - Math.Floor(root)) * 4294967296.0);

    private static IEnumerable<uint> FirstPrimes(int count) =>
        Enumerable.Range(2, 400).Where(n => Enumerable.Range(2, n - 2).TakeWhile(d => d * d <= n).All(d => n % d != 0)).Take(count).Select(n => (uint)n);
}
