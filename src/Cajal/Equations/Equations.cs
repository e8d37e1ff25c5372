using System.Collections.Immutable;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>A model's equations, read and free of errors of form; a group takes them, or the same text, for its model.</summary>
/// <remarks>Units are checked when a group is built from them, since a name may still get its meaning there.</remarks>
public sealed class Equations
{
    private const string Description = "the equations";

    /// <summary>Reads equations: one declaration a line, <c>dx/dt = f : unit (flags)</c>, <c>x = f : unit</c> or <c>x : unit</c>.</summary>
    /// <exception cref="EquationException">The text is not one of equations.</exception>
    public Equations(ModelText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        Declarations = EquationParser.Parse(new(text.Text, Description));
    }

    /// <summary>The text with its constants.</summary>
    public ModelText Text { get; }

    internal ImmutableArray<Declaration> Declarations { get; }

    /// <summary>The text of equations, for anything that takes a model's text.</summary>
    public static implicit operator ModelText(Equations equations) => equations.Text;

    /// <summary>The declarations of both.</summary>
    /// <exception cref="EquationException">Both declare one name.</exception>
    public static Equations operator +(Equations first, Equations second) => new(first.Text + second.Text);

    /// <summary>The declarations of both.</summary>
    /// <exception cref="EquationException">Both declare one name.</exception>
    public static Equations operator +(Equations first, ModelText second) => new(first.Text + second);

    /// <summary>The declarations of both.</summary>
    /// <exception cref="EquationException">Both declare one name.</exception>
    public static Equations operator +(ModelText first, Equations second) => new(first + second.Text);

    /// <summary>These equations with another name for a variable, or for a name that they use.</summary>
    /// <exception cref="ModelException">The equations have no such name, or the new one cannot stand in its place.</exception>
    public Equations Substitute(string name, string newName)
    {
        RequireMentioned(name);
        if (Text.Constants.ContainsKey(name) || Text.Functions.ContainsKey(name))
        {
            throw new ModelException($"'{name}' is given with the text of the equations, so its name is fixed there.");
        }
        if (Lexer.Read(new(newName, "the new name")) is not [{ Kind: TokenKind.Name } only, _] || only.Text != newName)
        {
            throw new ModelException($"'{newName}' cannot be a name. Names are made of the letters a to z and A to Z, digits and '_'.");
        }
        return new(Text.WithText(Renaming.Apply(new(Text.Text, Description), name, newName)));
    }

    /// <summary>These equations with a value for a name that they use and do not declare.</summary>
    /// <exception cref="ModelException">The equations do not use the name, or declare it.</exception>
    public Equations Substitute(string name, Quantity value)
    {
        RequireMentioned(name);
        return Declarations.Any(d => d.Name == name)
            ? throw new ModelException($"The equations declare '{name}', so it cannot be a constant. "
                + "Leave its declaration out, or set the variable of the group.")
            : new(Text.WithConstant(name, value));
    }

    /// <summary>The declarations, one a line.</summary>
    public override string ToString() => string.Join('\n', Declarations.Select(ExprPrinter.Print));

    private void RequireMentioned(string name)
    {
        string[] known = [.. Declarations.SelectMany(NamesOf).Distinct()];
        if (!known.Contains(name))
        {
            throw new ModelException($"The equations have no name '{name}'.{Suggest.Sentence(name, known)}");
        }

        static IEnumerable<string> NamesOf(Declaration d) =>
            [d.Name, .. d.Value?.SelfAndDescendants().Select(e => (e as Name)?.Id ?? (e as Call)?.Function).OfType<string>() ?? []];
    }
}
