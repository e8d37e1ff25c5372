using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cajal.Backends;
using Cajal.Ir;
using Cajal.Runtime.Random;

namespace Cajal.Runtime;

/// <summary>A kernel as one worker calls it: its argument block and its scratch memory for random numbers.</summary>
internal sealed unsafe class KernelCall
{
    /// <summary>Elements a call handles at most when it draws random numbers, so that they stay in the first-level cache.</summary>
    private const int Chunk = 512;

    /// <summary>As <see cref="Chunk"/> where the only random numbers are counts, which are bytes.</summary>
    private const int ChunkOfCounts = 2048;
    private const int FirstArray = 4;

    private readonly KernelBinding _binding;
    private readonly ICompiledKernel _compiled;
    private readonly StepClock _clock;
    private readonly NativeBuffer _arguments;
    private readonly NativeBuffer _scratch;
    private readonly (int FirstSlot, int SecondSlot)[] _drawSlots;
    private readonly nint _counts;
    private readonly int[] _countSlots;
    private readonly nint[] _cells;
    private readonly nint* _argument;

    /// <param name="binding">The kernel and its arrays.</param>
    /// <param name="clock">The clock in whose steps it is called.</param>
    public KernelCall(KernelBinding binding, StepClock clock)
    {
        (_binding, _compiled, _clock, Random) = (binding, binding.Compiled, clock, binding.Random);
        var arrays = binding.Kernel.Arrays;
        _arguments = new NativeBuffer((FirstArray + arrays.Length) * sizeof(nint));
        _argument = (nint*)_arguments.Address;
        for (var k = 0; k < arrays.Length; k++)
        {
            _argument[FirstArray + k] = binding.Addresses.GetValueOrDefault(arrays[k]);
        }

        var rowBytes = Chunk * LaneBytes;
        var (drawBytes, cellBytes) = (2 * binding.Draws.Length * rowBytes, binding.Cells.Length * sizeof(long));
        _scratch = new NativeBuffer(drawBytes + cellBytes + (binding.Counts.Length * ChunkOfCounts));
        _drawSlots = [.. binding.Draws.Select(d => (SlotOf(arrays, d.First), SlotOf(arrays, d.Second)))];
        _counts = _scratch.Address + drawBytes + cellBytes;
        _countSlots = [.. binding.Counts.Select(c => SlotOf(arrays, c.Counts))];
        _cells = new nint[binding.Cells.Length];
        for (var k = 0; k < _cells.Length; k++)
        {
            _cells[k] = _scratch.Address + drawBytes + (k * sizeof(long));
            _argument[SlotOf(arrays, binding.Cells[k].Cell)] = _cells[k];
        }
    }

    /// <summary>Where random numbers come from; at first the kernel's own stream.</summary>
    public RandomStream Random { get; set; }

    private int LaneBytes => _binding.Precision == Precision.Double ? sizeof(double) : sizeof(float);

    /// <summary>Binds an array of this call to another address.</summary>
    public void Bind(ArraySymbol array, nint address) => Bind(ArgumentOf(array), address);

    /// <summary>Binds an array of this call, given by <see cref="ArgumentOf"/>, to another address.</summary>
    public void Bind(int argument, nint address) => _argument[argument] = address;

    /// <summary>Whether the kernel touches an array.</summary>
    public bool Uses(ArraySymbol array) => _binding.Kernel.Arrays.Contains(array);

    /// <summary>The place of an array, which the kernel touches, among its arguments.</summary>
    public int ArgumentOf(ArraySymbol array) => SlotOf(_binding.Kernel.Arrays, array);

    /// <summary>Binds an array of this call to another address, if the kernel touches it at all.</summary>
    public void BindWhereUsed(ArraySymbol array, nint address)
    {
        if (Uses(array)) { Bind(array, address); }
    }

    /// <summary>Runs a range kernel over whole blocks.</summary>
    /// <param name="identities">For the random numbers: number of each element that does not depend on the layout; empty when the element is its own.</param>
    public void OverRange(int first, int end, long step, ReadOnlySpan<int> identities = default)
    {
        fixed (int* numbers = identities) { OverRange(first, end, numbers, step); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OverRange(int first, int end, int* identities, long step)
    {
        SetTime(step);
        var chunk = _drawSlots.Length > 0 ? Chunk : _countSlots.Length > 0 ? ChunkOfCounts : end - first;
        for (var from = first; from < end; from += chunk)
        {
            var to = Math.Min(end, from + chunk);
            for (var k = 0; k < _countSlots.Length; k++)
            {
                var (row, counts) = (_counts + (k * ChunkOfCounts), _binding.Counts[k]);
                counts.Table.Fill((byte*)row, to - from, (uint)from, counts.Random ?? Random, step, counts.Draw);
                _argument[_countSlots[k]] = row - from;
            }

            for (var k = 0; k < _drawSlots.Length; k++)
            {
                var (one, two) = RowsOf(k);
                if (identities != null)
                {
                    FillListed(k, one, two, identities + from, to - from, step);
                }
                else if (LaneBytes == sizeof(double))
                {
                    RandomOf(k).FillUniform((double*)one, (double*)two, to - from, (uint)from, step, _binding.Draws[k].Draw);
                }
                else
                {
                    RandomOf(k).FillUniform((float*)one, (float*)two, to - from, (uint)from, step, _binding.Draws[k].Draw);
                }

                // The kernel addresses by element, the scratch rows hold this chunk only.
                SetRows(k, one - ((nint)from * LaneBytes), two - ((nint)from * LaneBytes));
            }

            (_argument[0], _argument[1]) = (from, to);
            _compiled.Run((nint)_argument);
        }
    }

    /// <summary>Runs a list or sequence kernel.</summary>
    /// <param name="elements">The list; a list kernel may read and touch 16 entries behind it.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="identities">For the random numbers: number of each element that does not depend on the layout; 0 when the element is its own.</param>
    /// <param name="step">The step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OverList(int* elements, int count, int* identities, long step)
    {
        if (count == 0) { return; }
        SetTime(step);
        var chunk = _drawSlots.Length == 0 ? count : Chunk;
        for (var from = 0; from < count; from += chunk)
        {
            var length = Math.Min(count - from, chunk);
            for (var k = 0; k < _drawSlots.Length; k++)
            {
                var (one, two) = RowsOf(k);
                FillListed(k, one, two, (identities == null ? elements : identities) + from, length, step);
                SetRows(k, one, two);
            }

            (_argument[0], _argument[1]) = ((nint)(elements + from), length);
            _compiled.Run((nint)_argument);
        }
    }

    /// <summary>Runs a list or sequence kernel over a list of the managed heap.</summary>
    public void OverList(ReadOnlySpan<int> elements, long step)
    {
        NativeList<int> padded = new(elements.Length + StateArray.Block);
        padded.AddRange(elements);
        for (var k = 0; k < StateArray.Block; k++) { padded.Add(0); }
        OverList((int*)padded.Address, elements.Length, null, step);
        GC.KeepAlive(padded);
    }

    private static int SlotOf(ImmutableArray<ArraySymbol> arrays, ArraySymbol array) => FirstArray + arrays.IndexOf(array);

    private void FillListed(int draw, nint one, nint two, int* identities, int count, long step)
    {
        if (LaneBytes == sizeof(double))
        {
            RandomOf(draw).FillUniform((double*)one, (double*)two, count, identities, step, _binding.Draws[draw].Draw);
        }
        else
        {
            RandomOf(draw).FillUniform((float*)one, (float*)two, count, identities, step, _binding.Draws[draw].Draw);
        }
    }

    private RandomStream RandomOf(int draw) => _binding.Draws[draw].Random ?? Random;

    private (nint First, nint Second) RowsOf(int draw) =>
        (_scratch.Address + (2 * draw * Chunk * LaneBytes), _scratch.Address + (((2 * draw) + 1) * Chunk * LaneBytes));

    private void SetRows(int draw, nint first, nint second)
    {
        // A kernel may use only one of the two numbers; the other has no slot.
        var (one, two) = _drawSlots[draw];
        if (one >= FirstArray) { _argument[one] = first; }
        if (two >= FirstArray) { _argument[two] = second; }
    }

    private void SetTime(long step)
    {
        var time = _clock.TimeOf(step);
        _argument[2] = (nint)step;
        _argument[3] = (nint)BitConverter.DoubleToInt64Bits(time);
        for (var k = 0; k < _cells.Length; k++)
        {
            var value = _binding.Cells[k].AtTime(time);
            if (LaneBytes == sizeof(double)) { *(long*)_cells[k] = value; } else { *(int*)_cells[k] = (int)value; }
        }
    }
}
