using System.Runtime.InteropServices;
using Cajal.Backends;
using Cajal.Ir;

namespace Cajal.Tests.Backends;

/// <summary>Memory for a kernel's arrays and arguments, all zero at first, with room for the padding that kernels may touch.</summary>
internal sealed unsafe class KernelMemory : IDisposable
{
    private readonly Kernel kernel;
    private readonly Precision precision;
    private readonly int size;
    private readonly nint* words;
    private readonly nint list;

    public KernelMemory(Kernel kernel, Precision precision, int elements)
    {
        (this.kernel, this.precision, Elements) = (kernel, precision, elements);
        size = (elements + 64) * sizeof(long);
        words = (nint*)Allocate((Arguments.Arrays + kernel.Arrays.Length) * sizeof(nint));
        list = Allocate(size);
        for (var array = 0; array < kernel.Arrays.Length; array++) { words[Arguments.Arrays + array] = Allocate(size); }
    }

    public int Elements { get; }

    public KernelMemory SetReal(string array, Func<int, double> value)
    {
        for (var i = 0; i < Elements; i++)
        {
            if (precision == Precision.Double) { ((double*)Address(array))[i] = value(i); } else { ((float*)Address(array))[i] = (float)value(i); }
        }

        return this;
    }

    /// <summary>Sets integers, masks, indices, or bytes, also those of bits.</summary>
    public KernelMemory SetInteger(string array, Func<int, long> value)
    {
        for (var i = 0; i < Elements; i++)
        {
            switch (BytesOf(array))
            {
                case 1: ((byte*)Address(array))[i] = (byte)value(i); break;
                case 4: ((int*)Address(array))[i] = (int)value(i); break;
                default: ((long*)Address(array))[i] = value(i); break;
            }
        }

        return this;
    }

    public double Real(string array, int index) =>
        precision == Precision.Double ? ((double*)Address(array))[index] : ((float*)Address(array))[index];

    public long Integer(string array, int index) => BytesOf(array) switch
    {
        1 => ((byte*)Address(array))[index],
        4 => ((int*)Address(array))[index],
        _ => ((long*)Address(array))[index],
    };

    public bool Bit(string array, int index) => (((byte*)Address(array))[index >> 3] >> (index & 7) & 1) != 0;

    public byte[] Bytes(string array) => new ReadOnlySpan<byte>((void*)Address(array), Elements * BytesOf(array)).ToArray();

    public KernelMemory Run(ICompiledKernel compiled, int first, int last, long step = 0, double time = 0)
    {
        (words[Arguments.First], words[Arguments.Last]) = (first, last);
        return Run(compiled, step, time);
    }

    /// <summary>Runs over a list, padded with the last element of the memory.</summary>
    public KernelMemory RunList(ICompiledKernel compiled, int[] elements, long step = 0, double time = 0)
    {
        for (var i = 0; i < elements.Length + 16; i++) { ((int*)list)[i] = i < elements.Length ? elements[i] : Elements; }
        (words[Arguments.First], words[Arguments.Last]) = (list, elements.Length);
        return Run(compiled, step, time);
    }

    public void Dispose()
    {
        for (var array = 0; array < kernel.Arrays.Length; array++) { NativeMemory.AlignedFree((void*)words[Arguments.Arrays + array]); }
        NativeMemory.AlignedFree((void*)list);
        NativeMemory.AlignedFree(words);
    }

    private KernelMemory Run(ICompiledKernel compiled, long step, double time)
    {
        words[Arguments.Step] = (nint)step;
        ((double*)words)[Arguments.Time] = time;
        compiled.Run((nint)words);
        return this;
    }

    /// <summary>Bytes of an element.</summary>
    private int BytesOf(string array) => kernel.Arrays.Single(symbol => symbol.Name == array).Storage switch
    {
        ElementStorage.Byte or ElementStorage.Bit => 1,
        ElementStorage.Int32 => 4,
        _ => precision == Precision.Double ? 8 : 4,
    };

    private nint Address(string array) => words[Arguments.Arrays + kernel.Arrays.Select(symbol => symbol.Name).ToList().IndexOf(array)];

    private static nint Allocate(int bytes)
    {
        var address = NativeMemory.AlignedAlloc((nuint)bytes, 64);
        NativeMemory.Clear(address, (nuint)bytes);
        return (nint)address;
    }
}
