namespace Cajal;

/// <summary>Near names for a name that is not known.</summary>
internal static class Suggest
{
    private const int Most = 3;

    /// <summary>Up to three known names that <paramref name="name"/> may have been meant for, the nearest first; ties keep the order given.</summary>
    public static IReadOnlyList<string> For(string name, IEnumerable<string> known)
    {
        var limit = name.Length switch { <= 1 => 0.5, <= 4 => 1, <= 7 => 2, _ => 3 };
        var near = known.Distinct()
            .Where(k => Math.Abs(k.Length - name.Length) <= 2 * limit)
            .Select(k => (Name: k, Distance: Distance(name, k)))
            .Where(k => k.Distance > 0 && k.Distance <= limit)
            .OrderBy(k => k.Distance)
            .ToArray();
        // A name that only differs in case should not come with three worse guesses.
        return [.. near.Take(Most).Where(k => k.Distance <= near[0].Distance + 0.5).Select(k => k.Name)];
    }

    /// <summary>" Did you mean 'a' or 'b'?" with a space before it, or nothing.</summary>
    public static string Sentence(string name, IEnumerable<string> known) => (string[])[.. For(name, known)] switch
    {
        [] => "",
        [var one] => $" Did you mean '{one}'?",
        [.. var first, var last] => $" Did you mean {string.Join(", ", first.Select(n => $"'{n}'"))} or '{last}'?",
    };

    /// <summary>Edits that turn one name into another, neighbours swapped being one; another case is a quarter, an underscore half an edit.</summary>
    internal static double Distance(string a, string b)
    {
        var d = new double[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++) { d[i, 0] = d[i - 1, 0] + Weight(a[i - 1]); }
        for (var j = 1; j <= b.Length; j++) { d[0, j] = d[0, j - 1] + Weight(b[j - 1]); }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var (x, y) = (a[i - 1], b[j - 1]);
                var replaced = d[i - 1, j - 1] + (x == y ? 0 : char.ToUpperInvariant(x) == char.ToUpperInvariant(y) ? 0.25 : 1);
                d[i, j] = Math.Min(replaced, Math.Min(d[i - 1, j] + Weight(x), d[i, j - 1] + Weight(y)));
                if (i > 1 && j > 1 && x == b[j - 2] && y == a[i - 2]) { d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1); }
            }
        }

        return d[a.Length, b.Length];

        static double Weight(char c) => c == '_' ? 0.5 : 1;
    }
}
