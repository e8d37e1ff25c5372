using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class DistinctColumnsTests
{
    private static readonly RandomStream s_stream = RandomStream.Create(42, 0, 0, 0);

    // Oracle: chi-square of 10 equally likely sets of two, or of three, out of five: 9 degrees of freedom, 1 in 10 million above 50.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_set_of_columns_is_as_likely_as_any_other(int size)
    {
        const int Rows = 100_000;
        var counts = Enumerable.Range(0, Rows).CountBy(row => string.Join(' ', Chosen((uint)row, 5, size))).Select(c => c.Value).ToList();

        Assert.Equal(10, counts.Count);
        Assert.InRange(counts.Sum(c => Math.Pow(c - (Rows / 10.0), 2) / (Rows / 10.0)), 0, 50);
    }

    [Fact]
    public void Columns_ascend_and_are_as_many_as_asked_for()
    {
        foreach (var count in (int[])[1, 2, 63, 64, 65, 511, 512, 513, 5000])
        {
            foreach (var size in (int[])[0, 1, count / 20, count / 2, (count / 2) + 1, count - 1, count])
            {
                var columns = Chosen(7, count, size);
                Assert.Equal(columns.Distinct().Order(), columns);
                Assert.All(columns, column => Assert.InRange(column, 0, count - 1));
            }
        }
    }

    [Fact]
    public void Rows_are_independent_of_what_was_chosen_before()
    {
        var alone = Chosen(7, 1000, 100);
        Assert.NotEqual(alone, Chosen(8, 1000, 100));
        Chosen(9, 1000, 900);
        Assert.Equal(alone, Chosen(7, 1000, 100));
    }

    private static int[] Chosen(uint row, int count, int size)
    {
        var columns = new int[size];
        DistinctColumns.Choose(s_stream, row, count, columns);
        return columns;
    }
}
