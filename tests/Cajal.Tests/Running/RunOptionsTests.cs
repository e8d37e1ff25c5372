using Cajal.Units;

namespace Cajal.Tests.Running;

public sealed class RunOptionsTests
{
    private static readonly RunOption[] _own =
        [RunOption.Flag("as-written", "Every constant as in the paper"), RunOption.Choice("size", "Size", "small", "full"), RunOption.Value("rate", "5Hz", "Rate")];

    private static RunOptions Read(params string[] args) => RunOptions.Read(args, Seconds(10), Seconds(1e-4), _own);

    private static Quantity Seconds(double value) => new(value, Dimension.Time);

    [Fact]
    public void Without_arguments_every_option_has_its_default()
    {
        var options = Read();

        Assert.Equal((Seconds(10), Seconds(1e-4), 42ul, "cpu", Precision.Double), (options.Duration, options.Dt, options.Seed, options.Backend, options.Precision));
        Assert.Equal((1, "out", null, false, false), (options.Threads, options.OutputDirectory, options.JsonFile, options.Quiet, options.Explain));
        Assert.Equal((false, "small", "5Hz"), (options.Flag("as-written"), options.Value("size"), options.Value("rate")));
    }

    [Fact]
    public void Every_option_can_be_set_with_a_blank_or_an_equals_sign()
    {
        string[] spaced = ["--duration", "250ms", "--seed", "18446744073709551615", "--threads", "2", "--precision", "single", "--dt", "0.05 ms",
            "--backend", "reference", "--out", "a b", "--json", "-", "--quiet", "--explain", "--as-written", "--size", "full", "--rate", "-3"];
        string[] joined = ["--duration=0.25 s", "--seed=18446744073709551615", "--threads=2", "--precision=single", "--dt=50us",
            "--backend=reference", "--out=a b", "--json=-", "--quiet", "--explain", "--as-written", "--size=full", "--rate=-3"];

        foreach (var options in new[] { Read(spaced), Read(joined) })
        {
            Assert.Equal(0.25, options.Duration.Si, 1e-15);
            Assert.Equal(5e-5, options.Dt.Si, 1e-19);
            Assert.Equal((ulong.MaxValue, 2, Precision.Single, "reference"), (options.Seed, options.Threads, options.Precision, options.Backend));
            Assert.Equal(("a b", "-", true, true), (options.OutputDirectory, options.JsonFile, options.Quiet, options.Explain));
            Assert.Equal((true, "full", "-3"), (options.Flag("as-written"), options.Value("size"), options.Value("rate")));
        }
    }

    [Theory]
    [InlineData("There is no option --thread", "--thread", "4")]
    [InlineData("--as-written", "--as-writen")]
    [InlineData("'brunel' is not an option", "brunel")]
    [InlineData("--seed needs a value: --seed 42", "--seed")]
    [InlineData("--seed needs a value", "--seed", "--quiet")]
    [InlineData("--seed needs a whole number from 0 to 2^64 - 1, such as --seed 42, not '-1'", "--seed", "-1")]
    [InlineData("--threads needs a whole number from 1 on", "--threads", "0")]
    [InlineData("--duration needs a time above zero with its unit, such as --duration 0.1ms, not '3mV'", "--duration", "3mV")]
    [InlineData("not '3'", "--duration", "3")]
    [InlineData("not '-3s'", "--duration", "-3s")]
    [InlineData("--backend cannot be 'gpu'. It is one of cpu, reference.", "--backend", "gpu")]
    [InlineData("--quiet takes no value, but was given 'yes'", "--quiet=yes")]
    public void A_mistake_is_quoted_with_what_was_expected(string expected, params string[] args) =>
        Assert.Contains(expected, Assert.Throws<ModelException>(() => Read(args)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_program_cannot_ask_for_an_option_that_it_does_not_declare()
    {
        Assert.Contains("as-written", Assert.Throws<ModelException>(() => Read().Flag("as-writen")).Message, StringComparison.Ordinal);
        Assert.Contains("no option --sizes", Assert.Throws<ModelException>(() => Read().Value("sizes")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_a_line_for_each_option_with_its_default()
    {
        var help = CommandLine.Help("brunel", "A network.", RunOptions.Declare("10 s", "100 us", _own));

        Assert.StartsWith("A network.\n\nUsage: dotnet run -c Release brunel.cs -- [options]\n\n", help, StringComparison.Ordinal);
        Assert.Contains("  --seed N                   Seed of the random numbers (42)\n", help, StringComparison.Ordinal);
        Assert.Contains("  --size small|full          Size (small)\n", help, StringComparison.Ordinal);
        Assert.Contains("  --as-written               Every constant as in the paper\n", help, StringComparison.Ordinal);
        Assert.Equal(14, help.Split('\n').Count(line => line.StartsWith("  --", StringComparison.Ordinal)));
    }
}
