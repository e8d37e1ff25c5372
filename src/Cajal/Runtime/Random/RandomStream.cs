namespace Cajal.Runtime.Random;

/// <summary>
/// Random numbers of one purpose of one object. A number is found by its address (element, step, draw) and depends on nothing else,
/// so threads, vector widths and the order of asking cannot change it.
/// </summary>
internal readonly record struct RandomStream
{
    private readonly uint _key0, _key1;

    private RandomStream(uint key0, uint key1) => (_key0, _key1) = (key0, key1);

    /// <summary>The stream of an object (<paramref name="stream"/>), a use within it (<paramref name="purpose"/>) and a repetition (<paramref name="epoch"/>).</summary>
    public static RandomStream Create(ulong seed, uint stream, uint purpose, uint epoch)
    {
        var (key0, key1, _, _) = Philox.Block(stream, purpose, epoch, 0, (uint)seed, (uint)(seed >> 32));
        return new(key0, key1);
    }

    /// <summary>The key, which is all that there is to a stream.</summary>
    public (uint, uint) Key => (_key0, _key1);

    /// <summary>The stream of a key.</summary>
    public static RandomStream OfKey((uint, uint) key) => new(key.Item1, key.Item2);

    /// <summary>A stream of its own for each pair of numbers; this one is then not drawn from.</summary>
    public RandomStream Split(uint first, uint second)
    {
        var (key0, key1, _, _) = Philox.Block(first, second, 0, 0, _key0, _key1);
        return new(key0, key1);
    }

    /// <summary>128 random bits.</summary>
    public (uint U0, uint U1, uint U2, uint U3) Bits(uint element, long step, uint draw) =>
        Philox.Block(element, (uint)step, (uint)(step >>> 32), draw, _key0, _key1);

    /// <summary>A number of 53 bits in [0, 1).</summary>
    public double Uniform(uint element, long step, uint draw) => Uniforms(element, step, draw).First;

    /// <summary>Two independent numbers of 53 bits in [0, 1).</summary>
    public (double First, double Second) Uniforms(uint element, long step, uint draw)
    {
        var (u0, u1, u2, u3) = Bits(element, step, draw);
        return (UniformBits.ToDouble(u0, u1), UniformBits.ToDouble(u2, u3));
    }

    /// <summary>Two independent numbers of 24 bits in [0, 1).</summary>
    public (float First, float Second) UniformsSingle(uint element, long step, uint draw)
    {
        var (u0, _, u2, _) = Bits(element, step, draw);
        return (UniformBits.ToSingle(u0), UniformBits.ToSingle(u2));
    }

    /// <summary>Fills both arrays with <see cref="Uniforms"/> of consecutive elements.</summary>
    public unsafe void FillUniform(double* first, double* second, nint count, uint firstElement, long step, uint draw) =>
        UniformFill.Fill(first, second, count, new(firstElement), Address(step, draw));

    /// <summary>Fills both arrays with <see cref="Uniforms"/> of listed elements; the list must not be null.</summary>
    public unsafe void FillUniform(double* first, double* second, nint count, int* elements, long step, uint draw) =>
        UniformFill.Fill(first, second, count, new(elements), Address(step, draw));

    /// <summary>Fills both arrays with <see cref="UniformsSingle"/> of consecutive elements.</summary>
    public unsafe void FillUniform(float* first, float* second, nint count, uint firstElement, long step, uint draw) =>
        UniformFill.Fill(first, second, count, new(firstElement), Address(step, draw));

    /// <summary>Fills both arrays with <see cref="UniformsSingle"/> of listed elements; the list must not be null.</summary>
    public unsafe void FillUniform(float* first, float* second, nint count, int* elements, long step, uint draw) =>
        UniformFill.Fill(first, second, count, new(elements), Address(step, draw));

    /// <inheritdoc cref="FillUniform(double*, double*, nint, uint, long, uint)"/>
    public void FillUniform(Span<double> first, Span<double> second, uint firstElement, long step, uint draw) =>
        Fill(first, second, firstElement, step, draw);

    /// <inheritdoc cref="FillUniform(double*, double*, nint, int*, long, uint)"/>
    public void FillUniform(Span<double> first, Span<double> second, ReadOnlySpan<int> elements, long step, uint draw) =>
        Fill(first, second, elements, step, draw);

    /// <inheritdoc cref="FillUniform(float*, float*, nint, uint, long, uint)"/>
    public void FillUniform(Span<float> first, Span<float> second, uint firstElement, long step, uint draw) =>
        Fill(first, second, firstElement, step, draw);

    /// <inheritdoc cref="FillUniform(float*, float*, nint, int*, long, uint)"/>
    public void FillUniform(Span<float> first, Span<float> second, ReadOnlySpan<int> elements, long step, uint draw) =>
        Fill(first, second, elements, step, draw);

    /// <summary>Fills both arrays with <see cref="Bits"/> of consecutive elements: two words each, the first in the low half.</summary>
    public void FillBits(Span<ulong> first, Span<ulong> second, uint firstElement, long step, uint draw) =>
        Fill(first, second, firstElement, step, draw);

    private unsafe void Fill<TNumber>(Span<TNumber> first, Span<TNumber> second, uint firstElement, long step, uint draw)
        where TNumber : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        fixed (TNumber* firstStart = first, secondStart = second)
        {
            UniformFill.Fill(firstStart, secondStart, first.Length, new(firstElement), Address(step, draw));
        }
    }

    private unsafe void Fill<TNumber>(Span<TNumber> first, Span<TNumber> second, ReadOnlySpan<int> elements, long step, uint draw)
        where TNumber : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, elements.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, elements.Length);
        fixed (TNumber* firstStart = first, secondStart = second)
        fixed (int* list = elements)
        {
            UniformFill.Fill(firstStart, secondStart, elements.Length, new(list), Address(step, draw));
        }
    }

    private DrawAddress Address(long step, uint draw) => new(_key0, _key1, step, draw);
}
