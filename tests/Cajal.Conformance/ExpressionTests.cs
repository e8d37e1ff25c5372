using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>What operators and functions compute, seen through a variable that an expression sets.</summary>
public sealed class ExpressionTests
{
    // Oracle: floor division and its remainder, which has the sign of the divisor; the quotient is one correctly rounded division.
    [Theory, ClassData(typeof(Configurations))]
    public void Integers_divide_with_floor_and_the_remainder_has_the_sign_of_the_divisor(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(300, "q : integer\nr : integer\nnegative : integer\nx : 1"));
        cells["q"] = "(i - 150) // 98";
        cells["r"] = "(i - 150) % 98";
        cells["negative"] = "(i - 150) % (-98)";
        cells["x"] = "(i - 150) / 98";
        var (q, r, negative, x) = (cells["q"].ToArray(), cells["r"].ToArray(), cells["negative"].ToArray(), cells["x"].ToArray());
        for (var k = 0; k < 300; k++)
        {
            var n = k - 150;
            Assert.Equal(Math.Floor(n / 98.0), q[k]);
            Assert.Equal(((n % 98) + 98) % 98, r[k]);
            Assert.Equal(n - (-98 * Math.Floor(n / -98.0)), negative[k]);
            Agreement.Close(n / 98.0, x[k], precision, 1);
        }
    }

    // The dividends are quarters and the divisor is 3/4, so that every operation of the oracle is exact but for the last quotient.
    [Theory, ClassData(typeof(Configurations))]
    public void Reals_divide_with_floor_and_the_remainder_has_the_sign_of_the_divisor(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(800, "x : 1\nq : 1\nr : 1\nnegative : 1"));
        cells["x"] = "(i - 400)*0.25";
        cells["q"] = "x // 0.75";
        cells["r"] = "x % 0.75";
        cells["negative"] = "x % (-0.75)";
        var (q, r, negative) = (cells["q"].ToArray(), cells["r"].ToArray(), cells["negative"].ToArray());
        for (var k = 0; k < 800; k++)
        {
            var n = k - 400;
            Assert.Equal(Math.Floor(n / 3.0), q[k]);
            Assert.Equal((((n % 3) + 3) % 3) * 0.25, r[k]);
            Assert.Equal((n - (-3 * Math.Floor(n / -3.0))) * 0.25, negative[k]);
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Clip_keeps_the_bounds_and_conditions_become_0_and_1(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "x : 1\ny : 1\nk : integer\ntruth : integer"));
        cells["x"].Set(new[] { 0, 1, -0.5, 1.5 });
        cells["y"] = "clip(x, 0, 1)";
        Assert.Equal([0.0, 1, 0, 1], cells["y"].ToArray());
        cells["y"] = "clip(x, -10, 10)";
        Assert.Equal([0, 1, -0.5, 1.5], cells["y"].ToArray());
        cells["k"] = "clip(2*i - 2, -1, 3)";
        Assert.Equal([-1.0, 0, 2, 3], cells["k"].ToArray());
        cells["truth"] = "int(x > 0.5) + 2*int(not (i < 2)) + 4*int(True)";
        Assert.Equal([4.0, 5, 6, 7], cells["truth"].ToArray());
    }

    // Oracle: exact integers; |x|^4 stays far below 2^24. Rounding to integers is towards zero, down and up.
    [Theory, ClassData(typeof(Configurations))]
    public void Integer_powers_and_roundings_to_integers_are_exact(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(21, "square : 1\nfourth : 1\ninverse : 1\ncut : integer\ndown : integer\nup : integer\nsigns : integer"));
        cells["square"] = "(i - 10.0)**2";
        cells["fourth"] = "(i - 10.0)**4";
        cells["inverse"] = "(i + 1.0)**(-1)";
        cells["cut"] = "int((i - 10)/4)";
        cells["down"] = "floor((i - 10)/4)";
        cells["up"] = "ceil((i - 10)/4)";
        cells["signs"] = "sign(i - 10)";
        for (var k = 0; k < 21; k++)
        {
            var n = k - 10;
            Assert.Equal(Math.Pow(n, 2), cells["square"][k].Si);
            Assert.Equal(Math.Pow(n, 4), cells["fourth"][k].Si);
            Agreement.Close(1.0 / (k + 1), cells["inverse"][k].Si, precision, 2);
            Assert.Equal(Math.Truncate(n / 4.0), cells["cut"][k].Si);
            Assert.Equal(Math.Floor(n / 4.0), cells["down"][k].Si);
            Assert.Equal(Math.Ceiling(n / 4.0), cells["up"][k].Si);
            Assert.Equal(Math.Sign(n), cells["signs"][k].Si);
        }
    }

    // Oracle: exact integers below 2^24; a power of integers is an integer when its exponent is a whole number that is known beforehand.
    [Theory, ClassData(typeof(Configurations))]
    public void Powers_floor_ceil_clip_and_sign_of_integers_are_integers(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(21, "n, cube, one, low, high, inside, signs, sizes : integer\nreal : 1"));
        cells["n"] = "i - 10";
        cells["cube"] = "n**3";
        cells["one"] = "n**0";
        cells["low"] = "floor(n)";
        cells["high"] = "ceil(n)";
        cells["inside"] = "clip(n, -3, 4)";
        cells["signs"] = "sign(n)";
        cells["sizes"] = "abs(n)";
        cells["real"] = "n**i";
        for (var k = 0; k < 21; k++)
        {
            var n = k - 10;
            double[] expected = [n * n * n, 1, n, n, Math.Clamp(n, -3, 4), Math.Sign(n), Math.Abs(n)];
            Assert.Equal(expected, ((string[])["cube", "one", "low", "high", "inside", "signs", "sizes"]).Select(name => cells[name][k].Si));
            Agreement.Close(Math.Pow(n, k), cells["real"][k].Si, precision, 4);
        }

        Assert.Throws<EquationException>(() => cells["cube"] = "n**(-1)");
        Assert.Throws<EquationException>(() => cells["cube"] = "n**2.0");
        Assert.Throws<EquationException>(() => cells["inside"] = "clip(n, -3.5, 4)");
    }

    // Oracle: step n is at n·dt, so that time n·dt falls into step n, however it was rounded; a time short of it by two thousandths does not.
    [Theory, ClassData(typeof(Configurations))]
    public void A_hundred_thousand_multiples_of_a_step_are_mapped_to_themselves(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        const int count = 100_000;
        var cells = net.Add(new NeuronGroup(count, "n, short : integer\nat : second"));
        foreach (var step in (Quantity[])[0.1 * ms, 0.3 * ms, 1 / 3.0 * ms, 1 * ms])
        {
            cells["at"].Set($"i*{step}");
            cells["n"].Set($"timestep(at, {step})");
            cells["short"].Set($"timestep(at - 0.02*{step}, {step})");

            // In float32 a multiple beyond 2^13 is rounded by more than a thousandth of a step.
            var exact = precision == Precision.Double ? count : 1 << 13;
            Assert.Equal([.. Enumerable.Range(0, exact).Select(k => (double)k)], cells["n"].ToArray()[..exact]);
            Assert.Equal([.. Enumerable.Range(0, exact).Select(k => Math.Max(k - 1.0, 0))], cells["short"].ToArray()[..exact]);
        }
    }

    public static TheoryData<string> Functions =>
        ["exp", "log", "log10", "log1p", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin", "arccos", "sqrt"];

    // Oracle: the platform's functions in float64 at the argument as the variable holds it. 4 roundings are 2 units in the last place.
    [Theory, MemberData(nameof(Functions))]
    public void Functions_have_their_mathematical_values(string function)
    {
        Func<double, double> exact = function switch
        {
            "exp" => Math.Exp,
            "log" => Math.Log,
            "log10" => Math.Log10,
            "log1p" => x => x < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x),
            "expm1" => x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
            "sin" => Math.Sin,
            "cos" => Math.Cos,
            "tan" => Math.Tan,
            "sinh" => Math.Sinh,
            "cosh" => Math.Cosh,
            "tanh" => Math.Tanh,
            "arctan" => Math.Atan,
            "arcsin" => Math.Asin,
            "arccos" => Math.Acos,
            _ => Math.Sqrt,
        };
        foreach (var (backend, precision) in Configurations.All)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(100, "x : 1\ny : 1"));
            cells["x"] = "(i + 0.5)/100";
            cells["y"] = $"{function}(x)";
            var (x, y) = (cells["x"].ToArray(), cells["y"].ToArray());

            // The oracle of log1p and expm1 loses 7 bits at the smallest argument, 0.005.
            var operations = precision == Precision.Double && function is "log1p" or "expm1" ? 400 : 4;
            for (var k = 0; k < 100; k++) { Agreement.Close(exact(x[k]), y[k], precision, operations); }
        }
    }

    // A time that is held in float32 misses k·dt by up to 2^-24 of it; the allowance of a thousandth of a step covers that up to k = 2^24/1000/4.
    [Theory, ClassData(typeof(Configurations))]
    public void Multiples_of_the_step_are_mapped_to_their_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var count = precision == Precision.Double ? 100_000 : 4000;
        var cells = net.Add(new NeuronGroup(count, "time : second\nk : integer"));
        cells["time"] = "i*dt";
        cells["k"] = "timestep(time, dt)";
        Assert.Equal(Enumerable.Range(0, count).Select(k => (double)k), cells["k"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Expressions_set_the_elements_of_a_range_only_and_know_the_other_variables(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(6, "v : volt\nw : volt\nflag : boolean"));
        cells["v"] = "i*mV";
        cells["w"][2..4] = "2*v + N*mV";
        Agreement.Close([0, 0, 10e-3, 12e-3, 0, 0], cells["w"].ToArray(), precision, 4);
        cells["w"] = "w + v*int(i > 3)";
        Agreement.Close([0, 0, 10e-3, 12e-3, 4e-3, 5e-3], cells["w"].ToArray(), precision, 5);
        Assert.Throws<EquationException>(() => cells["v"] = "i*mA");
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_condition_sets_a_boolean_variable(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "flag : boolean", threshold: "flag"));
        cells["flag"] = "i % 2 == 1";
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(0.1 * ms);
        Assert.Equal([1, 3], spikes.Indices);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_shared_parameter_has_one_value_for_the_group(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dv/dt = -v/tau : 1\ntau : second (shared)"));
        cells["tau"] = 10 * ms;
        cells["v"] = 1;
        net.Run(1 * ms);
        Assert.Equal(1, cells["tau"].Count);
        Agreement.Close([.. Enumerable.Repeat(Math.Exp(-0.1), 3)], cells["v"].ToArray(), precision, 50);
    }
}
