using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public sealed class AliasTableTests
{
    // Oracle: the probabilities by their definition, from sums of logarithms; the table's are sums over its places.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.1)]
    [InlineData(1000, 0.002)]
    [InlineData(1000, 0.97)]
    [InlineData(100_000, 0.25)]
    public void A_table_holds_the_probabilities_of_the_distribution(int trials, double p)
    {
        var table = AliasTable.Binomial(trials, p);
        Dictionary<long, double> held = [];
        for (var place = 0; place < table.Size; place++)
        {
            held[table.First + place] = held.GetValueOrDefault(table.First + place) + (table.Thresholds[place] / table.Size);
            held[table.Aliases[place]] = held.GetValueOrDefault(table.Aliases[place]) + ((1 - table.Thresholds[place]) / table.Size);
        }

        var logarithm = trials * Math.Log(1 - p);
        var sum = 0.0;
        for (var k = 0; k <= trials; k++)
        {
            Assert.Equal(Math.Exp(logarithm), held.GetValueOrDefault(k), 1e-10 * Math.Exp(logarithm) + 1e-15);
            sum += held.GetValueOrDefault(k);
            logarithm += Math.Log((trials - k) / (k + 1.0) * p / (1 - p));
        }

        Assert.Equal(1, sum, 1e-12);
        Assert.Equal(1, held.Values.Sum(), 1e-12);
    }

    [Fact]
    public void What_is_certain_takes_one_place()
    {
        foreach (var (table, count) in ((AliasTable, long)[])[(AliasTable.Binomial(7, 0), 0), (AliasTable.Binomial(0, 0.5), 0), (AliasTable.Binomial(7, 1), 7)])
        {
            Assert.Equal((1, count, 1.0), (table.Size, table.First, table.Thresholds[0]));
        }
    }
}
