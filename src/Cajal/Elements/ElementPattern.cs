using System.Globalization;
using System.Text.RegularExpressions;

namespace Cajal.Elements;

/// <summary>A pattern of paths with wildcards and conditions.</summary>
internal sealed partial class ElementPattern
{
    private readonly string _text;
    private readonly string[] _names;
    private readonly List<Condition> _conditions = [];

    private ElementPattern(string text)
    {
        _text = text;
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var path = bracket < 0 ? text : text[..bracket];
        if (!path.StartsWith('/')) { throw new ModelException($"'{text}' is no pattern of paths: it begins at the root, as in '/##[ISA=LIF]'."); }
        _names = path[1..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (bracket >= 0) { ReadConditions(text[bracket..]); }
    }

    /// <exception cref="ModelException">The pattern is not right.</exception>
    public static ElementPattern Parse(string text) => new(text);

    /// <summary>The elements whose paths fit.</summary>
    public IEnumerable<Element> In(ElementArray root) => Fitting(root, 0).Distinct().Where(a => _conditions.TrueForAll(c => c.Field is not null || c.IsMetBy(a.Class)))
        .SelectMany(a => _conditions.Exists(c => c.Field is not null) ? Elements(a) : [a.Class.Handle(a, 0, 0)]);

    [GeneratedRegex(@"\G\[(?:(ISA|TYPE|CLASS)(==?|!=)(\w+)|FIELD\((\w+)\)(==?|!=|<=|>=|<|>)([^\]]+))\]")]
    private static partial Regex ConditionText();

    private IEnumerable<ElementArray> Fitting(ElementArray array, int level)
    {
        if (level == _names.Length) { return [array]; }
        if (_names[level] == "##") { return array.SelfAndDescendants().SelectMany(below => level + 1 == _names.Length ? below == array ? [] : [below] : Fitting(below, level + 1)); }
        Regex name = new($"^{Regex.Escape(_names[level]).Replace(@"\#", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$");
        return array.Children.Where(c => name.IsMatch(c.Name)).SelectMany(c => Fitting(c, level + 1));
    }

    private IEnumerable<Element> Elements(ElementArray array)
    {
        var tests = _conditions.Where(c => c.Field is not null).ToList();
        return tests.TrueForAll(c => array.Class.Fields.Any(f => f.Name == c.Field))
            ? Enumerable.Range(0, array.Count).Select(k => array.Class.Handle(array, k, 1)).Where(e => tests.TrueForAll(c => c.IsMetBy(e[c.Field!])))
            : [];
    }

    private void ReadConditions(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var match = ConditionText().Match(text, at);
            if (!match.Success) { throw new ModelException($"'{text[at..]}' in '{_text}' is no condition. Conditions are as [ISA=LIF], [TYPE!=Neutral] and [FIELD(Vm)>=-65e-3]."); }
            var isClass = match.Groups[1].Success;
            if (isClass && !ElementClasses.Names.Contains(match.Groups[3].Value))
            {
                throw new ModelException($"There is no class '{match.Groups[3].Value}'.{Suggest.Sentence(match.Groups[3].Value, ElementClasses.Names)}");
            }

            if (!isClass && !double.TryParse(match.Groups[6].Value, CultureInfo.InvariantCulture, out _)) { throw new ModelException($"'{match.Groups[6].Value}' in '{_text}' is no number."); }
            _conditions.Add(isClass
                ? new(match.Groups[2].Value, null, match.Groups[1].Value == "ISA", match.Groups[3].Value, 0)
                : new(match.Groups[5].Value, match.Groups[4].Value, false, "", double.Parse(match.Groups[6].Value, CultureInfo.InvariantCulture)));
            at += match.Length;
        }
    }

    /// <param name="Field">The field that is compared with a number; null for a condition on the class.</param>
    /// <param name="CountsKinds">Whether a class counts as those whose kind it is.</param>
    private sealed record Condition(string Operator, string? Field, bool CountsKinds, string Class, double Number)
    {
        public bool IsMetBy(ElementClass kind) => (kind.Name == Class || (CountsKinds && kind.BaseNames.Contains(Class))) == (Operator != "!=");

        public bool IsMetBy(double value) => Operator switch
        {
            "<" => value < Number,
            ">" => value > Number,
            "<=" => value <= Number,
            ">=" => value >= Number,
            "!=" => value != Number,
            _ => value == Number,
        };
    }
}
