using Cajal.Backends;
using Cajal.Backends.Cpu;
using Cajal.Ir;

namespace Cajal.Tests.Backends;

/// <summary>What tests of kernels need again and again.</summary>
internal static class Backend
{
    /// <summary>Numbers at which arithmetic may go wrong.</summary>
    public static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, 1e-320, -1e-320, 1e-40, 2.2250738585072014e-308, 1.1754944e-38, 1e300, -1e300, 3e38,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 710, -746, 89, -104, 88, 1.5707963267948966, 100000, 1e9, 1e16, 1e25, 4503599627370497.5,
    ];

    public static readonly Precision[] Precisions = [Precision.Double, Precision.Single];

    /// <summary>Every width that this processor has.</summary>
    public static IEnumerable<int> Widths => new[] { 0, 256, 512 }.Where(bits => bits <= CpuBackend.WidestVectorBits);

    /// <summary>Numbers between −1 and 1 without pattern, by a multiplicative hash of the index.</summary>
    public static double Noise(int index, int stream = 0)
    {
        var bits = (ulong)((index + 1) * 7919L + (stream * 104729L)) * 0x9E3779B97F4A7C15UL;
        bits ^= bits >> 29;
        bits *= 0xBF58476D1CE4E5B9UL;
        bits ^= bits >> 32;
        return (long)bits * Math.ScaleB(1, -63);
    }

    /// <summary>Special numbers first, then numbers of many sizes.</summary>
    public static double Operand(int index, int stream) => index < Special.Length * Special.Length
        ? Special[stream % 2 == 0 ? index / Special.Length : index % Special.Length]
        : Noise(index, stream) * Math.ScaleB(1, (index % 41) - 12);

    /// <summary>Fails unless all arrays hold the same bits, or both a NaN where they hold reals.</summary>
    public static void AssertSame(Kernel kernel, Precision precision, KernelMemory expected, KernelMemory actual, string where)
    {
        foreach (var array in kernel.Arrays)
        {
            if (expected.Bytes(array.Name).AsSpan().SequenceEqual(actual.Bytes(array.Name))) { continue; }
            for (var i = 0; i < expected.Elements; i++)
            {
                var (a, b) = (expected.Integer(array.Name, i), actual.Integer(array.Name, i));
                var areNaN = array.Type == IrType.Real && double.IsNaN(expected.Real(array.Name, i)) && double.IsNaN(actual.Real(array.Name, i));
                Assert.True(a == b || areNaN, $"{where}, {precision}: {array.Name}[{i}] is {a:X} by the interpreter, {b:X} compiled\n{IrPrinter.Print(kernel)}");
            }
        }
    }

    public static Access At(string array, IrType type = IrType.Real) => new(new ArraySymbol(array, type));

    /// <summary>A kernel that writes to y what a function makes of x (and of a second x2).</summary>
    public static Kernel Map(Precision precision, Func<IrBuilder, Node, Node, Node> function, IrType type = IrType.Real)
    {
        var ir = new IrBuilder(precision);
        var (x, x2) = (ir.Local(At("x", type)), ir.Local(At("x2", type)));
        var value = function(ir, x, x2);
        return new Kernel("map", KernelDomain.Range, [new Load(x), new Load(x2), new Store(At("y", value.Type), value)]);
    }
}
