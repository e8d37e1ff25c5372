namespace Cajal.Tests;

public class SuggestTests
{
    [Theory]
    [InlineData("taum", new[] { "tau_m", "tau_e", "g" }, " Did you mean 'tau_m'?")]
    [InlineData("mv", new[] { "mV", "ms", "nS" }, " Did you mean 'mV'?")]
    [InlineData("rfeactory", new[] { "refractory", "reset" }, " Did you mean 'refractory'?")]
    [InlineData("theshold", new[] { "threshold" }, " Did you mean 'threshold'?")]
    [InlineData("gx", new[] { "ge", "gi", "v" }, " Did you mean 'ge' or 'gi'?")]
    [InlineData("gx", new[] { "ga", "gb", "gc", "gd" }, " Did you mean 'ga', 'gb' or 'gc'?")]
    [InlineData("x", new[] { "y", "z" }, "")]
    [InlineData("V", new[] { "v" }, " Did you mean 'v'?")]
    [InlineData("conductance", new[] { "v", "w" }, "")]
    public void Near_names_are_offered_and_far_ones_are_not(string name, string[] known, string sentence) =>
        Assert.Equal(sentence, Suggest.Sentence(name, known));

    [Fact]
    public void Swapped_neighbours_are_one_edit_and_case_a_quarter()
    {
        Assert.Equal(1, Suggest.Distance("mvlot", "mvolt"));
        Assert.Equal(0.25, Suggest.Distance("mv", "mV"));
        Assert.Equal(0.5, Suggest.Distance("taum", "tau_m"));
        Assert.Equal(3, Suggest.Distance("kitten", "sitting"));
    }
}
