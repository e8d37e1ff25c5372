using System.Text;
using System.Text.Json.Nodes;

namespace Cajal.Cli;

/// <summary>Something that was looked at.</summary>
/// <param name="Name">What, such as <c>memory</c>.</param>
/// <param name="Text">What was found, for people.</param>
/// <param name="Value">The same for programs.</param>
/// <param name="Problem">What is wrong with it, and what would help; null for nothing.</param>
internal sealed record Finding(string Name, string Text, JsonNode? Value, string? Problem = null)
{
    /// <summary>A line for each finding, with its problem below.</summary>
    public static string ToText(IReadOnlyList<Finding> findings)
    {
        StringBuilder text = new();
        var width = findings.Max(f => f.Name.Length);
        foreach (var finding in findings)
        {
            text.Append(finding.Problem is null ? "ok       " : "problem  ").Append(finding.Name.PadRight(width)).Append("  ").Append(finding.Text).Append('\n');
            if (finding.Problem is not null) { text.Append(' ', width + 11).Append(finding.Problem).Append('\n'); }
        }

        return text.ToString();
    }

    /// <summary>One object: the value of each finding by its name, and the problems.</summary>
    public static string ToJson(IReadOnlyList<Finding> findings)
    {
        JsonObject json = [];
        foreach (var finding in findings) { json[finding.Name] = finding.Value; }
        json["problems"] = new JsonArray([.. findings.Where(f => f.Problem is not null).Select(f => JsonValue.Create($"{f.Name}: {f.Problem}"))]);
        return json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
    }
}
