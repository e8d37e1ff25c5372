using System.Reflection;
using System.Text.RegularExpressions;
using static Cajal.Units.SI;

namespace Cajal.Tests.Docs;

public sealed partial class EquationPageTests
{
    private static readonly Document s_page = new("equations.md");

    [Fact]
    public void The_tables_of_the_page_are_those_of_the_code()
    {
        s_page.RequirePart("flags", EquationTables.Flags());
        s_page.RequirePart("operators", EquationTables.Operators());
        s_page.RequirePart("functions", EquationTables.Functions());
        s_page.RequirePart("units", EquationTables.Units());
        s_page.RequirePart("names", EquationTables.Names());
        s_page.RequirePart("methods", EquationTables.Methods());
        s_page.RequirePart("limits", EquationTables.Limits());
    }

    public static TheoryData<string, string> Texts
    {
        get
        {
            TheoryData<string, string> texts = [];
            foreach (Match block in Block.Matches(s_page.Text)) { texts.Add(block.Groups["kind"].Value, block.Groups["text"].Value.Trim('\n')); }
            foreach (var (_, example) in EquationTables.Examples) { texts.Add("code", $"q = {example}"); }
            return texts;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_of_the_page_runs(string kind, string text)
    {
        using Network net = new();
        foreach (var (name, value) in (Dictionary<string, ModelConstant>)new() { ["tau"] = 10 * ms, ["El"] = -70 * mV, ["VT"] = -50 * mV, ["R"] = 100 * Mohm, ["sigma"] = 1 * mV })
        {
            net.Constants[name] = value;
        }

        switch (kind)
        {
            case "equations":
                net.Add(new NeuronGroup(2, text, "False", refractory: 5 * ms));
                break;
            case "code":
                net.Add(new NeuronGroup(2, Variables, "v > VT", text));
                break;
            case "condition":
                net.Add(new NeuronGroup(2, Variables, text, refractory: 5 * ms));
                break;
            default:
                var cells = net.Add(new NeuronGroup(2, Variables, "v > VT"));
                var (model, code) = text.Split("\n\n") is [var first, var second] ? (first, second) : ("", text);
                net.Add(new Synapses(cells, cells, model, onPre: code)).Connect();
                break;
        }

        net.Run(1 * ms);
    }

    public static TheoryData<string> Programs => [.. Snippets.Select(m => m.Name)];

    [Fact]
    public void The_programs_of_the_page_are_those_that_are_compiled()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Cajal.Tests", "Docs", $"{nameof(EquationSnippets)}.cs")).ReplaceLineEndings("\n");
        Assert.Equal(
            Body.Matches(source).Select(m => m.Groups[1].Value.Replace("\n        ", "\n", StringComparison.Ordinal)),
            Program.Matches(s_page.Text).Select(m => m.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_program_of_the_page_runs(string name)
    {
        using Network net = new();
        Snippets.Single(m => m.Name == name).Invoke(null, [net]);
        net.Run(1 * ms);
    }

    private static MethodInfo[] Snippets => typeof(EquationSnippets).GetMethods(BindingFlags.Public | BindingFlags.Static);

    private const string Variables = "v, u : volt\nI : amp\ng : siemens\nx, w, total : 1\nn : integer\nflag : boolean\nE = El + u : volt";

    [GeneratedRegex(@"```(?<kind>equations|code|condition|synapses)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"```csharp(\n.*?\n)```", RegexOptions.Singleline)]
    private static partial Regex Program { get; }

    [GeneratedRegex(@"\(Network net\)\n    \{(\n.*?\n)    \}", RegexOptions.Singleline)]
    private static partial Regex Body { get; }
}
