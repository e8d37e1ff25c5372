using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.InteropServices;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// Calls of functions of the program from vector code: the operands go to memory of the thread, one row of lanes each, the function is
/// called lane after lane, and the results come back as one more row.
/// </summary>
internal static unsafe class HostLanes
{
    /// <summary>Bytes of the widest row.</summary>
    private const int RowBytes = 64;

    /// <summary>Arguments, whether each lane's element exists, results.</summary>
    private const int Rows = HostFunction.MostArguments + 2;

    [ThreadStatic]
    private static byte[]? t_rows;

    /// <summary>Address of the thread's rows.</summary>
    public static long Address() =>
        (long)Marshal.UnsafeAddrOfPinnedArrayElement(t_rows ??= GC.AllocateArray<byte>(Rows * RowBytes, pinned: true), 0);

    /// <summary>The results of a call; code that stores the operands and calls the function goes before it.</summary>
    /// <param name="operands">Values of the operands, the last one whether each lane's element exists.</param>
    /// <param name="rows">The thread's rows.</param>
    /// <param name="count">How many lanes belong to the domain (int64).</param>
    public static Expression Emit(LaneSet lanes, HostFunction function, Expression[] operands, Expression rows, Expression count, ValueEmitter region)
    {
        for (var k = 0; k < operands.Length; k++)
        {
            var type = k < function.Arguments.Length ? function.Arguments[k] : IrType.Boolean;
            region.Code.Add(lanes.Store(type, Row(k), operands[k]));
        }

        Type[] types = lanes.Precision == Precision.Double ? [typeof(double), typeof(long)] : [typeof(float), typeof(int)];
        region.Code.Add(Call(typeof(HostLanes).GetMethod(nameof(Run))!.MakeGenericMethod(types), Constant(function), rows, count));
        return lanes.Load(function.Result, Row(operands.Length));

        BinaryExpression Row(int row) => Add(rows, Constant((long)row * RowBytes));
    }

    /// <summary>Calls a function for the first lanes of the rows at an address.</summary>
    public static void Run<TReal, TInteger>(HostFunction function, long rows, long count)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        // The function may run another network on this thread, so what is still needed is taken out of the rows first.
        const int Stride = RowBytes / sizeof(int);
        var (arity, stride) = (function.Arguments.Length, RowBytes / sizeof(TInteger));
        var saved = stackalloc TInteger[Rows * Stride];
        var results = saved + ((arity + 1) * stride);
        new ReadOnlySpan<TInteger>((void*)rows, (arity + 1) * stride).CopyTo(new(saved, (arity + 1) * stride));
        Span<TInteger> arguments = stackalloc TInteger[arity];
        for (var lane = 0; lane < count; lane++)
        {
            if (TInteger.IsZero(saved[(arity * stride) + lane])) { continue; }
            for (var k = 0; k < arity; k++) { arguments[k] = saved[(k * stride) + lane]; }
            results[lane] = function.Invoke<TReal, TInteger>(arguments);
        }

        new ReadOnlySpan<TInteger>(results, stride).CopyTo(new((void*)(rows + ((arity + 1) * RowBytes)), stride));
    }
}
