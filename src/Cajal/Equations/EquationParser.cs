using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>First stage: the text of a model becomes its declarations.</summary>
internal static class EquationParser
{
    /// <summary>The declarations of a text, in its order.</summary>
    /// <exception cref="EquationException">The text is not one of equations, or names something twice.</exception>
    public static ImmutableArray<Declaration> Parse(SourceText source)
    {
        var declarations = ImmutableArray.CreateBuilder<Declaration>();
        var known = new Dictionary<string, SourceSpan>();
        foreach (var statement in Statements.Split(source))
        {
            foreach (var (declaration, name) in ReadStatement(new(statement)))
            {
                if (!known.TryAdd(declaration.Name, name.Span))
                {
                    var (line, _) = source.PositionOf(known[declaration.Name].Start);
                    throw new EquationException(name.Span, $"'{declaration.Name}' is declared a second time; line {line} declares it already.",
                        "Remove one of the two, or rename it.");
                }
                declarations.Add(declaration);
                ExprLimits.RequireFew(declarations.Count, declaration.Span);
            }
        }
        return declarations.ToImmutable();
    }

    private static IEnumerable<(Declaration Declaration, Token Name)> ReadStatement(TokenCursor cursor)
    {
        var first = cursor.Current;
        if (first.Kind != TokenKind.Name)
        {
            throw new EquationException(first.Span, $"An equation cannot begin with {first.Quoted}.",
                "Write 'dx/dt = ... : unit', 'x = ... : unit' or 'x : unit'.");
        }
        if (cursor.Peek(1).Is("/"))
        {
            return [ReadDifferential(cursor)];
        }
        if (cursor.Peek(1).Is("="))
        {
            cursor.Next();
            return [ReadEquation(cursor, first, DeclarationKind.Subexpression, first)];
        }
        if (Statements.IsAssignment(cursor.Peek(1)))
        {
            throw new EquationException(cursor.Peek(1).Span, $"{cursor.Peek(1).Quoted} cannot stand in equations: they say what holds at every time.",
                "Statements that change a variable belong in code, such as a reset.");
        }
        return ReadParameters(cursor);
    }

    private static (Declaration, Token) ReadDifferential(TokenCursor cursor)
    {
        var first = cursor.Next();
        cursor.Next();
        var denominator = cursor.Next();
        if (first.Text.Length < 2 || first.Text[0] != 'd' || !denominator.IsName("dt") || !cursor.Current.Is("="))
        {
            throw new EquationException(cursor.Since(first), "A differential equation has to begin with 'dx/dt =', where x is the variable.");
        }
        var variable = first.Text[1..];
        var name = new Token(TokenKind.Name, variable, new(first.Span.Source, first.Span.Start + 1, variable.Length));
        return ReadEquation(cursor, first, DeclarationKind.Differential, name);
    }

    /// <summary>From the '=' on.</summary>
    private static (Declaration, Token) ReadEquation(TokenCursor cursor, Token first, DeclarationKind kind, Token name)
    {
        cursor.Next();
        var value = ExpressionParser.Read(cursor);
        if (!cursor.Current.Is(":"))
        {
            throw cursor.AtEnd ? MissingUnit(cursor, name.Text) : ExpressionParser.Unexpected(cursor);
        }
        var (type, dimension, flags) = ReadUnitAndFlags(cursor, kind);
        var span = cursor.Since(first);
        ReservedNames.RequireFree(name, flags.HasFlag(VariableFlags.Summed));
        return kind == DeclarationKind.Differential && type != ValueType.Real
            ? throw new EquationException(span,
                $"'{name.Text}' cannot follow a differential equation: it is {(type == ValueType.Integer ? "an integer" : "a boolean")}.",
                    "Give it a unit, or 1.")
            : (new(kind, name.Text, type, dimension, value, flags, span), name);
    }

    private static IEnumerable<(Declaration, Token)> ReadParameters(TokenCursor cursor)
    {
        var first = cursor.Current;
        var names = new List<Token>();
        do
        {
            names.Add(cursor.Current.Kind == TokenKind.Name
                ? cursor.Next()
                : throw new EquationException(cursor.Current.Span, $"A name is missing before {cursor.Current.Quoted}."));
        }
        while (cursor.Accept(","));
        if (!cursor.Current.Is(":"))
        {
            throw cursor.AtEnd ? MissingUnit(cursor, names[^1].Text) : new EquationException(cursor.Current.Span,
                $"{cursor.Current.Quoted} cannot follow the name of a variable.",
                $"Write 'd{names[^1].Text}/dt = ... : unit', '{names[^1].Text} = ... : unit' or '{names[^1].Text} : unit'.");
        }
        var (type, dimension, flags) = ReadUnitAndFlags(cursor, DeclarationKind.Parameter);
        names.ForEach(name => ReservedNames.RequireFree(name, isSummed: false));
        return [.. names.Select(name => (new Declaration(DeclarationKind.Parameter, name.Text, type, dimension, null, flags, cursor.Since(first)), name))];
    }

    /// <summary>From the ':' to the end of the statement.</summary>
    private static (ValueType, Units.Dimension, VariableFlags) ReadUnitAndFlags(TokenCursor cursor, DeclarationKind kind)
    {
        cursor.Next();
        var unit = cursor.Current;
        var (type, dimension) = UnitParser.Read(cursor);
        var unitSpan = cursor.Since(unit);
        var flags = FlagTable.Read(cursor, kind);
        return cursor.Current switch
        {
            { Kind: TokenKind.End } => (type, dimension, flags),
            var second when second.Is(":") => throw new EquationException(second.Span, $"A second unit follows '{unitSpan.Text}'.",
                "A variable has one unit; start the next declaration on a new line."),
            var next => throw new EquationException(next.Span,
                $"{next.Quoted} cannot follow the {(flags == VariableFlags.None ? "unit" : "flags")} of a declaration.",
                "Start the next declaration on a new line."),
        };
    }

    private static EquationException MissingUnit(TokenCursor cursor, string name) =>
        new(cursor.Current.Span, $"The unit of '{name}' is missing.", "End the line with ':' and a unit, such as ': volt', or ': 1' for a plain number.");
}
