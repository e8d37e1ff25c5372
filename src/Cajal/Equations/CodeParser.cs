using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>First stage for code: a reset, an on_pre, an initial value's block become assignments.</summary>
internal static class CodeParser
{
    /// <summary>The assignments of a text, in its order.</summary>
    public static ImmutableArray<Assignment> Parse(SourceText source)
    {
        var code = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var statement in Statements.Split(source))
        {
            code.Add(ReadStatement(new(statement)));
            ExprLimits.RequireFew(code.Count, code[^1].Span);
        }
        return code.ToImmutable();
    }

    private static Assignment ReadStatement(TokenCursor cursor)
    {
        var target = cursor.Next();
        if (target.Kind != TokenKind.Name || Keywords.Contains(target.Text))
        {
            throw new EquationException(target.Span, $"A statement cannot begin with {target.Quoted}.",
                "Write 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.");
        }
        var kind = cursor.Current switch
        {
            var t when t.Is("=") => AssignmentKind.Set,
            var t when t.Is("+=") => AssignmentKind.Add,
            var t when t.Is("-=") => AssignmentKind.Subtract,
            var t when t.Is("*=") => AssignmentKind.Multiply,
            var t when t.Is("/=") => AssignmentKind.Divide,
            var t when t.Is("==") => throw new EquationException(t.Span, "'==' compares and changes nothing.", $"Write '{target.Text} = ...' to assign."),
            var t => throw new EquationException(t.Span, $"'{target.Text}' is assigned nothing: an '=' is missing.",
                "A statement is 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'."),
        };
        cursor.Next();
        var value = ExpressionParser.Read(cursor);
        if (Statements.IsAssignment(cursor.Current))
        {
            throw new EquationException(cursor.Current.Span, "One statement cannot assign to two names.", "Write one assignment a line; '==' compares.");
        }
        return cursor.AtEnd ? new(target.Text, kind, value, cursor.Since(target)) : throw ExpressionParser.Unexpected(cursor);
    }
}
