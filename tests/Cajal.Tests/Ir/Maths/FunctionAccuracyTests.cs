using System.Globalization;
using Cajal.Backends.Cpu;
using Cajal.Ir;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Ir.Maths;

/// <summary>
/// Two oracles. Reference.txt holds, for each function, about 160 arguments and the correctly rounded results (bits in hexadecimal), made with
/// mpmath at 400 bits: uniform arguments over the ranges that matter, powers of ten over the rest, and the doubles next to multiples of
/// π/2. And the runtime library in double precision (itself within 1 ulp) at many more points, also for single precision.
/// </summary>
public sealed class FunctionAccuracyTests
{
    public static TheoryData<string, double> Bounds => new()
    {
        { "exp", 1 }, { "expm1", 2 }, { "exprel", 2 }, { IrBuilder.ExprelNearZero, 2 }, { "log", 1 }, { "log10", 1 }, { "log1p", 2 }, { "sin", 2 }, { "cos", 2 }, { "tan", 3 },
        { "sinh", 2 }, { "cosh", 2 }, { "tanh", 3 }, { "arcsin", 2 }, { "arccos", 2 }, { "arctan", 2 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_function_is_within_a_few_units_in_the_last_place_of_exact_values(string function, double bound)
    {
        var rows = Reference(function == IrBuilder.ExprelNearZero ? "exprel" : function);
        var y = Evaluate(Precision.Double, (ir, x, _) => ir.Call(function, x), rows.Length, i => rows[i][0], _ => 0);
        AssertWithin(bound, rows.Length, i => rows[i][0], i => rows[i][1], i => y[i], Precision.Double);
    }

    [Fact]
    public void A_power_is_within_one_unit_in_the_last_place_of_exact_values()
    {
        var rows = Reference("power");
        var y = Evaluate(Precision.Double, (ir, a, b) => ir.Power(a, b), rows.Length, i => rows[i][0], i => rows[i][1]);
        AssertWithin(1, rows.Length, i => rows[i][0], i => rows[i][2], i => y[i], Precision.Double);
    }

    /// <summary>The bound allows for the library's own error in double precision.</summary>
    [Theory]
    [InlineData("exp", -700, 700, 2)]
    [InlineData("exp", -745, -708, 2)]
    [InlineData("log", 1e-3, 1e3, 2)]
    [InlineData("log", 1e-310, 1e-307, 2)]
    [InlineData("log10", 1e-3, 1e6, 2)]
    [InlineData("sin", -20, 20, 2)]
    [InlineData("sin", -1e6, 1e6, 3)]
    [InlineData("cos", -20, 20, 2)]
    [InlineData("cos", -1e6, 1e6, 3)]
    [InlineData("tan", -20, 20, 4)]
    [InlineData("sinh", -5, 5, 4)]
    [InlineData("cosh", -5, 5, 3)]
    [InlineData("tanh", -5, 5, 4)]
    [InlineData("arcsin", -1, 1, 3)]
    [InlineData("arccos", -1, 1, 3)]
    [InlineData("arctan", -30, 30, 3)]
    [InlineData("sqrt", 0, 1e6, 0.5)]
    public void A_function_agrees_with_the_runtime_library(string function, double from, double to, double bound)
    {
        const int Count = 50_048;
        var library = Library(function);
        foreach (var precision in Backend.Precisions)
        {
            var isSingle = precision == Precision.Single;
            double X(int i)
            {
                var x = ((to + from) / 2) + ((to - from) / 2 * Backend.Noise(i));
                return isSingle ? (float)x : x;
            }

            if (isSingle && library(from) is var low && library(to) is var high && (Math.Abs(high) > 1e38 || low is > 0 and < 1e-37 || from is > 0 and < 1e-37)) { continue; }
            var y = Evaluate(precision, (ir, x, _) => ir.Call(function, x), Count, X, _ => 0);
            AssertWithin(bound, Count, X, i => library(X(i)), i => y[i], precision);
        }
    }

    [Theory]
    [InlineData("exprel")]
    [InlineData(IrBuilder.ExprelNearZero)]
    public void Exprel_is_smooth_through_zero(string function)
    {
        // Near 0 the series 1 + x/2 + x²/6 is exact to rounding.
        var y = Evaluate(Precision.Double, (ir, x, _) => ir.Call(function, x), 1024, i => (i - 512) * 1e-8, _ => 0);
        for (var i = 0; i < 1024; i++)
        {
            var x = (i - 512) * 1e-8;
            Assert.Equal(1 + (x * (0.5 + (x / 6))), y[i], 4.5e-16);
        }

        Assert.Equal(1, y[512]);
    }

    [Theory]
    [InlineData("exp", double.PositiveInfinity, 0, 1)]
    [InlineData("expm1", double.PositiveInfinity, -1, 0)]
    [InlineData("exprel", double.PositiveInfinity, 0, 1)]
    [InlineData(IrBuilder.ExprelNearZero, double.PositiveInfinity, 0, 1)]
    [InlineData("log", double.PositiveInfinity, double.NaN, double.NegativeInfinity)]
    [InlineData("log10", double.PositiveInfinity, double.NaN, double.NegativeInfinity)]
    [InlineData("log1p", double.PositiveInfinity, double.NaN, 0)]
    [InlineData("sin", double.NaN, double.NaN, 0)]
    [InlineData("cos", double.NaN, double.NaN, 1)]
    [InlineData("tan", double.NaN, double.NaN, 0)]
    [InlineData("sinh", double.PositiveInfinity, double.NegativeInfinity, 0)]
    [InlineData("cosh", double.PositiveInfinity, double.PositiveInfinity, 1)]
    [InlineData("tanh", 1, -1, 0)]
    [InlineData("arcsin", double.NaN, double.NaN, 0)]
    [InlineData("arctan", Math.PI / 2, -Math.PI / 2, 0)]
    [InlineData("sqrt", double.PositiveInfinity, double.NaN, 0)]
    public void Infinities_zero_and_NaN_have_their_values(string function, double atInfinity, double atMinusInfinity, double atZero)
    {
        foreach (var precision in Backend.Precisions)
        {
            double[] x = [double.PositiveInfinity, double.NegativeInfinity, 0, double.NaN];
            double[] expected = [atInfinity, atMinusInfinity, atZero, double.NaN];
            var y = Evaluate(precision, (ir, a, _) => ir.Call(function, a), 4, i => x[i], _ => 0);
            for (var i = 0; i < 4; i++) { Assert.Equal(precision == Precision.Single ? (float)expected[i] : expected[i], y[i]); }
        }
    }

    [Fact]
    public void A_power_of_special_numbers_is_what_IEEE_754_says()
    {
        double[] numbers = [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 2.5, -2.5, 1e-310, 1e300, -1e300, 7, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var count = numbers.Length * numbers.Length;
        double A(int i) => numbers[i / numbers.Length];
        double B(int i) => numbers[i % numbers.Length];
        var y = Evaluate(Precision.Double, (ir, a, b) => ir.Power(a, b), count, A, B);
        for (var i = 0; i < count; i++)
        {
            var expected = Math.Pow(A(i), B(i));
            Assert.True(
                y[i].Equals(expected) || y[i] == expected || Math.Abs(y[i] - expected) <= 2e-16 * Math.Abs(expected),
                string.Create(CultureInfo.InvariantCulture, $"power({A(i)}, {B(i)}) = {y[i]}, expected {expected}"));
        }
    }

    [Fact]
    public void A_logarithm_of_a_power_of_ten_is_an_integer()
    {
        var y = Evaluate(Precision.Double, (ir, x, _) => ir.Call("log10", x), 23, i => Math.Pow(10, i), _ => 0);
        for (var i = 0; i < 23; i++) { Assert.Equal(i, y[i]); }
    }

    private static double[] Evaluate(Precision precision, Func<IrBuilder, Node, Node, Node> function, int count, Func<int, double> x, Func<int, double> x2)
    {
        var kernel = Backend.Map(precision, function);
        var padded = (count + 63) / 64 * 64;
        using var memory = new KernelMemory(kernel, precision, padded);
        memory.SetReal("x", i => i < count ? x(i) : 1);
        if (kernel.Arrays.Any(array => array.Name == "x2")) { memory.SetReal("x2", i => i < count ? x2(i) : 1); }
        memory.Run(new CpuBackend().Compile(kernel, precision), 0, padded);
        return [.. Enumerable.Range(0, count).Select(i => memory.Real("y", i))];
    }

    private static void AssertWithin(double bound, int count, Func<int, double> x, Func<int, double> expected, Func<int, double> actual, Precision precision)
    {
        for (var i = 0; i < count; i++)
        {
            var size = Math.Abs(expected(i));
            var ulp = precision == Precision.Double ? Math.BitIncrement(size) - size : MathF.BitIncrement((float)size) - (float)size;
            Assert.True(
                Math.Abs(actual(i) - expected(i)) <= bound * ulp,
                string.Create(CultureInfo.InvariantCulture, $"{precision}: at {x(i):R} {actual(i):R}, expected {expected(i):R}, {Math.Abs(actual(i) - expected(i)) / ulp} ulp"));
        }
    }

    private static Func<double, double> Library(string function) => function switch
    {
        "exp" => Math.Exp,
        "log" => Math.Log,
        "log10" => Math.Log10,
        "sin" => Math.Sin,
        "cos" => Math.Cos,
        "tan" => Math.Tan,
        "sinh" => Math.Sinh,
        "cosh" => Math.Cosh,
        "tanh" => Math.Tanh,
        "arcsin" => Math.Asin,
        "arccos" => Math.Acos,
        "arctan" => Math.Atan,
        _ => Math.Sqrt,
    };

    private static double[][] Reference(string function)
    {
        using var stream = typeof(FunctionAccuracyTests).Assembly.GetManifestResourceStream("MathsReference")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == function) { return [.. words.Skip(1).Select(Row)]; }
        }

        throw new InvalidOperationException($"no reference for '{function}'");

        static double[] Row(string row) =>
            [.. row.Split(':').Select(number => BitConverter.Int64BitsToDouble(long.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
    }
}
