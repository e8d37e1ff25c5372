using System.Globalization;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Reads the unit of a declaration: products and powers of base units, <c>1</c>, <c>integer</c> or <c>boolean</c>.</summary>
internal static class UnitParser
{
    private const string Expected = "Units are base units such as volt, amp, siemens, farad, ohm, second, hertz and metre, their products and powers "
        + "(siemens/metre**2), 1 for a plain number, integer, or boolean.";

    private static readonly Lazy<string[]> s_units = new(() => [.. UnitTable.Names.Where(UnitTable.IsBaseUnit), "integer", "boolean"]);

    /// <summary>A text that is one unit.</summary>
    public static (ValueType Type, Dimension Dimension) Parse(SourceText source)
    {
        TokenCursor cursor = new(Lexer.Read(source));
        var unit = Read(cursor);
        return cursor.AtEnd ? unit : throw new EquationException(cursor.Current.Span, $"{cursor.Current.Quoted} cannot follow a unit.");
    }

    /// <summary>A unit from the cursor on.</summary>
    public static (ValueType Type, Dimension Dimension) Read(TokenCursor cursor)
    {
        if (cursor.AtEnd || cursor.Current.Is("("))
        {
            throw new EquationException(cursor.Current.Span, "A unit is missing after ':'.", Expected);
        }
        if (cursor.Current.Kind == TokenKind.Name && cursor.Current.Text is "integer" or "boolean")
        {
            return (cursor.Next().Text == "integer" ? ValueType.Integer : ValueType.Boolean, Dimension.None);
        }
        return (ValueType.Real, ReadProduct(cursor));
    }

    private static Dimension ReadProduct(TokenCursor cursor)
    {
        var first = cursor.Current;
        var product = ReadPower(cursor);
        while (cursor.Current.IsAny("*", "/"))
        {
            var divides = cursor.Next().Is("/");
            var factor = ReadPower(cursor);
            var left = product;
            product = DimensionArithmetic.Within(cursor.Since(first), () => divides ? left / factor : left * factor);
        }
        return product;
    }

    private static Dimension ReadPower(TokenCursor cursor)
    {
        var first = cursor.Current;
        var factor = ReadFactor(cursor);
        if (!cursor.Accept("**"))
        {
            return factor;
        }
        var exponent = ReadExponent(cursor);
        return DimensionArithmetic.Within(cursor.Since(first), () => factor.Pow(exponent));
    }

    private static Dimension ReadFactor(TokenCursor cursor)
    {
        var token = cursor.Next();
        if (token.Is("("))
        {
            var inner = ReadProduct(cursor);
            return cursor.Accept(")") ? inner : throw new EquationException(token.Span, "This '(' is never closed.", "Add a ')'.");
        }
        return token.Kind switch
        {
            TokenKind.Number when token.Text == "1" => Dimension.None,
            TokenKind.Number => throw new EquationException(token.Span, $"{token.Quoted} is not a unit.", Expected),
            TokenKind.Name => BaseUnit(token),
            _ => throw new EquationException(token.Span, "A unit is missing here.", Expected),
        };
    }

    private static double ReadExponent(TokenCursor cursor)
    {
        var open = cursor.Accept("(");
        var exponent = Signed();
        if (open && cursor.Accept("/"))
        {
            exponent /= Signed();
        }
        return !open || cursor.Accept(")") ? exponent : throw NotANumber();

        double Signed()
        {
            var sign = cursor.Accept("-") ? -1 : 1;
            return cursor.Current.Kind == TokenKind.Number
                ? sign * double.Parse(cursor.Next().Text, NumberStyles.Float, CultureInfo.InvariantCulture)
                : throw NotANumber();
        }

        EquationException NotANumber() => new(cursor.Current.Span, "The exponent of a unit has to be a number.",
            "Write it as in metre**2, second**-0.5 or second**(-1/2).");
    }

    private static Dimension BaseUnit(Token token)
    {
        if (UnitTable.IsBaseUnit(token.Text) && UnitTable.TryGet(token.Text, out var unit))
        {
            return unit.Dimension;
        }
        if (UnitTable.TryGet(token.Text, out var scaled))
        {
            throw new EquationException(token.Span, $"{token.Quoted} is not a base unit.",
                $"Variables are held in base units: use '{UnitText.Of(scaled.Dimension)}' here, and {token.Quoted} in expressions.");
        }
        throw new EquationException(token.Span, $"{token.Quoted} is not a unit.", token.Text switch
        {
            "bool" => "Use 'boolean'.",
            "int" => "Use 'integer'.",
            "float" or "double" or "real" => "Use '1' for a plain number.",
            "integer" or "boolean" => $"{token.Quoted} stands alone, without other units.",
            _ => Expected + Suggest.Sentence(token.Text, s_units.Value),
        });
    }
}
