namespace Cajal.Cli.Tests;

/// <summary>What commands say; what they do with a model is checked by .ci/packages, which installs and runs them.</summary>
[Collection("console")]
public sealed class CommandTests
{
    [Theory]
    [InlineData("", "cajal: Name a command.")]
    [InlineData("rnu coba", "cajal: There is no command 'rnu' of 'cajal'. Did you mean 'run'?")]
    [InlineData("diff a.cajal", "cajal: 'cajal diff' needs RUNFILE RUNFILE.")]
    [InlineData("doctor --jsno", "cajal: There is no option '--jsno' of 'cajal doctor'. Did you mean '--json'?")]
    [InlineData("doctor more", "cajal: There is no argument 'more' of 'cajal doctor'.")]
    [InlineData("run coab", "cajal: There is no file 'coab', and no example of this name. Did you mean 'coba'?")]
    [InlineData("run --sede 3", "cajal: Name a model before its options: 'cajal run MODEL --sede'.")]
    [InlineData("run --seed 3", "cajal: 'cajal run' needs FILE|EXAMPLE.")]
    [InlineData("run coba --precision tripel", "cajal: Argument 'tripel' not recognized. Must be one of:")]
    [InlineData("report none.cajal", "cajal: There is no run file 'none.cajal'.")]
    [InlineData("resume none.cajal", "cajal: There is no run file 'none.cajal'.")]
    [InlineData("new a/b?c", "cajal: 'a/b?c' cannot be the name of a model: it is letters, digits, '-', '_' and '.', such as my-network.")]
    [InlineData("new model --source no-such-folder", "cajal: There is no folder 'no-such-folder' to take packages from.")]
    [InlineData("export none.cajal", "cajal: There is no run file 'none.cajal'.")]
    [InlineData("export none.cajal --format xml", "cajal: Argument 'xml' not recognized. Must be one of:")]
    [InlineData("completion csh", "cajal: Argument 'csh' not recognized. Must be one of:")]
    public void A_mistake_is_named_with_a_remedy_and_ends_with_2(string line, string expected)
    {
        var (code, _, error) = Invoke(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_of_cajal_and_lists_every_command_and_the_options_that_models_share()
    {
        var (code, output, _) = Invoke("--help");
        Assert.Equal(0, code);
        Assert.Contains("  cajal [command] [options]", output, StringComparison.Ordinal);
        Assert.All(["new", "run", "resume", "explain", "report", "diff", "export", "bench", "doctor", "completion"], c => Assert.Contains($"\n  {c} ", output, StringComparison.Ordinal));
        Assert.All(["--duration <TIME>", "--threads <N>", "--precision <double|single>"], o => Assert.Contains(o, Invoke("run", "--help").Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_finds_that_kernels_agree_and_says_it_to_programs_too()
    {
        Assert.Contains("ok       kernels", Invoke("doctor").Output, StringComparison.Ordinal);
        var json = System.Text.Json.Nodes.JsonNode.Parse(Invoke("doctor", "--json").Output)!;
        Assert.True((bool)json["kernels"]!);
        Assert.Equal(Environment.ProcessorCount, (int)json["threads"]!);
    }

    [Fact]
    public void Words_are_completed()
    {
        Assert.Equal("diff", Invoke("[suggest:8]", "cajal di").Output.Trim());
        Assert.Contains("cobahh", Invoke("[suggest:12]", "cajal run co").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_model_is_never_written_over_another()
    {
        var folder = Directory.CreateTempSubdirectory("cajal-new-");
        try
        {
            var name = Path.Combine(folder.FullName, "model");
            Assert.Equal(0, Invoke("new", name).Code);
            Assert.Contains("RunOptions.Parse(args, \"model\"", File.ReadAllText(name + ".cs"), StringComparison.Ordinal);
            Assert.DoesNotContain("$", File.ReadLines(name + ".cs").Take(5).Aggregate("", string.Concat), StringComparison.Ordinal);

            var (code, _, error) = Invoke("new", name);
            Assert.Equal((2, $"cajal: There is a file '{name}.cs' already. Choose another name, or delete it."), (code, error.Trim()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Code, string Output, string Error) Invoke(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter said = new(), complained = new();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return (CommandTree.Invoke(arguments), said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
