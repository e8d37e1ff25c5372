using System.Runtime.CompilerServices;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>A number for all pairs of a source and a target, or an expression that is evaluated for each: <c>0.1</c>, <c>"exp(-abs(i - j)/10)"</c>.</summary>
[InterpolatedStringHandler]
public sealed class PairValue
{
    /// <summary>Called by the compiler for an interpolated string.</summary>
    public PairValue(int literalLength, int formattedCount) => Text = new ModelText(literalLength, formattedCount);

    private PairValue(ModelText? text, double number) => (Text, Number) = (text, number);

    /// <summary>The expression; null for a number.</summary>
    internal ModelText? Text { get; }

    /// <summary>The number, where there is no expression.</summary>
    internal double Number { get; }

    /// <summary>One number for all pairs.</summary>
    public static implicit operator PairValue(double number) => new(null, number);

    /// <summary>An expression.</summary>
    public static implicit operator PairValue(string expression) => new(expression, 0);

    /// <summary>An expression with constants.</summary>
    public static implicit operator PairValue(ModelText expression) => new(expression, 0);

    /// <summary>Called by the compiler for the text between holes.</summary>
    public void AppendLiteral(string value) => Text!.AppendLiteral(value);

    /// <summary>Called by the compiler for a hole with a quantity or number.</summary>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") => Text!.AppendFormatted(value, expression);

    /// <summary>Called by the compiler for a hole with a function.</summary>
    public void AppendFormatted(EquationFunction function, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        Text!.AppendFormatted(function, expression);

    /// <summary>Called by the compiler for a hole with another text.</summary>
    public void AppendFormatted(ModelText text) => Text!.AppendFormatted(text);
}
