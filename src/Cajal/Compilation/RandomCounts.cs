using Cajal.Ir;
using Cajal.Runtime.Random;

namespace Cajal.Compilation;

/// <summary>The random counts of the equation language, drawn element by element.</summary>
internal static class RandomCounts
{
    private static readonly HostFunction s_poisson = new(
        "poisson", [IrType.Real, IrType.Real, IrType.Real], IrType.Integer, static x => CountDraws.Poisson(x[0], x[1], x[2]));

    private static readonly HostFunction s_binomial = new(
        "binomial", [IrType.Real, IrType.Real, IrType.Real, IrType.Real], IrType.Integer, static x => CountDraws.Binomial(x[0], x[1], x[2], x[3]));

    /// <summary>The function of a name, whose last two arguments are the uniform numbers of the draw; null for any other name.</summary>
    public static HostFunction? Find(string name) => name switch
    {
        "poisson" => s_poisson,
        "binomial" => s_binomial,
        _ => null,
    };
}
