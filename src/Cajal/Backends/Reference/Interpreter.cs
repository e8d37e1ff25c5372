using System.Diagnostics;
using System.Numerics;
using Cajal.Ir;

namespace Cajal.Backends.Reference;

/// <summary>A kernel of one precision. Every value is the bits of its lane.</summary>
internal sealed unsafe class Interpreter<TReal, TInteger>(Kernel kernel) : ICompiledKernel
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    where TInteger : unmanaged, IBinaryInteger<TInteger>
{
    public void Run(nint arguments)
    {
        var words = (nint*)arguments;
        if (kernel.Domain == KernelDomain.Range)
        {
            for (var element = words[Arguments.First]; element < words[Arguments.Last]; element++) { RunLane(words, element, element); }
            return;
        }

        var list = (int*)words[Arguments.First];
        for (nint position = 0; position < words[Arguments.Last]; position++) { RunLane(words, list[position], position); }
    }

    private void RunLane(nint* words, nint element, nint position)
    {
        var values = new Dictionary<Node, TInteger>();
        foreach (var statement in kernel.Body)
        {
            switch (statement)
            {
                case Load { Local: { Local: { } access } local }:
                    values[local] = Read(access.Array, Index(access));
                    break;
                case Store store:
                    Write(store.Target, Value(store.Value));
                    break;
                case Accumulate accumulate:
                    ReadOnlySpan<TInteger> terms = [Read(accumulate.Target.Array, Index(accumulate.Target)), Value(accumulate.Value)];
                    var type = accumulate.Value.Type;
                    Write(accumulate.Target, Arithmetic<TReal, TInteger>.Apply(Op.Add, type, type, terms));
                    break;
                case StoreBits bits:
                    var place = (byte*)Address(bits.Bitmap) + (element >> 3);
                    var bit = (byte)(1 << (int)(element & 7));
                    *place = (byte)(TInteger.IsZero(Value(bits.Condition)) ? *place & ~bit : *place | bit);
                    break;
            }
        }

        nint Address(ArraySymbol array) => words[Arguments.Arrays + kernel.Arrays.IndexOf(array)];

        TInteger Read(ArraySymbol array, nint index) =>
            array.IsIndex ? TInteger.CreateTruncating(((int*)Address(array))[index]) : ((TInteger*)Address(array))[index];

        void Write(Access target, TInteger value) => ((TInteger*)Address(target.Array))[Index(target)] = value;

        nint Index(Access access) => access.Path switch
        {
            AccessPath.Element => element,
            AccessPath.Via => ((int*)Address(access.Via!))[element],
            AccessPath.Shared => 0,
            AccessPath.Position => position,
            _ => throw new UnreachableException($"interpreter: path {access.Path}"),
        };

        TInteger Value(Node node)
        {
            if (values.TryGetValue(node, out var known)) { return known; }
            var value = node.Op switch
            {
                Op.Literal => node.Type == IrType.Real
                    ? Arithmetic<TReal, TInteger>.Bits(TReal.CreateTruncating(node.Constant))
                    : TInteger.CreateTruncating(node.Bits),
                Op.Local => throw new UnreachableException("interpreter: a local before its load"),
                Op.Element => TInteger.CreateTruncating(element),
                Op.Step => TInteger.CreateTruncating(words[Arguments.Step]),
                Op.Time => Arithmetic<TReal, TInteger>.Bits(TReal.CreateTruncating(((double*)words)[Arguments.Time])),
                Op.Lookup => Read(node.Table!, nint.CreateTruncating(Value(node.Operands[0]))),
                _ => Arithmetic<TReal, TInteger>.Apply(node.Op, node.Type, node.Operands[0].Type, [.. node.Operands.Select(Value)]),
            };
            values[node] = value;
            return value;
        }
    }
}
