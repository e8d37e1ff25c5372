using System.Collections.Immutable;
using System.Globalization;

namespace Cajal.Equations;

/// <summary>Reads expressions by operator precedence (Pratt 1973, "Top down operator precedence"); the grammar is that of Python's arithmetic.</summary>
internal sealed class ExpressionParser
{
    public const int MaxDepth = 200;
    private const double LargestExactInteger = 1L << 53;
    private readonly TokenCursor _cursor;
    private int _depth;

    private ExpressionParser(TokenCursor cursor) => _cursor = cursor;

    /// <summary>A text that is one expression; ends of lines are blanks.</summary>
    public static Expr Parse(SourceText source)
    {
        var cursor = new TokenCursor(Lexer.Read(source).RemoveAll(t => t.Kind == TokenKind.NewLine));
        var expression = Read(cursor);
        return cursor.AtEnd ? expression : throw Unexpected(cursor);
    }

    /// <summary>The longest expression from the cursor on.</summary>
    public static Expr Read(TokenCursor cursor)
    {
        var first = cursor.Current;
        var expression = new ExpressionParser(cursor).ReadExpression(Operators.Or);
        return ExprLimits.Require(expression, cursor.Since(first));
    }

    /// <summary>The error for a word that cannot follow a complete expression.</summary>
    public static EquationException Unexpected(TokenCursor cursor)
    {
        var token = cursor.Current;
        var (problem, remedy) = token switch
        {
            { Text: "=", Kind: TokenKind.Symbol } => ("'=' cannot stand within an expression.", "Use '==' to compare."),
            { Text: ")", Kind: TokenKind.Symbol } => ("This ')' closes nothing.", null),
            { Text: ",", Kind: TokenKind.Symbol } => ("A ',' can only stand between the arguments of a function.", null),
            { Text: ":", Kind: TokenKind.Symbol } => ("A ':' cannot stand here.", "Units follow a ':' in equations only."),
            { Text: ";", Kind: TokenKind.Symbol } => ("A ';' cannot stand here: one expression is expected.", null),
            { Text: "if" or "else", Kind: TokenKind.Name } => ($"'{token.Text}' is not part of the equation language.",
                "For a choice between two values multiply each by int(condition)."),
            { Kind: TokenKind.Name } when Keywords.Contains(token.Text) => ($"'{token.Text}' is not part of the equation language.", null),
            { Kind: TokenKind.Name } when LineOf(token) > LineOf(cursor.Previous)
                => ($"'{token.Text}' neither goes on with the line before nor begins a statement.", "Put an operator before it, or '=' or ':' after it."),
            { Text: "(", Kind: TokenKind.Symbol } or { Kind: TokenKind.Name or TokenKind.Number or TokenKind.Symbol }
                => ($"An operator is missing between {cursor.Previous.Quoted} and {token.Quoted}.", "Write '*' to multiply."),
            _ => ($"{token.Quoted} cannot stand here.", (string?)null),
        };
        return new(token.Span, problem, remedy);

        static int LineOf(Token token) => token.Span.Source.PositionOf(token.Span.Start).Line;
    }

    private Expr ReadExpression(int level)
    {
        var first = _cursor.Current;
        if (++_depth > MaxDepth)
        {
            throw new EquationException(first.Span, $"The expression is nested more than {MaxDepth} levels deep.", "Name its parts as subexpressions.");
        }

        var left = ReadPrefix(level);
        while (Operators.BinaryOf(_cursor.Current) is { } op && op.Level() >= level)
        {
            var symbol = _cursor.Next();
            // A sum's right side ends before the next '+'; a power's right side takes signs and further powers.
            var right = ReadExpression(op == BinaryOperator.Power ? Operators.Sign : op.Level() + 1);
            left = new Binary(op, left, right) { Span = _cursor.Since(first) };
            if (op.Level() == Operators.Comparison)
            {
                RefuseChain((Binary)left, symbol);
            }
        }
        _depth--;
        return left;
    }

    private Expr ReadPrefix(int level)
    {
        var token = _cursor.Next();
        switch (token)
        {
            case { Kind: TokenKind.Number }:
                return ReadNumber(token);
            case { Kind: TokenKind.Name, Text: "True" or "False" }:
                return new BooleanLiteral(token.Text == "True") { Span = token.Span };
            case { Kind: TokenKind.Name } when Keywords.Contains(token.Text):
                throw new EquationException(token.Span, $"'{token.Text}' is not part of the equation language.");
            case { Kind: TokenKind.Name } when _cursor.Current.Is("("):
                return new Call(token.Text, ReadArguments()) { Span = _cursor.Since(token) };
            case { Kind: TokenKind.Name }:
                return new Name(token.Text) { Span = token.Span };
        }
        if (token.Is("("))
        {
            var inner = ReadExpression(Operators.Or);
            return Close(token, inner);
        }
        if (token.Is("not"))
        {
            return level <= Operators.Not
                ? new Unary(UnaryOperator.Not, ReadExpression(Operators.Not)) { Span = _cursor.Since(token) }
                : throw new EquationException(token.Span, "'not' binds less tightly than the operator before it.", "Put parentheses around it: '(not ...)'.");
        }
        if (token.Is("-"))
        {
            return new Unary(UnaryOperator.Negate, ReadExpression(Operators.Sign)) { Span = _cursor.Since(token) };
        }
        return token.Is("+") ? ReadExpression(Operators.Sign) : throw MissingOperand(token);
    }

    private Expr Close(Token open, Expr inner) => _cursor.Accept(")") ? inner
        : _cursor.Current.Is(",") ? throw new EquationException(_cursor.Current.Span, "A ',' can only stand between the arguments of a function.")
        : _cursor.AtEnd || _cursor.Current.Is(":") ? throw new EquationException(open.Span, "This '(' is never closed.", "Add a ')'.")
        : throw Unexpected(_cursor);

    private ImmutableArray<Expr> ReadArguments()
    {
        var open = _cursor.Next();
        var arguments = ImmutableArray.CreateBuilder<Expr>();
        if (_cursor.Accept(")"))
        {
            return [];
        }
        do
        {
            arguments.Add(ReadExpression(Operators.Or));
        }
        while (_cursor.Accept(","));
        if (_cursor.Current.Is("="))
        {
            throw new EquationException(_cursor.Previous.Span.To(_cursor.Current.Span), "Arguments cannot be given by name.",
                "Give them in order, without names; '==' compares.");
        }
        Close(open, arguments[^1]);
        return arguments.ToImmutable();
    }

    private static Number ReadNumber(Token token)
    {
        var value = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new(value, IsInteger: token.Text.All(char.IsAsciiDigit) && value <= LargestExactInteger) { Span = token.Span }
            : throw new EquationException(token.Span, $"{token.Quoted} is larger than any number that can be held.", "Write 'inf' for infinity.");
    }

    private void RefuseChain(Binary first, Token symbol)
    {
        if (Operators.BinaryOf(_cursor.Current) is { } next && next.Level() == Operators.Comparison)
        {
            var middle = first.Right.Span.Text;
            throw new EquationException(symbol.Span.To(_cursor.Current.Span), "Comparisons cannot be chained.",
                $"Write '{SourceExcerpt.Quote(first.Span.Text)} and {SourceExcerpt.Quote(middle)} {next.Symbol()} ...'.");
        }
    }

    private EquationException MissingOperand(Token token) => token.Kind == TokenKind.End
        ? new(token.Span, _cursor.AtStart ? "An expression is missing." : $"A value is missing after {_cursor.Previous.Quoted}.")
        : new(token.Span, $"A value is missing before {token.Quoted}.");
}
