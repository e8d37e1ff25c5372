using Cajal.Equations;

namespace Cajal;

/// <summary>What the language has and the simulator cannot run yet; refused where the user wrote it.</summary>
internal static class Unsupported
{
    private static readonly (VariableFlags Flag, string Text, string Remedy)[] s_flags =
    [
        (VariableFlags.Summed, "summed", "Add to the variable in on_pre, or compute the sum between runs."),
    ];

    /// <exception cref="EquationException">A declaration has such a flag.</exception>
    public static void Refuse(IEnumerable<Declaration> declarations)
    {
        foreach (var d in declarations)
        {
            foreach (var (flag, text, remedy) in s_flags)
            {
                if (d.Flags.HasFlag(flag)) { throw new EquationException(d.Span, $"The flag '{text}' of '{d.Name}' is not supported yet.", remedy); }
            }
        }
    }
}
