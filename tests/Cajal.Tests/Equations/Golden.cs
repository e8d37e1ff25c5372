using System.Text;

namespace Cajal.Equations;

/// <summary>Cases of texts and the whole messages that they earn: the text, then the message with each line behind '> ', then a blank line.</summary>
internal static class Golden
{
    public static TheoryData<string, string> Read(string blocks)
    {
        var cases = new TheoryData<string, string>();
        foreach (var block in blocks.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Trim('\n').Split('\n');
            cases.Add(Join(lines.Where(l => !l.StartsWith("> ", StringComparison.Ordinal))), Join(lines.Where(l => l.StartsWith("> ", StringComparison.Ordinal)).Select(l => l[2..])));
        }
        return cases;

        static string Join(IEnumerable<string> lines) => new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
