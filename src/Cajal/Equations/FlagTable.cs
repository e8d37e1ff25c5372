using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>The flags of declarations: their words, where they may stand, and which exclude each other.</summary>
internal static class FlagTable
{
    private static readonly (VariableFlags Flag, string Text, DeclarationKind Kind, ModelKind? Only)[] s_flags =
    [
        (VariableFlags.UnlessRefractory, "unless refractory", DeclarationKind.Differential, ModelKind.Neurons),
        (VariableFlags.EventDriven, "event-driven", DeclarationKind.Differential, ModelKind.Synapses),
        (VariableFlags.ClockDriven, "clock-driven", DeclarationKind.Differential, ModelKind.Synapses),
        (VariableFlags.Summed, "summed", DeclarationKind.Subexpression, ModelKind.Synapses),
        (VariableFlags.ConstantOverDt, "constant over dt", DeclarationKind.Subexpression, null),
        (VariableFlags.Shared, "shared", DeclarationKind.Subexpression, null),
        (VariableFlags.Shared, "shared", DeclarationKind.Parameter, null),
        (VariableFlags.Constant, "constant", DeclarationKind.Parameter, null),
        (VariableFlags.Linked, "linked", DeclarationKind.Parameter, null),
    ];

    private static readonly (VariableFlags, VariableFlags)[] s_exclusive =
    [
        (VariableFlags.EventDriven, VariableFlags.ClockDriven),
        (VariableFlags.Summed, VariableFlags.Shared),
        (VariableFlags.Summed, VariableFlags.ConstantOverDt),
        (VariableFlags.Linked, VariableFlags.Constant),
    ];

    /// <summary>Each flag, the declarations that may have it, and the only kind of model in which it may stand; null when it may in any.</summary>
    public static IEnumerable<(string Text, string Declarations, string? Only)> Rows =>
        s_flags.GroupBy(f => f.Text).Select(f => (f.Key, string.Join(", ", f.Select(row => NameOf(row.Kind))), f.First().Only is { } only ? NameOf(only) : null));

    /// <summary>Reads the flags in parentheses, if there are any.</summary>
    public static VariableFlags Read(TokenCursor cursor, DeclarationKind kind)
    {
        var flags = VariableFlags.None;
        var open = cursor.Current;
        if (!cursor.Accept("("))
        {
            return flags;
        }
        do
        {
            var (words, span) = ReadWords(cursor, open);
            var flag = s_flags.Where(f => f.Text == words).Select(f => f.Flag).FirstOrDefault();
            if (!s_flags.Any(f => f.Text == words && f.Kind == kind))
            {
                throw new EquationException(span,
                    flag == VariableFlags.None ? $"'{words}' is not a flag." : $"The flag '{words}' does not suit {NameOf(kind)}.",
                    AllowedFor(kind) + (flag == VariableFlags.None ? Suggest.Sentence(words, s_flags.Select(f => f.Text).Distinct()) : ""));
            }
            flags |= flag;
            RefuseContradiction(flags, open.Span.To(cursor.Previous.Span));
        }
        while (cursor.Accept(","));
        return cursor.Accept(")") ? flags : throw new EquationException(open.Span, "This '(' is never closed.", "Add a ')'.");
    }

    /// <summary>The flags as they are written, in parentheses and after a space; empty when there are none.</summary>
    public static string Print(VariableFlags flags)
    {
        var words = string.Join(", ", s_flags.Where(f => flags.HasFlag(f.Flag)).Select(f => f.Text).Distinct());
        return words.Length == 0 ? "" : $" ({words})";
    }

    /// <summary>Throws when a flag makes no sense in this kind of model.</summary>
    public static void Require(ModelKind model, Declaration declaration)
    {
        foreach (var (flag, text, _, only) in s_flags)
        {
            if (declaration.Flags.HasFlag(flag) && only is { } suited && suited != model)
            {
                throw new EquationException(declaration.Span,
                    $"The flag '{text}' of '{declaration.Name}' is for the equations of {NameOf(suited)}, not of {NameOf(model)}.", "Remove the flag.");
            }
        }
    }

    private static (string Words, SourceSpan Span) ReadWords(TokenCursor cursor, Token open)
    {
        var first = cursor.Current;
        var words = new List<string>();
        while (cursor.Current.Kind is TokenKind.Name || cursor.Current.IsAny("-", "not", "and", "or"))
        {
            words.Add(cursor.Next().Text);
        }
        return words.Count > 0
            ? (string.Join(' ', words).Replace(" - ", "-", StringComparison.Ordinal), cursor.Since(first))
            : cursor.AtEnd
                ? throw new EquationException(open.Span, "This '(' is never closed.", "Add a ')'.")
                : throw new EquationException(cursor.Current.Span, "A flag is missing here.");
    }

    private static void RefuseContradiction(VariableFlags flags, SourceSpan where)
    {
        foreach (var (one, other) in s_exclusive)
        {
            if (flags.HasFlag(one | other))
            {
                throw new EquationException(where, $"The flags '{TextOf(one)}' and '{TextOf(other)}' exclude each other.", "Keep one of them.");
            }
        }
    }

    private static string TextOf(VariableFlags flag) => Array.Find(s_flags, f => f.Flag == flag).Text;

    private static string AllowedFor(DeclarationKind kind)
    {
        var name = NameOf(kind);
        var flags = s_flags.Where(f => f.Kind == kind).Select(f => $"'{f.Text}'");
        return $"{char.ToUpperInvariant(name[0])}{name[1..]} may have the flags {string.Join(", ", flags)}.";
    }

    private static string NameOf(DeclarationKind kind) => kind switch
    {
        DeclarationKind.Differential => "a differential equation",
        DeclarationKind.Subexpression => "a subexpression",
        _ => "a parameter",
    };

    private static string NameOf(ModelKind model) => model == ModelKind.Neurons ? "neurons" : "synapses";
}
