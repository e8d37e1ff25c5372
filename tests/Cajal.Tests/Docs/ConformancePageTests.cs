using System.Text.RegularExpressions;

namespace Cajal.Tests.Docs;

/// <summary>The pages that map facts to tests keep to the tests that there are.</summary>
public sealed partial class ConformancePageTests
{
    private const int RowCount = 84;

    private static readonly Document _page = new("conformance.md");

    private static readonly Document _validation = new("validation.md");

    private static readonly ILookup<string, string> _tests = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .SelectMany(file => from test in TestStart().Split(File.ReadAllText(file)).Skip(1)
                            select (Name: $"{Path.GetFileNameWithoutExtension(file)}.{NameOfTest().Match(test).Groups[1].Value}", Text: test))
        .ToLookup(test => test.Name, test => test.Text);

    [Fact]
    public void Every_row_of_the_list_is_there_once_and_in_order() =>
        Assert.Equal(Enumerable.Range(1, RowCount).Select(n => $"{n}"), Rows("rows").Select(cells => cells[0]));

    [Fact]
    public void Every_row_names_tests_and_all_of_them_exist()
    {
        foreach (var cells in Rows("rows").Concat(Rows("weak points")).Concat(Rows("validation", _validation)))
        {
            var names = TestsOf(cells);
            Assert.True(names.Length > 0, $"'{cells[0]} {cells[1]}' names no test.");
            Assert.All(names, name => Assert.True(_tests.Contains(name), $"'{cells[0]}' names {name}, which is no test."));
        }
    }

    [Fact]
    public void A_row_whose_tests_do_not_run_on_every_configuration_says_why() =>
        Assert.All(
            Rows("rows").Where(cells => cells[3].Length == 0),
            cells => Assert.All(TestsOf(cells), name => Assert.True(
                _tests[name].Any(text => text.Contains("Configurations", StringComparison.Ordinal)),
                $"{name} of row {cells[0]} does not run on all configurations, and the row has no remark.")));

    /// <summary>The cells of a table, without its two lines of heading.</summary>
    private static string[][] Rows(string part, Document? page = null) =>
        [.. from line in (page ?? _page).Part(part).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)
            select (string[])[.. line.Split('|')[1..^1].Select(cell => cell.Trim())]];

    private static string[] TestsOf(string[] cells) => [.. from match in QuotedName().Matches(cells[2]) select match.Groups[1].Value];

    [GeneratedRegex(@"^ {4}\[(?=Fact|Theory)", RegexOptions.Multiline)]
    private static partial Regex TestStart();

    [GeneratedRegex(@"public (?:async Task|void) (\w+)\(")]
    private static partial Regex NameOfTest();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex QuotedName();
}
