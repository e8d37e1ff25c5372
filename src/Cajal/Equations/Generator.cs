namespace Cajal.Equations;

/// <summary>The elements that one element is connected to: <c>VALUE for k in range(a, b, s) if CONDITION</c>, of which only the value must be there.</summary>
/// <param name="Value">Number of an element.</param>
/// <param name="Condition">Whether there is a synapse at all; null for always.</param>
internal sealed record Generator(Expr Value, GeneratorLoop? Loop, Expr? Condition);

/// <summary>The integers from start, by step, up to but without stop; all of them (<c>range</c>), or some at random (<c>sample</c>).</summary>
/// <param name="Variable">Name that stands for the integer.</param>
/// <param name="Probability">Probability of each; null unless it is <c>sample(..., p=...)</c>.</param>
/// <param name="Size">How many of them; null unless it is <c>sample(..., size=...)</c>.</param>
internal sealed record GeneratorLoop(string Variable, Expr Start, Expr Stop, Expr Step, Expr? Probability, Expr? Size);
