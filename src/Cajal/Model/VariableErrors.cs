using Cajal.Equations;

namespace Cajal;

/// <summary>What is said when a variable is not there, or has no values of its own.</summary>
internal static class VariableErrors
{
    /// <param name="owner">Name of the object.</param>
    /// <param name="name">What the user called the variable.</param>
    public static ModelException NoSuch(string owner, string name, IReadOnlyCollection<Declaration> declarations)
    {
        if (declarations.Any(d => d.Name == name))
        {
            return new($"'{name}' of '{owner}' is a subexpression, evaluated at each use, so it has no values to get or set here. "
                + $"A StateMonitor can record it; a value of its own needs a declaration '{name} : unit'.");
        }

        var suggestion = Suggest.Sentence(name, declarations.Select(d => d.Name));
        return new($"'{owner}' has no variable '{name}'." + (suggestion.Length > 0 ? suggestion
            : declarations.Count == 0 ? " It has no variables at all."
            : $" Its variables are {string.Join(", ", declarations.Select(d => $"'{d.Name}'"))}."));
    }
}
