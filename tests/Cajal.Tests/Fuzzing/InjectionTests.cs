using Cajal.Equations;
using static Cajal.Units.SI;

namespace Cajal.Tests.Fuzzing;

/// <summary>A text is data: what would be code, a path or markup elsewhere is refused, whatever it hides behind.</summary>
public sealed class InjectionTests
{
    private static readonly string[] s_attacks =
    [
        "; System.IO.File.Delete(v)", "\nusing System.IO;", "\"); Process.Start(\"sh", "'; DROP TABLE spikes; --", "__import__('os')", "eval(v)", "exec(v)", "v.GetType()", "typeof(v)", "$(id)", "`id`",
        "{{7*7}}", "${7*7}", "{System.Environment.Exit(1)}", "#{v}\n#pragma", "// v", "/* v */", "*/", "\"\"\"", "@\"v\"", "\\u0076", "\\\n", "\0", "\u001b[2J", "\u202Ev", "\u200Bv", "\uFF56", "\u0430", "v\u0301",
        "../../include", "<!ENTITY a \"b\">", "<script>", "file:include", "1e999", "0x41", "1_000", "lambda: v", "import os", "goto v", "v = v = v", "v[0]", "(v, v)", "~v", "v ? v : v", "v => v", "while True", "for i in v",
    ];

    public static TheoryData<int> Slots => new(Enumerable.Range(0, ModelTexts.Count));

    [Theory]
    [MemberData(nameof(Slots))]
    public void Code_in_a_text_is_refused_and_changes_nothing(int slot)
    {
        var model = ModelTexts.Corpus[2];
        var before = Kernels(model);
        foreach (var attack in s_attacks)
        {
            foreach (var text in (string[])[attack, $"{model[slot]} {attack}", $"{attack} {model[slot]}", model[slot].Replace("1", attack, StringComparison.Ordinal)])
            {
                // A comment is all that may follow a text and be read over.
                if (text != model[slot] && !text.Contains('#', StringComparison.Ordinal)) { Assert.ThrowsAny<ModelException>(() => model.With(slot, text).Run()); }
            }
        }

        Assert.Equal(before, Kernels(model));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(99_999)]
    public void Parentheses_without_end_are_refused(int count) =>
        Assert.Throws<EquationException>(() => new NeuronGroup(1, $"x = {(ModelText)new string('(', count)} : 1"));

    [Fact]
    public void What_stands_in_a_hole_is_a_value_whatever_it_is_written_as()
    {
        // The expression in the hole is C# of the program itself; the model gets its value under a name that holds no code.
        ModelText text = $"dv/dt = -v/{double.Parse("10") * ms} : 1";

        Assert.Equal("""dv/dt = -v/{double.Parse("10") * ms} : 1""", text.Text);
        Assert.Equal(10e-3, Assert.Single(text.Constants).Value.Si);
        Assert.IsType<Name>(Assert.IsType<Binary>(EquationParser.Parse(new(text.Text, "the equations"))[0].Value).Right);
    }

    private static string Kernels(ModelTexts texts)
    {
        List<string> kernels = [];
        texts.Run(explain: (title, text) => kernels.Add($"{title}\n{text}"));
        return string.Join('\n', kernels);
    }
}
