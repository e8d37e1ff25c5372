namespace Cajal.Tests.Model;

public sealed class WorkerTests
{
    /// <summary>1,024 neurons, or 131,072 synapses, are work for a thread.</summary>
    [Theory]
    [InlineData(10, 100, 8, 1)]
    [InlineData(2047, 0, 8, 1)]
    [InlineData(2048, 0, 8, 2)]
    [InlineData(100, 1_000_000, 8, 7)]
    [InlineData(77_169, 298_880_968, 16, 16)]
    [InlineData(77_169, 298_880_968, 1, 1)]
    public void As_many_threads_work_as_there_is_work_for(long neurons, long synapses, int threads, int expected) =>
        Assert.Equal(expected, Network.WorkersFor(neurons, synapses, leastShare: 1024, threads));
}
