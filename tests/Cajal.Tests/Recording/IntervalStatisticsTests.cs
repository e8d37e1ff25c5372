using Cajal.Runtime;

namespace Cajal.Tests.Recording;

public sealed class IntervalStatisticsTests
{
    [Fact]
    public void The_coefficient_of_variation_is_that_of_the_intervals_of_each_element()
    {
        IntervalStatistics statistics = new(4);
        statistics.Add([new(0, 0), new(0, 1), new(0, 3)]);
        statistics.Add([new(10, 0), new(10, 1), new(20, 1), new(30, 0), new(30, 3)]);
        statistics.Add([new(40, 0)]);

        // Element 0: intervals 10, 20, 10, mean 40/3, variance 200/9, so sqrt(2)/4. Element 1: 10, 10, so 0.
        // Element 2 never spikes and element 3 has one interval: neither counts.
        Assert.Equal(Math.Sqrt(2) / 8, statistics.MeanCv(), 1e-14);
        Assert.Equal(9, statistics.Spikes);
    }

    [Fact]
    public void Too_few_spikes_have_no_variation()
    {
        IntervalStatistics statistics = new(1);
        statistics.Add([new(0, 0), new(10, 0)]);

        Assert.True(double.IsNaN(statistics.MeanCv()));
    }
}
