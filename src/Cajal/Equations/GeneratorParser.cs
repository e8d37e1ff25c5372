namespace Cajal.Equations;

/// <summary>First stage for the texts that say where synapses go: an expression with Python's words for a loop and a condition behind it.</summary>
internal sealed class GeneratorParser
{
    private const string Form = "A loop is 'k for k in range(0, 10)', 'k for k in sample(0, N_post, p=0.1)' or 'k for k in sample(0, N_post, size=5)'.";
    private readonly TokenCursor _cursor;

    private GeneratorParser(TokenCursor cursor) => _cursor = cursor;

    /// <summary>A text that is one generator; ends of lines are blanks.</summary>
    public static Generator Parse(SourceText source)
    {
        TokenCursor cursor = new(Lexer.Read(source).RemoveAll(t => t.Kind == TokenKind.NewLine));
        return new GeneratorParser(cursor).Read();
    }

    /// <summary>Throws where a text that is an expression has a loop.</summary>
    public static void RefuseLoop(SourceText source, string what)
    {
        if (Lexer.Read(source).FirstOrDefault(t => t.IsName("for")) is { Kind: TokenKind.Name } loop)
        {
            throw new EquationException(loop.Span, $"A loop cannot stand in {what}, which is evaluated for every pair.",
                "Loops say where synapses go: Connect(j: \"i + k for k in range(-2, 3)\").");
        }
    }

    private Generator Read()
    {
        var value = ExpressionParser.Read(_cursor);
        var loop = Accept("for") ? ReadLoop() : null;
        var condition = Accept("if") ? ExpressionParser.Read(_cursor) : null;
        if (_cursor.Current.IsName("for"))
        {
            throw new EquationException(_cursor.Current.Span, "A loop cannot stand here.",
                loop is null ? "It comes before the condition: 'k for k in range(10) if k != i'." : "There is one loop at most: 'k for k in range(10)'.");
        }
        return _cursor.AtEnd ? new(value, loop, condition) : throw ExpressionParser.Unexpected(_cursor);
    }

    private GeneratorLoop ReadLoop()
    {
        var variable = _cursor.Next();
        if (variable.Kind != TokenKind.Name || variable.Text.StartsWith('{'))
        {
            throw new EquationException(variable.Span, $"'for' takes a name, but {variable.Quoted} follows.", Form);
        }
        if (ReservedNames.ReasonAgainstConstant(variable.Text) is { } reason)
        {
            throw new EquationException(variable.Span, $"'{variable.Text}' cannot name what a loop goes through: {reason}.", "Choose another name, such as 'k'.");
        }
        if (!Accept("in"))
        {
            throw new EquationException(_cursor.Current.Span, $"'in' is missing before {_cursor.Current.Quoted}.", Form);
        }
        var function = _cursor.Next();
        if (!(function.IsName("range") || function.IsName("sample")))
        {
            throw new EquationException(function.Span, $"A loop goes through range(...) or sample(...), not through {function.Quoted}.", Form);
        }
        return ReadArguments(variable.Text, function);
    }

    private GeneratorLoop ReadArguments(string variable, Token function)
    {
        var open = _cursor.Current;
        if (!_cursor.Accept("("))
        {
            throw new EquationException(function.Span, $"'{function.Text}' lacks its arguments.", Form);
        }
        List<Expr> places = [];
        Dictionary<string, Expr> named = [];
        do
        {
            if (_cursor.Current.Kind == TokenKind.Name && _cursor.Peek(1).Is("="))
            {
                ReadNamed(function, named);
            }
            else
            {
                var place = ExpressionParser.Read(_cursor);
                places.Add(named.Count == 0 ? place : throw new EquationException(place.Span, "This argument has no name and stands behind one that has.", Form));
            }
        }
        while (_cursor.Accept(","));
        if (!_cursor.Accept(")"))
        {
            throw _cursor.AtEnd ? new EquationException(open.Span, "This '(' is never closed.", "Add a ')'.") : ExpressionParser.Unexpected(_cursor);
        }
        Require(function, places, named);
        return new(variable,
            places.Count == 1 ? new Number(0, IsInteger: true) : places[0],
            places.Count == 1 ? places[0] : places[1],
            places.Count == 3 ? places[2] : new Number(1, IsInteger: true),
            named.GetValueOrDefault("p"), named.GetValueOrDefault("size"));
    }

    private void ReadNamed(Token function, Dictionary<string, Expr> named)
    {
        var name = _cursor.Next();
        if (function.Text == "range" || name.Text is not ("p" or "size"))
        {
            throw new EquationException(name.Span, $"{function.Text}() has no argument '{name.Text}'.", function.Text == "range"
                ? "range(start, stop, step) takes all integers; sample(start, stop, step, p=...) takes some at random."
                : "sample(start, stop, step) takes p, the probability of each integer, or size, how many of them.");
        }
        if (named.Count > 0)
        {
            throw new EquationException(name.Span, "sample() takes p or size, not both.", "p is the probability of each integer, size how many of them.");
        }
        _cursor.Next();
        named.Add(name.Text, ExpressionParser.Read(_cursor));
    }

    private void Require(Token function, List<Expr> places, Dictionary<string, Expr> named)
    {
        var span = _cursor.Since(function);
        if (places.Count is 0 or > 3)
        {
            throw new EquationException(span, $"{function.Text}() takes one to three integers, but {(places.Count == 0 ? "none" : places.Count)} {(places.Count == 0 ? "is" : "are")} given.",
                $"{function.Text}(stop), {function.Text}(start, stop) or {function.Text}(start, stop, step).");
        }
        if (function.Text == "sample" && named.Count == 0)
        {
            throw new EquationException(span, "sample() has to know how many.", "Add p=..., the probability of each integer, or size=..., how many of them.");
        }
    }

    private bool Accept(string word)
    {
        var found = _cursor.Current.IsName(word);
        if (found) { _cursor.Next(); }
        return found;
    }
}
