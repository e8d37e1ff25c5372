using System.Text.RegularExpressions;

namespace Cajal.Tests;

/// <summary>What holds for the repository as a whole.</summary>
public sealed class RepositoryTests
{
    /// <summary>A folder of src/Cajal and the folders whose types it may mention; files at the root are open to all.</summary>
    private static readonly Dictionary<string, string[]> _arrows = new()
    {
        [""] = [],
        ["Units"] = [],
        ["Equations"] = ["Units"],
        ["Integrators"] = ["Equations", "Units"],
        ["Ir"] = ["Integrators", "Equations", "Units"],
        ["Backends"] = ["Ir"],
        ["Runtime"] = ["Ir", "Backends"],
        ["Compilation"] = ["Units", "Equations", "Integrators", "Ir", "Backends", "Runtime"],
        ["Analysis"] = ["Units"],

        // What a user names: objects know their network, and the network its objects.
        ["Recording"] = ["Units", "Equations", "Ir", "Compilation", "Runtime", "Model", "Running"],
        ["Running"] = ["Units", "Model"],
        ["Model"] = ["Units", "Equations", "Integrators", "Ir", "Backends", "Compilation", "Runtime", "Recording", "Analysis", "Running", "Behaviors"],
        ["Behaviors"] = ["Units", "Equations", "Runtime", "Model", "Running", "Recording"],
        ["Elements"] = ["Model", "Units", "Recording", "Running"],
    };

    /// <summary>Types that share their name with members of others: the slot "Synapses" of a step, the constants of a text, the clock of an operation, the end of a range, a kind of declaration, the matrix of a system, the input of an element.</summary>
    private static readonly string[] _alsoMembers = ["Synapses", "Constants", "Clock", "End", "Parameter", "Matrix", "Input"];

    [Fact]
    public void Dependencies_of_the_library_point_only_where_the_architecture_lets_them()
    {
        var violations = SourceArrows.Violations(FilesOf("src/Cajal", "*.cs"), _arrows, _alsoMembers);

        Assert.True(violations.Count == 0, "Arrows that are not in the table:\n" + string.Join('\n', violations));
    }

    [Theory]
    [InlineData("using Cajal.Ir;\nnamespace Cajal.Units;\npublic sealed class A\n{\n    Node n;\n}", "Units/A.cs:5: Units -> Ir (Node)")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A\n{\n    Ir.Node n;\n}", "Units/A.cs:4: Units -> Ir (Node)")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A\n{\n    object o = new NeuronGroup(1);\n}", "Units/A.cs:4: Units -> Model (NeuronGroup)")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A : NeuronGroup;", "Units/A.cs:2: Units -> Model (NeuronGroup)")]
    public void An_arrow_against_the_table_is_found(string code, string expected) => Assert.Equal([expected], ViolationsWith(code));

    [Theory]
    [InlineData("namespace Cajal.Units;\n/// <see cref=\"NeuronGroup\"/>\npublic sealed class A; // NeuronGroup")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A\n{\n    string s = \"NeuronGroup\";\n}")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A\n{\n    Node n;\n}")]
    [InlineData("namespace Cajal.Units;\npublic sealed class A\n{\n    void NeuronGroup() => x.NeuronGroup.Go();\n}")]
    public void Words_in_comments_and_texts_unseen_types_and_members_are_no_arrow(string code) => Assert.Empty(ViolationsWith(code));

    [Fact]
    public void A_folder_that_the_table_does_not_know_is_found() =>
        Assert.Equal(["New/B.cs: folder 'New' has no row in the table of arrows"], SourceArrows.Violations([new("New/B.cs", "")], _arrows));

    [Theory]
    [InlineData(@"\bSystem\.Random\b|\bnew Random\(|\bRandom\.Shared\b", "random numbers are counter-based: same seed, same spikes")]
    [InlineData(@"\bDateTime(Offset)?\.(Utc)?Now\b", "results do not depend on the clock")]
    [InlineData(@"\bThread\.Sleep\b", "nothing waits by time")]
    [InlineData(@"\bNotImplementedException\b|\bTO" + @"DO\b|\bFIX" + @"ME\b", "nothing is left half done")]
    [InlineData(@"#region\b|#endregion\b", "a file that needs regions is two files")]
    public void Banned_words_are_not_in_the_sources(string pattern, string reason)
    {
        var found = Find(new Regex(pattern), FilesOf("src", "*.cs"));

        Assert.True(found.Count == 0, $"Banned ({reason}):\n" + string.Join('\n', found));
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        Regex paths = new(@"(?<![\w./*])/(work|tmp|root)/");

        string[] kinds = ["*.cs", "*.md", "*.csproj", "*.props", "*.targets", "*.slnx", "*.json", "*.editorconfig", "*.sh", "run"];
        var found = Find(paths, [.. kinds.SelectMany(kind => FilesOf("", kind))]);

        Assert.True(found.Count == 0, "Paths of one machine:\n" + string.Join('\n', found));
    }

    private static IReadOnlyList<string> ViolationsWith(string code) => SourceArrows.Violations(
        [
            new("Ir/Node.cs", "namespace Cajal.Ir;\ninternal sealed class Node;"),
            new("Model/NeuronGroup.cs", "namespace Cajal;\npublic sealed class NeuronGroup;"),
            new("Units/A.cs", code),
        ],
        _arrows);

    private static List<string> Find(Regex pattern, IReadOnlyList<SourceFile> files) =>
        [.. from file in files
            from line in file.Text.Split('\n').Index()
            where pattern.IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}"];

    private static List<SourceFile> FilesOf(string folder, string kind)
    {
        var top = Path.Combine(Repository.Root, folder);
        return [.. from path in Directory.EnumerateFiles(top, kind, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
                let relative = Path.GetRelativePath(top, path).Replace('\\', '/')
                where !relative.Split('/').Any(part => part is "bin" or "obj" or "out" or "TestResults" or ".git" or ".vs")
                orderby relative
                select new SourceFile(relative, File.ReadAllText(path))];
    }
}
