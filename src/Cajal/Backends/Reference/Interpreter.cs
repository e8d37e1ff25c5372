using System.Diagnostics;
using System.Numerics;
using Cajal.Ir;

namespace Cajal.Backends.Reference;

/// <summary>A kernel of one precision, run element after element. Every value is the bits of its lane.</summary>
internal sealed unsafe class Interpreter<TReal, TInteger> : ICompiledKernel
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    where TInteger : unmanaged, IBinaryInteger<TInteger>
{
    private readonly KernelDomain _domain;
    private readonly Instruction[] _code;
    private readonly int _values;

    public Interpreter(Kernel kernel)
    {
        (_domain, _code) = (kernel.Domain, [.. Instruction.Of(kernel)]);
        _values = Count(_code);
    }

    public void Run(nint arguments)
    {
        var words = (nint*)arguments;
        var values = stackalloc TInteger[_values];
        if (_domain == KernelDomain.Range)
        {
            for (var element = words[Arguments.First]; element < words[Arguments.Last]; element++) { RunLane(_code, words, values, element, element); }
            return;
        }

        var list = (int*)words[Arguments.First];
        for (nint position = 0; position < words[Arguments.Last]; position++) { RunLane(_code, words, values, list[position], position); }
    }

    /// <summary>How many values code makes.</summary>
    private static int Count(Instruction[] code) => code.Length == 0 ? 0 : code.Max(i =>
        1 + (i.Passes is { } p ? Math.Max(p.Locals.Append(0).Max(), Math.Max(Count(p.Test), Count(p.Work))) : i.Result));

    private static void RunLane(Instruction[] code, nint* words, TInteger* values, nint element, nint position)
    {
        foreach (var i in code)
        {
            if (i.Node is { } node)
            {
                values[i.Result] = Value(words, values, i, node, element);
                continue;
            }

            switch (i.Statement)
            {
                case Load { Local.Local: { } access }:
                    values[i.Result] = Read(words[i.Array], access.Array, Index(words, i, access, element, position));
                    break;
                case Store store:
                    Write(words[i.Array], store.Target.Array, Index(words, i, store.Target, element, position), values[i.Result]);
                    break;
                case Accumulate accumulate:
                    ref var sum = ref ((TInteger*)words[i.Array])[Index(words, i, accumulate.Target, element, position)];
                    var type = accumulate.Value.Type;
                    sum = Arithmetic<TReal, TInteger>.Apply(Op.Add, type, type, [sum, values[i.Result]]);
                    break;
                case Repeat:
                    RunPasses(i.Passes!, words, values, element, position);
                    break;
                case StoreBits:
                    WriteBit(words[i.Array], element, values[i.Result]);
                    break;
            }
        }
    }

    private static void RunPasses(Passes passes, nint* words, TInteger* values, nint element, nint position)
    {
        var count = passes.Locals.Length;
        var next = stackalloc TInteger[count];
        for (var k = 0; k < count; k++) { values[passes.Locals[k]] = values[passes.Starts[k]]; }
        while (true)
        {
            RunLane(passes.Test, words, values, element, position);
            if (TInteger.IsZero(values[passes.Condition])) { return; }
            RunLane(passes.Work, words, values, element, position);
            for (var k = 0; k < count; k++) { next[k] = values[passes.Next[k]]; }
            for (var k = 0; k < count; k++) { values[passes.Locals[k]] = next[k]; }
        }
    }

    private static TInteger Value(nint* words, TInteger* values, Instruction i, Node node, nint element) => node.Op switch
    {
        Op.Literal => node.Type == IrType.Real
            ? Arithmetic<TReal, TInteger>.Bits(TReal.CreateTruncating(node.Constant))
            : TInteger.CreateTruncating(node.Bits),
        Op.Local or Op.Carried => throw new UnreachableException($"interpreter: {node.Op} before its statement"),
        Op.Element => TInteger.CreateTruncating(element),
        Op.Step => TInteger.CreateTruncating(words[Arguments.Step]),
        Op.Time => Arithmetic<TReal, TInteger>.Bits(TReal.CreateTruncating(((double*)words)[Arguments.Time])),
        Op.Lookup => Read(words[i.Array], node.Table!, nint.CreateTruncating(values[i.A])),
        Op.HostCall => Invoke(values, i.Operands, node.Host!),
        _ => Arithmetic<TReal, TInteger>.Apply(node.Op, node.Type, node.Operands[0].Type, [values[i.A], values[i.B], values[i.C]]),
    };

    private static TInteger Invoke(TInteger* values, int[] operands, HostFunction function)
    {
        if (TInteger.IsZero(values[operands[^1]])) { return TInteger.Zero; }
        Span<TInteger> arguments = stackalloc TInteger[function.Arguments.Length];
        for (var k = 0; k < arguments.Length; k++) { arguments[k] = values[operands[k]]; }
        return function.Invoke<TReal, TInteger>(arguments);
    }

    private static nint Index(nint* words, Instruction i, Access access, nint element, nint position) => access.Path switch
    {
        AccessPath.Element => element,
        AccessPath.Via => ((int*)words[i.Via])[element],
        AccessPath.Shared => 0,
        AccessPath.Position => position,
        _ => throw new UnreachableException($"interpreter: path {access.Path}"),
    };

    private static TInteger Read(nint address, ArraySymbol array, nint index) => array.Storage switch
    {
        ElementStorage.Byte => TInteger.CreateTruncating(((byte*)address)[index]),
        ElementStorage.Int32 => TInteger.CreateTruncating(((int*)address)[index]),
        ElementStorage.Bit => TInteger.CreateTruncating(-(((byte*)address)[index >> 3] >> (int)(index & 7) & 1)),
        _ => ((TInteger*)address)[index],
    };

    private static void Write(nint address, ArraySymbol array, nint index, TInteger value)
    {
        switch (array.Storage)
        {
            case ElementStorage.Byte: ((byte*)address)[index] = byte.CreateTruncating(value); break;
            case ElementStorage.Bit: WriteBit(address, index, value); break;
            default: ((TInteger*)address)[index] = value; break;
        }
    }

    private static void WriteBit(nint address, nint index, TInteger value)
    {
        var place = (byte*)address + (index >> 3);
        var bit = (byte)(1 << (int)(index & 7));
        *place = (byte)(TInteger.IsZero(value) ? *place & ~bit : *place | bit);
    }
}
