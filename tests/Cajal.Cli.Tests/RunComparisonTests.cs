using Cajal.Store;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Cli.Tests;

public sealed class RunComparisonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cajal-diff-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Runs_with_the_same_spikes_are_the_same()
    {
        var comparison = Compare([0, 1], [1, 2], [0, 1], [1, 2]);

        Assert.True(comparison.AreSame);
        // Two spikes of three neurons in 10 ms.
        Assert.Equal(new PopulationComparison("input", 2, 2, 2 / 0.03, 2 / 0.03), Assert.Single(comparison.Populations), Near);
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 1.0, 2 }, new[] { 0, 2 }, new[] { 1.0, 2 }, 2e-3, 1, true)]
    [InlineData(new[] { 0, 1 }, new[] { 1.0, 4 }, new[] { 0, 1 }, new[] { 1.0, 3 }, 3e-3, 1, false)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 1.0, 2, 9 }, new[] { 0, 1 }, new[] { 1.0, 2 }, 9e-3, 2, true)]
    [InlineData(new int[0], new double[0], new[] { 2 }, new[] { 5.0 }, 5e-3, 2, false)]
    public void The_first_spike_that_only_one_run_has_is_named(int[] a, double[] timesA, int[] b, double[] timesB, double time, int neuron, bool isInFirst)
    {
        var first = Compare(a, timesA, b, timesB).First!;

        Assert.Equal(time, first.Time, 1e-9);
        Assert.Equal(("input", neuron, isInFirst), (first.Population, first.Neuron, first.IsInFirst));
    }

    [Fact]
    public void A_population_that_only_one_run_has_makes_them_differ()
    {
        Write("a", [0], [1], "one");
        Write("b", [0], [1], "two");
        using var a = RunFile.Open(PathOf("a"));
        using var b = RunFile.Open(PathOf("b"));

        var comparison = RunComparison.Of(a, b);

        Assert.False(comparison.AreSame);
        Assert.Equal([$"'one' of 3 neurons ({PathOf("a")})", $"'two' of 3 neurons ({PathOf("b")})"], comparison.OnlyInOne);
        Assert.Contains("Only one run has 'one' of 3 neurons", comparison.ToText("a", "b"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_and_the_object_say_the_same()
    {
        var comparison = Compare([0, 1], [1, 2], [0, 2], [1, 2]);

        Assert.Contains("The runs part at 2 ms: neuron 1 of 'input' spikes in A, but not in B.", comparison.ToText("a", "b"), StringComparison.Ordinal);
        Assert.Contains("""
              "same": false,
              "first_difference": {
                "time_s": 0.002,
                "population": "input",
                "neuron": 1,
                "spikes_in": "a"
              },
            """, comparison.ToJson(), StringComparison.Ordinal);
    }

    private static bool Near(PopulationComparison x, PopulationComparison y) =>
        x with { RateA = 0, RateB = 0 } == y with { RateA = 0, RateB = 0 } && Math.Abs(x.RateA - y.RateA) < 1e-6 && Math.Abs(x.RateB - y.RateB) < 1e-6;

    private RunComparison Compare(int[] indicesA, double[] timesA, int[] indicesB, double[] timesB)
    {
        Write("a", indicesA, timesA, "input");
        Write("b", indicesB, timesB, "input");
        using var a = RunFile.Open(PathOf("a"));
        using var b = RunFile.Open(PathOf("b"));
        return RunComparison.Of(a, b);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name + ".cajal");

    // Times in ms.
    private void Write(string name, int[] indices, double[] times, string group)
    {
        using Network net = new();
        net.Add(new SpikeGeneratorGroup(3, indices, new QuantityArray(times, Dimension.None) * ms) { Name = group });
        using var file = RunFile.Create(PathOf(name), net, "test");
        net.Run(10 * ms);
    }
}
