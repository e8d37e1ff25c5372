using Cajal.Equations;

namespace Cajal;

/// <summary>What is said when a variable is not there, or cannot be set.</summary>
internal static class VariableErrors
{
    /// <param name="owner">Name of the object.</param>
    /// <param name="name">What the user called the variable.</param>
    public static ModelException NoSuch(string owner, string name, IReadOnlyCollection<Declaration> declarations)
    {
        var suggestion = Suggest.Sentence(name, declarations.Select(d => d.Name));
        return new($"'{owner}' has no variable '{name}'." + (suggestion.Length > 0 ? suggestion
            : declarations.Count == 0 ? " It has no variables at all."
            : $" Its variables are {string.Join(", ", declarations.Select(d => $"'{d.Name}'"))}."));
    }

    /// <summary>A shared variable of which a condition should select elements.</summary>
    public static ModelException OneValue(string variable) =>
        new($"'{variable}' is shared: it has one value, of which a condition cannot select some. Set it without the condition, or declare it without (shared).");

    /// <summary>A variable that has no value of its own to set.</summary>
    public static ModelException NotWritable(string owner, Declaration declaration) => new($"'{declaration.Name}' of '{owner}' "
        + (declaration.Value is null ? "cannot be set: the simulator keeps it, or it is linked to what cannot be set."
            : $"is a subexpression, evaluated {(declaration.IsStored ? "once a step" : "at each use")}, so it cannot be set. "
                + $"Set what it is made of; a value of its own needs a declaration '{declaration.Name} : {UnitText.Of(declaration.Type, declaration.Dimension)}'."));
}
