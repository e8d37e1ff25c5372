namespace Cajal.Behaviors;

/// <summary>Tags: words in one text, separated by commas.</summary>
internal static class Tags
{
    /// <summary>Whether a word is among the tags.</summary>
    public static bool Holds(string tags, string word)
    {
        foreach (var range in tags.AsSpan().Split(','))
        {
            if (tags.AsSpan(range).Trim().SequenceEqual(word)) { return true; }
        }

        return false;
    }
}
