using System.Collections.Immutable;
using System.Numerics;

namespace Cajal.Ir;

/// <summary>What a function of the program computes: integers come and go as whole numbers, conditions as 0 and 1.</summary>
internal delegate double HostCode(ReadOnlySpan<double> arguments);

/// <summary>A function of the program that kernels call for one element at a time.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Arguments">Types of the arguments.</param>
/// <param name="Result">Type of the result.</param>
/// <param name="Code">What it computes.</param>
internal sealed record HostFunction(string Name, ImmutableArray<IrType> Arguments, IrType Result, HostCode Code)
{
    /// <summary>The most arguments that a function takes.</summary>
    public const int MostArguments = 8;

    /// <summary>Whether equal arguments give equal results. Otherwise every call counts, and calls come one element after the other.</summary>
    public bool IsStateless { get; init; } = true;

    /// <summary>The bits of the result's lane, from those of the arguments.</summary>
    public TInteger Invoke<TReal, TInteger>(ReadOnlySpan<TInteger> arguments)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        Span<double> values = stackalloc double[MostArguments];
        for (var k = 0; k < Arguments.Length; k++)
        {
            values[k] = Arguments[k] switch
            {
                IrType.Real => double.CreateTruncating(Arithmetic<TReal, TInteger>.Real(arguments[k])),
                IrType.Integer => double.CreateTruncating(arguments[k]),
                _ => TInteger.IsZero(arguments[k]) ? 0 : 1,
            };
        }

        var result = Code(values[..Arguments.Length]);
        return Result switch
        {
            IrType.Real => Arithmetic<TReal, TInteger>.Bits(TReal.CreateTruncating(result)),
            IrType.Integer => TInteger.CreateSaturating(result),
            _ => Arithmetic<TReal, TInteger>.Mask(result != 0),
        };
    }
}
