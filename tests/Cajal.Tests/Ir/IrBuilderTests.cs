using Cajal.Backends.Cpu;
using Cajal.Ir;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Ir;

public sealed class IrBuilderTests
{
    private readonly IrBuilder ir = new(Precision.Double);
    private readonly Node x;
    private readonly Node y;
    private readonly Node n;

    public IrBuilderTests()
    {
        (x, y) = (ir.Local(Backend.At("x")), ir.Local(Backend.At("y")));
        n = ir.Local(Backend.At("n", IrType.Integer));
    }

    [Fact]
    public void Equal_values_are_one_node()
    {
        Assert.Same(ir.Add(x, y), ir.Add(y, x));
        Assert.Same(ir.Real(0.1), ir.Real(0.1));
        Assert.Same(ir.Call("exp", ir.Multiply(x, y)), ir.Call("exp", ir.Multiply(y, x)));
        Assert.NotSame(ir.Subtract(x, y), ir.Subtract(y, x));
        Assert.NotSame(ir.Real(1), ir.Integer(1));
    }

    [Fact]
    public void Two_loads_of_one_place_are_two_nodes() => Assert.NotSame(ir.Local(Backend.At("x")), ir.Local(Backend.At("x")));

    [Fact]
    public void Operations_on_literals_are_done_in_the_precision_of_the_run()
    {
        Assert.Equal(0.1 + 0.2, ir.Add(ir.Real(0.1), ir.Real(0.2)).Constant);
        var single = new IrBuilder(Precision.Single);
        Assert.Equal(0.1f + 0.2f, single.Add(single.Real(0.1), single.Real(0.2)).Constant);
        Assert.Equal(int.MinValue, single.Add(single.Integer(int.MaxValue), single.Integer(1)).Bits);
    }

    [Fact]
    public void Functions_of_literals_are_literals()
    {
        Assert.Equal(Math.Exp(-0.005), ir.Call("exp", ir.Real(-0.005)).Constant, 1e-16);
        Assert.Equal(2, ir.Call("floor", ir.Real(2.9)).Bits);
        Assert.Equal(9, ir.Power(ir.Integer(3), ir.Integer(2)).Bits);
    }

    [Fact]
    public void Neutral_operands_and_double_negations_vanish()
    {
        Assert.Same(x, ir.Multiply(x, ir.Real(1)));
        Assert.Same(x, ir.Add(ir.Real(0), x));
        Assert.Same(x, ir.Divide(x, ir.Real(1)));
        Assert.Same(x, ir.Negate(ir.Negate(x)));
        Assert.Same(ir.Add(x, y), ir.Subtract(x, ir.Negate(y)));
        Assert.Same(x, ir.Select(ir.Boolean(true), x, y));
        Assert.Same(ir.Less(x, y), ir.Not(ir.Not(ir.Less(x, y))));
    }

    [Fact]
    public void A_product_with_zero_stays_since_the_other_factor_may_be_infinite() => Assert.Equal(Op.Multiply, ir.Multiply(x, ir.Real(0)).Op);

    [Fact]
    public void A_sum_with_a_product_is_contracted()
    {
        var (product, z) = (ir.Multiply(x, y), ir.Local(Backend.At("z")));
        Assert.Same(ir.FusedMultiplyAdd(x, y, z), ir.Add(product, z));
        Assert.Same(ir.FusedMultiplyAdd(x, y, ir.Negate(z)), ir.Subtract(product, z));
        Assert.Same(ir.FusedMultiplyAdd(ir.Negate(x), y, z), ir.Subtract(z, product));
    }

    [Fact]
    public void A_difference_of_products_is_not_contracted() => Assert.Equal(Op.Subtract, ir.Subtract(ir.Multiply(x, x), ir.Multiply(y, y)).Op);

    [Fact]
    public void Mixed_operands_are_real_and_division_always_is()
    {
        Assert.Equal(IrType.Real, ir.Add(n, x).Type);
        Assert.Equal(IrType.Integer, ir.Add(n, ir.Integer(3)).Type);
        Assert.Equal(IrType.Integer, ir.Add(ir.Less(x, y), n).Type);
        Assert.Equal(IrType.Real, ir.Divide(n, ir.Integer(3)).Type);
        Assert.Equal(IrType.Integer, ir.Call("ceil", x).Type);
    }

    /// <summary>Expected values are those of Python's // and %.</summary>
    [Theory]
    [InlineData(7, 3, 2, 1)]
    [InlineData(-7, 3, -3, 2)]
    [InlineData(7, -3, -3, -2)]
    [InlineData(-7, -3, 2, -1)]
    [InlineData(6, 3, 2, 0)]
    [InlineData(-6, 3, -2, 0)]
    [InlineData(1_000_000_007, 10, 100_000_000, 7)]
    [InlineData(-2_000_000_001, 7, -285_714_286, 1)]
    public void Integer_division_rounds_down_and_the_remainder_has_the_sign_of_the_divisor(long a, long b, long quotient, long remainder)
    {
        foreach (var precision in Backend.Precisions)
        {
            var builder = new IrBuilder(precision);
            Assert.Equal(quotient, builder.FloorDivide(builder.Integer(a), builder.Integer(b)).Bits);
            Assert.Equal(remainder, builder.Modulo(builder.Integer(a), builder.Integer(b)).Bits);
        }
    }

    [Fact]
    public void Integer_division_is_exact_beyond_the_digits_of_a_real()
    {
        Assert.Equal(4_611_686_018_427_387_903 / 7, ir.FloorDivide(ir.Integer(4_611_686_018_427_387_903), ir.Integer(7)).Bits);
        Assert.Equal(4_611_686_018_427_387_903 % 1_000_003, ir.Modulo(ir.Integer(4_611_686_018_427_387_903), ir.Integer(1_000_003)).Bits);
    }

    [Theory]
    [InlineData(5.5, 2, 2, 1.5)]
    [InlineData(-5.5, 2, -3, 0.5)]
    [InlineData(5.5, -2, -3, -0.5)]
    [InlineData(-1e-20, 1, -1, 0)]
    public void Real_remainders_have_the_sign_of_the_divisor_and_are_smaller(double a, double b, double quotient, double remainder)
    {
        Assert.Equal(quotient, ir.FloorDivide(ir.Real(a), ir.Real(b)).Constant);
        Assert.Equal(remainder, ir.Modulo(ir.Real(a), ir.Real(b)).Constant);
    }

    [Fact]
    public void Small_integer_powers_are_products()
    {
        Assert.Same(ir.Multiply(x, x), ir.Power(x, ir.Integer(2)));
        Assert.Same(ir.SquareRoot(x), ir.Power(x, ir.Real(0.5)));
        Assert.Same(ir.Divide(ir.Real(1), ir.Multiply(x, x)), ir.Power(x, ir.Integer(-2)));
        Assert.Equal(IrType.Integer, ir.Power(n, ir.Integer(3)).Type);
        Assert.Equal(IrType.Real, ir.Power(n, ir.Real(3)).Type);
    }

    /// <summary>True division is the oracle; integers over integers must come out as integers.</summary>
    [Fact]
    public void A_division_by_a_literal_is_rounded_as_a_true_one()
    {
        foreach (var precision in Backend.Precisions)
        {
            foreach (var divisor in new[] { 49, 3, 0.1, 18, -7.5, 1e-3, 8, 20e-3, 281e-12, 1.9999999999999998 })
            {
                var kernel = Backend.Map(precision, (builder, a, _) => builder.Divide(a, builder.Real(divisor)));
                Assert.DoesNotContain(" / ", IrPrinter.Print(kernel, expandsFunctions: true), StringComparison.Ordinal);
                using var memory = new KernelMemory(kernel, precision, 4096);
                memory.SetReal("x", i => i < 1024 ? i * 49 : i < 1030 ? Backend.Special[i - 1014] * 1e10 : Backend.Noise(i) * Math.ScaleB(1, i % 61));
                memory.Run(new CpuBackend().Compile(kernel, precision), 0, 4096);
                for (var i = 0; i < 4096; i++)
                {
                    var x = memory.Real("x", i);
                    Assert.Equal(precision == Precision.Double ? x / divisor : (float)x / (float)divisor, memory.Real("y", i));
                }
            }
        }
    }

    [Fact]
    public void A_division_by_exprel_divides_once()
    {
        var quotient = ir.Divide(y, ir.Call("exprel", x));
        Assert.Equal(Op.Multiply, quotient.Op);
        foreach (var value in new[] { 0, 0.7, -3, 40, -900 })
        {
            var kernel = Backend.Map(Precision.Double, (builder, a, b) => builder.Divide(b, builder.Call("exprel", a)));
            using var memory = new KernelMemory(kernel, Precision.Double, 64);
            memory.SetReal("x", _ => value).SetReal("x2", _ => 0.2).Run(new CpuBackend().Compile(kernel, Precision.Double), 0, 64);
            var expected = value == 0 ? 0.2 : 0.2 * value / (Math.Exp(value) - 1);
            Assert.Equal(expected, memory.Real("y", 0), 1e-15 * Math.Abs(expected));
        }
    }

    [Fact]
    public void Clip_tests_the_lower_bound_first_and_lets_NaN_pass()
    {
        double Clipped(double value) => ir.Clip(ir.Real(value), ir.Real(2), ir.Real(1)).Constant;
        Assert.Equal(2, Clipped(1.5));
        Assert.Equal(2, Clipped(0));
        Assert.Equal(1, Clipped(3));
        Assert.Equal(double.NaN, Clipped(double.NaN));
    }

    [Fact]
    public void Only_subnormal_numbers_are_flushed()
    {
        double Flushed(double value) => ir.FlushSubnormal(ir.Real(value)).Constant;
        Assert.Equal([0, 0, 2.2250738585072014e-308, -1, double.NaN], new[] { 2.2e-308, -5e-324, 2.2250738585072014e-308, -1, double.NaN }.Select(Flushed));
    }

    [Fact]
    public void Signs_are_minus_one_zero_and_one()
    {
        Assert.Equal([-1, 0, 1], new[] { -3.5, 0, 2 }.Select(value => ir.Call("sign", ir.Real(value)).Constant));
        Assert.Equal([-1, 0, 1], new[] { -3L, 0, 2 }.Select(value => ir.Call("sign", ir.Integer(value)).Bits));
    }
}
