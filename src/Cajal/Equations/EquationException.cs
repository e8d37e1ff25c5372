using Cajal.Equations;

namespace Cajal;

/// <summary>A text of the model that cannot be right; the message quotes the piece at fault and says what would mend it.</summary>
public sealed class EquationException : ModelException
{
    internal EquationException(SourceSpan span, string problem, string? remedy = null)
        : base(Compose(span, problem, remedy))
    {
        (Problem, Remedy) = (problem, remedy);
        (Line, Column) = span.Source?.PositionOf(span.Start) ?? (0, 0);
    }

    /// <summary>What is wrong, in a sentence.</summary>
    public string Problem { get; }

    /// <summary>What would mend it; null when nothing better than the problem can be said.</summary>
    public string? Remedy { get; }

    /// <summary>Line of the piece at fault within its text, from 1; 0 when the piece was never written by the user.</summary>
    public int Line { get; }

    /// <summary>Column of the piece at fault within its line, from 1; 0 when the piece was never written by the user.</summary>
    public int Column { get; }

    private static string Compose(SourceSpan span, string problem, string? remedy)
    {
        string?[] parts = [problem, span.Source is null ? null : SourceExcerpt.Render(span), remedy];
        return string.Join('\n', parts.OfType<string>());
    }
}
