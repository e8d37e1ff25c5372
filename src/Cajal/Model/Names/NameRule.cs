namespace Cajal;

/// <summary>What the names of a model's parts look like.</summary>
internal static class NameRule
{
    /// <param name="what">What is named, such as "an event".</param>
    /// <exception cref="ModelException">It is no name.</exception>
    public static void Require(string name, string what)
    {
        if (!char.IsAsciiLetter(name.FirstOrDefault()) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ModelException($"'{name}' cannot name {what}. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.");
        }
    }
}
