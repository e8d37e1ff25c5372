namespace Cajal.Behaviors;

/// <summary>Finds objects, behaviours and recordings by words: names, tags, names of classes, recorded expressions. Nothing is remembered, so what is found is what is there now.</summary>
internal static class Lookup
{
    /// <summary>All that a word stands for among some objects, each followed by its behaviours and their recordings.</summary>
    public static IEnumerable<object> Of(string word, IEnumerable<IBehaving> owners)
    {
        foreach (var owner in owners)
        {
            if (owner is SimulationObject item && item.HasTag(word)) { yield return owner; }
            foreach (var behavior in owner.Behaviors.All)
            {
                if (behavior.Name == word || Tags.Holds(behavior.Tag, word)) { yield return behavior; }
                if ((behavior as IRecordings)?.Find(word) is { } recording) { yield return recording; }
            }
        }
    }

    /// <summary>One of the things that a word stands for.</summary>
    /// <exception cref="ModelException">There are not so many.</exception>
    public static object At(string word, int index, IBehaving[] owners, string where)
    {
        object[] found = [.. Of(word, owners)];
        if ((uint)index < (uint)found.Length) { return found[index]; }
        throw found.Length == 0 ? NotFound(word, owners, where)
            : new ModelException($"'{word}' stands for {found.Length} in {where}, the first being 0, so there is no {index}.");
    }

    /// <summary>The first thing of a type that a word stands for.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public static T First<T>(string word, IBehaving[] owners, string where)
        where T : class
        => Of(word, owners).OfType<T>().FirstOrDefault() ?? throw NotFound(word, owners, where);

    private static ModelException NotFound(string word, IBehaving[] owners, string where)
    {
        var words = owners.SelectMany(WordsOf).Distinct();
        return new($"'{word}' stands for nothing in {where}.{Suggest.Sentence(word, words)} There are {string.Join(", ", words.Select(w => $"'{w}'"))}.");
    }

    private static IEnumerable<string> WordsOf(IBehaving owner) =>
    [
        .. owner is SimulationObject item ? [item.Name, .. item.Tag.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : Array.Empty<string>(),
        .. owner.Behaviors.All.SelectMany(b => b switch
        {
            Recorder recorder => recorder.Recordings.Select(r => r.Name),
            EventRecorder recorder => recorder.Recordings.SelectMany(r => new[] { $"{r.Name}.t", $"{r.Name}.i" }),
            _ => [b.Name],
        }),
    ];
}
