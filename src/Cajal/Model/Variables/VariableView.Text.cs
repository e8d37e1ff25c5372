using System.Runtime.CompilerServices;
using Cajal.Units;

namespace Cajal;

/// <content>An interpolated string on its way to a variable: what stands in its holes enters by value, name and unit, as in every text of a model.</content>
[InterpolatedStringHandler]
public sealed partial class VariableView
{
    private readonly ModelText? _text;

    /// <summary>Called by the compiler for an interpolated string that is assigned, as in <c>cells["v"] = $"{El} + rand()*mV"</c>.</summary>
    public VariableView(int literalLength, int formattedCount)
    {
        _text = new ModelText(literalLength, formattedCount);
        _assignment = target => target.Set(_text);
    }

    private ModelText Text => _text ?? throw OnItsWay();

    /// <summary>Called by the compiler for the text between holes.</summary>
    public void AppendLiteral(string value) => Text.AppendLiteral(value);

    /// <inheritdoc cref="ModelText.AppendFormatted(int)"/>
    public void AppendFormatted(int value) => Text.AppendFormatted(value);

    /// <inheritdoc cref="ModelText.AppendFormatted(Quantity, string)"/>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") => Text.AppendFormatted(value, expression);

    /// <inheritdoc cref="ModelText.AppendFormatted(EquationFunction, string)"/>
    public void AppendFormatted(EquationFunction function, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        Text.AppendFormatted(function, expression);

    /// <inheritdoc cref="ModelText.AppendFormatted(ModelText)"/>
    public void AppendFormatted(ModelText text) => Text.AppendFormatted(text);
}
