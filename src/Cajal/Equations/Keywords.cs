using System.Collections.Frozen;

namespace Cajal.Equations;

/// <summary>Python's reserved words. None may name a variable, so that a model's text means the same to simulators that run Python.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> s_words = FrozenSet.Create(
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
        "while", "with", "yield");

    public static bool Contains(string word) => s_words.Contains(word);
}
