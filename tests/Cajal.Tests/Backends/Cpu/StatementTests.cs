using Cajal.Backends;
using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Ir;

namespace Cajal.Tests.Backends.Cpu;

/// <summary>Kernels as they come: loads, stores, sums, bits, lists, tables. Every width gives what the interpreter gives; some are checked by hand.</summary>
public sealed class StatementTests
{
    private static readonly ArraySymbol Targets = new("targets", IrType.Integer, ElementStorage.Int32);

    [Fact]
    public void A_leaky_membrane_with_refractoriness_and_threshold_is_the_same_at_every_width() => OnEveryBackend(
        ir =>
        {
            var (v, last, size) = (ir.Local(Backend.At("v")), ir.Local(Backend.At("last", IrType.Integer)), ir.Local(Backend.At("size")));
            var isFree = ir.Less(ir.Integer(20), ir.Subtract(ir.Step, last));
            var next = ir.Select(isFree, ir.Add(v, ir.Multiply(ir.Subtract(size, v), ir.Call(IrBuilder.ExprelNearZero, ir.Negate(size)))), v);
            return
            [
                new Load(v), new Load(last), new Load(size), new Store(Backend.At("v"), next),
                new StoreBits(new ArraySymbol("spikes", IrType.Boolean), ir.And(ir.Greater(next, ir.Real(0.25)), isFree)),
                new Store(Backend.At("free", IrType.Boolean), isFree),
            ];
        },
        (memory, compiled) => memory.SetReal("v", i => Backend.Noise(i)).SetReal("size", i => Backend.Noise(i, 1)).SetInteger("last", i => i % 50)
            .Run(compiled, 64, 448, step: 45),
        memory =>
        {
            // Elements outside the range keep their bits; inside, a bit says what the stored mask and v say.
            for (var i = 0; i < 512; i++)
            {
                var expected = i is >= 64 and < 448 && memory.Integer("free", i) != 0 && memory.Real("v", i) > 0.25;
                Assert.Equal(expected, memory.Bit("spikes", i));
                Assert.Equal(i is >= 64 and < 448 && 45 - (i % 50) > 20 ? -1 : 0, memory.Integer("free", i));
            }
        });

    [Fact]
    public void Sums_into_one_target_are_taken_in_the_order_of_the_elements() => OnEveryBackend(
        ir =>
        {
            var w = ir.Local(Backend.At("w"));
            return [new Load(w), new Accumulate(Via("g"), w), new Accumulate(new(new ArraySymbol("total", IrType.Real), AccessPath.Shared), w)];
        },
        (memory, compiled) => memory.SetReal("w", i => Backend.Noise(i) * Math.ScaleB(1, i % 60)).SetInteger("targets", i => i * i % 7).Run(compiled, 0, 512),
        memory =>
        {
            var sums = new double[7];
            for (var i = 0; i < 512; i++) { sums[i * i % 7] += memory.Real("w", i); }
            for (var target = 0; target < 7; target++) { Assert.Equal(sums[target], memory.Real("g", target), 1e-6 * Math.Abs(sums[target])); }
        });

    // Every count that a byte holds; those outside the range stay.
    [Fact]
    public void Counts_in_bytes_are_added_with_a_weight_and_cleared() => OnEveryBackend(
        ir =>
        {
            ArraySymbol counts = new("counts", IrType.Integer, ElementStorage.Byte);
            var (v, w, count) = (ir.Local(Backend.At("v")), ir.Local(Backend.At("w")), ir.Local(new(counts)));
            return
            [
                new Load(v), new Load(w), new Load(count),
                new Store(Backend.At("v"), ir.Add(v, ir.Multiply(w, count))), new Store(new(counts), ir.Integer(0)),
            ];
        },
        (memory, compiled) => memory.SetReal("v", i => i).SetReal("w", i => 0.5 * i).SetInteger("counts", i => i / 2).Run(compiled, 0, 448),
        memory =>
        {
            for (var i = 0; i < 512; i++)
            {
                Assert.Equal(i < 448 ? i + (0.5 * i * (i / 2)) : i, memory.Real("v", i));
                Assert.Equal(i < 448 ? 0 : i / 2, memory.Integer("counts", i));
            }
        });

    /// <summary>A bit is a boolean of its element, in order and through an index; those that a range writes are its own.</summary>
    [Fact]
    public void Booleans_of_one_bit_are_read_in_any_order_and_written_in_order() => OnEveryBackend(
        ir =>
        {
            ArraySymbol bits = new("bits", IrType.Boolean, ElementStorage.Bit), odd = new("odd", IrType.Boolean, ElementStorage.Bit);
            var (own, other) = (ir.Local(new(bits)), ir.Local(new(bits, AccessPath.Via, Targets)));
            return
            [
                new Load(own), new Load(other),
                new Store(Backend.At("own", IrType.Integer), ir.Select(own, ir.Integer(1), ir.Integer(0))),
                new Store(Backend.At("other", IrType.Integer), ir.Select(other, ir.Integer(1), ir.Integer(0))),
                new Store(new(odd), ir.NotEqual(ir.Bitwise(Op.And, ir.Element, ir.Integer(1)), ir.Integer(0))),
            ];
        },
        (memory, compiled) => memory.SetInteger("bits", k => 37 * k).SetInteger(Targets.Name, i => i * 101 % 512).SetInteger("odd", _ => 0b_1100_0011).Run(compiled, 64, 448),
        memory =>
        {
            for (var i = 64; i < 448; i++)
            {
                Assert.Equal((37 * (i / 8) & 255) >> (i % 8) & 1, memory.Integer("own", i));
                Assert.Equal((37 * (i * 101 % 512 / 8) & 255) >> (i * 101 % 512 % 8) & 1, memory.Integer("other", i));
            }

            Assert.All(Enumerable.Range(0, 64), k => Assert.Equal(k is >= 8 and < 56 ? 0b_1010_1010 : 0b_1100_0011, memory.Integer("odd", k)));
        });

    /// <summary>Bits that come from other bits, and from one another, whatever lies beside them in their byte.</summary>
    [Fact]
    public void Conditions_are_made_of_bits_and_become_bits() => OnEveryBackend(
        ir =>
        {
            ArraySymbol bits = new("bits", IrType.Boolean, ElementStorage.Bit), both = new("both", IrType.Boolean, ElementStorage.Bit), other = new("other", IrType.Boolean, ElementStorage.Bit);
            var own = ir.Local(new(bits));
            var third = ir.Less(ir.Integer(0), ir.Bitwise(Op.And, ir.Element, ir.Integer(4)));
            var met = ir.And(own, third);
            return
            [
                new Load(own), new StoreBits(new("spikes", IrType.Boolean), met), new Store(new(both), ir.Not(met)), new Store(new(other), ir.Or(third, ir.Not(own))),
                new Store(new(bits), ir.Not(met)),
            ];
        },
        (memory, compiled) => memory.SetInteger("bits", k => 37 * k).SetInteger("both", _ => 0b_0101_0101).Run(compiled, 64, 448),
        memory =>
        {
            for (var i = 64; i < 448; i++)
            {
                var (own, third) = (((37 * (i / 8)) >> (i % 8) & 1) != 0, (i & 4) != 0);
                Assert.Equal(
                    (own && third, !(own && third), third || !own, !(own && third)),
                    (memory.Bit("spikes", i), memory.Bit("both", i), memory.Bit("other", i), memory.Bit("bits", i)));
            }
        });

    // A table of counts, a row a step.
    [Fact]
    public void Rows_of_counts_in_bytes_are_read_by_step() => OnEveryBackend(
        ir => [new Store(Backend.At("y", IrType.Integer), ir.Lookup(new("counts", IrType.Integer, ElementStorage.Byte), ir.Add(ir.Multiply(ir.Step, ir.Integer(64)), ir.Element)))],
        (memory, compiled) => memory.SetInteger("counts", i => 255 - i).Run(compiled, 0, 64, step: 2),
        memory => Assert.Equal(Enumerable.Range(0, 64).Select(i => 255L - 128 - i), Enumerable.Range(0, 64).Select(i => memory.Integer("y", i))));

    // Collatz: each lane takes as many passes as its own number needs, and both values change together.
    [Fact]
    public void A_lane_does_as_many_passes_as_its_own_condition_asks_for() => OnEveryBackend(
        ir =>
        {
            var (start, carried, count) = (ir.Local(Backend.At("start", IrType.Integer)), ir.Carried(IrType.Integer), ir.Carried(IrType.Integer));
            var isOdd = ir.NotEqual(ir.Bitwise(Op.And, carried, ir.Integer(1)), ir.Integer(0));
            var next = ir.Select(isOdd, ir.Add(ir.Multiply(ir.Integer(3), carried), ir.Integer(1)), ir.ShiftRightLogical(carried, 1));
            return
            [
                new Load(start),
                new Repeat(ir.Less(ir.Integer(1), carried), [new(carried, start, next), new(count, ir.Integer(0), ir.Add(count, ir.Integer(1)))]),
                new Store(Backend.At("count", IrType.Integer), count), new Store(Backend.At("again", IrType.Integer), next),
            ];
        },
        (memory, compiled) => memory.SetInteger("start", i => i).Run(compiled, 0, 512),
        memory =>
        {
            for (var i = 0; i < 512; i++)
            {
                var (n, count) = (i, 0);
                for (; n > 1; count++) { n = n % 2 == 1 ? (3 * n) + 1 : n / 2; }
                Assert.Equal(count, memory.Integer("count", i));
                Assert.Equal(n % 2 == 1 ? 4 : 0, memory.Integer("again", i));
            }
        });

    // x ← y, y ← x, with a value from outside the passes, rare values inside, and the same value needed before, in and behind them.
    [Fact]
    public void Values_within_passes_agree_at_every_width() => OnEveryBackend(
        ir =>
        {
            var (a, b) = (ir.Local(Backend.At("a")), ir.Local(Backend.At("b")));
            var (x, y, passes) = (ir.Carried(IrType.Real), ir.Carried(IrType.Real), ir.Carried(IrType.Integer));
            var outside = ir.Call("exp", ir.Multiply(ir.Real(400), a));
            return
            [
                new Load(a), new Load(b), new Store(Backend.At("outside"), outside),
                new Repeat(
                    ir.And(ir.Less(passes, ir.Integer(20)), ir.Less(ir.Absolute(x), ir.Real(5))),
                    [
                        new(x, a, y),
                        new(y, b, ir.Add(x, ir.Add(ir.Call("sin", ir.Multiply(ir.Real(1e5), x)), ir.Divide(outside, ir.Add(outside, ir.Real(1)))))),
                        new(passes, ir.Integer(0), ir.Add(passes, ir.Integer(1))),
                    ]),
                new Store(Backend.At("x"), x), new Store(Backend.At("y"), y), new Store(Backend.At("passes", IrType.Integer), passes),
                new Store(Backend.At("sine"), ir.Call("sin", ir.Multiply(ir.Real(1e5), x))),
            ];
        },
        (memory, compiled) => memory.SetReal("a", i => 2 * Backend.Noise(i)).SetReal("b", i => 3 * Backend.Noise(i, 1)).Run(compiled, 0, 512),
        memory => Assert.True(Enumerable.Range(0, 512).Select(i => memory.Integer("passes", i)).Distinct().Count() > 5));

    [Fact]
    public void A_list_touches_only_what_is_listed_and_its_order_is_kept() => OnEveryBackend(
        ir =>
        {
            var (w, pre, draw) = (ir.Local(Backend.At("w")), ir.Local(Via("rate")), ir.Local(new(new ArraySymbol("draws", IrType.Real), AccessPath.Position)));
            return
            [
                new Load(w), new Load(pre), new Load(draw),
                new Store(Backend.At("w"), ir.Add(w, ir.Multiply(pre, draw))),
                new Accumulate(Via("g"), ir.Multiply(w, ir.Element)),
                new Accumulate(new(new ArraySymbol("total", IrType.Integer), AccessPath.Shared), ir.Element),
                new Store(new(new ArraySymbol("out", IrType.Real), AccessPath.Position), w),
            ];
        },
        (memory, compiled) => memory.SetReal("w", i => i).SetReal("rate", i => 10 * i).SetReal("draws", i => i + 1).SetInteger("targets", i => i % 5)
            .RunList(compiled, List),
        memory =>
        {
            Assert.Equal(List.Sum(), memory.Integer("total", 0));
            Assert.Equal(List.Where(i => i % 5 == 3).Sum(i => (double)i * i), memory.Real("g", 3));
            for (var position = 0; position < List.Length; position++)
            {
                var i = List[position];
                Assert.Equal(i + (10.0 * (i % 5) * (position + 1)), memory.Real("w", i));
                Assert.Equal(i, memory.Real("out", position));
            }

            Assert.Equal(2, memory.Real("w", 2));
        });

    [Fact]
    public void A_sequence_sees_what_the_elements_before_it_wrote() => OnEveryBackend(
        ir =>
        {
            var (u, x) = (ir.Local(Via("u")), ir.Local(Backend.At("x")));
            return [new Load(u), new Load(x), new Store(Via("u"), ir.Add(ir.Multiply(u, ir.Real(0.5)), x)), new Store(Backend.At("seen"), u)];
        },
        (memory, compiled) => memory.SetReal("x", i => i + 1).SetInteger("targets", _ => 4).RunList(compiled, [0, 1, 2]),
        memory =>
        {
            Assert.Equal([0, 1, 2.5], new[] { 0, 1, 2 }.Select(i => memory.Real("seen", i)));
            Assert.Equal(4.25, memory.Real("u", 4));
        },
        KernelDomain.Sequence);

    [Fact]
    public void Tables_are_read_by_row_or_anywhere() => OnEveryBackend(
        ir =>
        {
            var table = new ArraySymbol("table", IrType.Real);
            var choice = ir.Local(Backend.At("choice", IrType.Integer));
            return
            [
                new Load(choice),
                new Store(Backend.At("row"), ir.Lookup(table, ir.Add(ir.Multiply(ir.Step, ir.Integer(32)), ir.Element))),
                new Store(Backend.At("same"), ir.Lookup(table, ir.Step)),
                new Store(Backend.At("element"), ir.Lookup(table, ir.Element)),
                new Store(Backend.At("any"), ir.Lookup(table, choice)),
                new Store(Backend.At("target", IrType.Integer), ir.Lookup(Targets, ir.Add(ir.Element, ir.Integer(3)))),
            ];
        },
        (memory, compiled) => memory.SetReal("table", i => 1000 + i).SetInteger("choice", i => i * 37 % 512).SetInteger("targets", i => 2 * i)
            .Run(compiled, 64, 320, step: 5),
        memory =>
        {
            for (var i = 64; i < 320; i++)
            {
                Assert.Equal(1000 + 160 + i, memory.Real("row", i));
                Assert.Equal(1005, memory.Real("same", i));
                Assert.Equal(1000 + i, memory.Real("element", i));
                Assert.Equal(1000 + (i * 37 % 512), memory.Real("any", i));
                Assert.Equal(2 * (i + 3), memory.Integer("target", i));
            }
        });

    [Fact]
    public void A_shared_value_that_the_kernel_changes_is_read_anew() => OnEveryBackend(
        ir =>
        {
            var count = ir.Local(new(new ArraySymbol("count", IrType.Integer), AccessPath.Shared));
            return
            [
                new Load(count),
                new Store(new(new ArraySymbol("count", IrType.Integer), AccessPath.Shared), ir.Add(count, ir.Integer(1))),
                new Store(Backend.At("number", IrType.Integer), count),
            ];
        },
        (memory, compiled) => memory.RunList(compiled, [5, 3, 9]),
        memory => Assert.Equal([3, 0, 1, 2], new[] { memory.Integer("count", 0), memory.Integer("number", 5), memory.Integer("number", 3), memory.Integer("number", 9) }),
        KernelDomain.Sequence);

    [Fact]
    public void A_rare_value_that_depends_on_what_was_just_written_is_computed_once() => OnEveryBackend(
        ir =>
        {
            var (x, again) = (ir.Local(Backend.At("x")), ir.Local(Backend.At("x")));
            return
            [
                new Load(x), new Store(Backend.At("x"), ir.Add(x, ir.Real(1))),
                new Load(again), new Store(Backend.At("y"), ir.SelectRare(ir.Less(ir.Real(5), again), ir.Divide(again, x), ir.Multiply(again, x))),
            ];
        },
        (memory, compiled) => memory.SetReal("x", i => i % 11).Run(compiled, 0, 128),
        memory =>
        {
            for (var i = 0; i < 128; i++)
            {
                double x = i % 11;
                Assert.Equal(x + 1, memory.Real("x", i));
                Assert.Equal(x + 1 > 5 ? (x + 1) / x : (x + 1) * x, memory.Real("y", i), 1e-6);
            }
        });

    [Fact]
    public void Nothing_is_touched_for_an_empty_range_or_list()
    {
        var kernel = Backend.Map(Precision.Double, (ir, a, b) => ir.Add(a, b));
        using var memory = new KernelMemory(kernel, Precision.Double, 64);
        memory.SetReal("x", _ => 1).Run(new CpuBackend().Compile(kernel, Precision.Double), 64, 64);
        Assert.Equal(0, memory.Real("y", 0));
    }

    [Fact]
    public void Running_a_kernel_allocates_nothing()
    {
        var kernel = Backend.Map(Precision.Double, (ir, a, b) => ir.Call("exp", ir.Add(a, b)));
        var compiled = new CpuBackend().Compile(kernel, Precision.Double);
        using var memory = new KernelMemory(kernel, Precision.Double, 256);
        memory.Run(compiled, 0, 256);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++) { memory.Run(compiled, 0, 256, step); }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_unknown_width_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ModelException>(() => new CpuBackend(128));
        Assert.Contains("expected 512, 256, or 0", error.Message, StringComparison.Ordinal);
    }

    /// <summary>37 elements, some of them twice in a row of distances, none in order: three vectors of 16 with a part of one.</summary>
    private static int[] List => [.. Enumerable.Range(0, 37).Select(i => i * 101 % 512).Where(i => i != 2)];

    private static Access Via(string array) => new(new ArraySymbol(array, IrType.Real), AccessPath.Via, Targets);

    private static void OnEveryBackend(
        Func<IrBuilder, Statement[]> body, Action<KernelMemory, ICompiledKernel> run, Action<KernelMemory> check, KernelDomain? domain = null)
    {
        foreach (var precision in Backend.Precisions)
        {
            var statements = body(new IrBuilder(precision));
            var isList = statements.Any(statement => statement is Store { Target.Path: AccessPath.Position });
            var kernel = new Kernel("test", domain ?? (isList ? KernelDomain.List : KernelDomain.Range), [.. statements]);
            using var expected = new KernelMemory(kernel, precision, 512);
            run(expected, new ReferenceBackend().Compile(kernel, precision));
            check(expected);
            foreach (var width in Backend.Widths)
            {
                using var actual = new KernelMemory(kernel, precision, 512);
                run(actual, new CpuBackend(width).Compile(kernel, precision));
                check(actual);
                Backend.AssertSame(kernel, precision, expected, actual, $"{width} bits");
            }
        }
    }
}
