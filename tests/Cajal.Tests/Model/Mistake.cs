using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

/// <summary>What is said of a mistake, in full.</summary>
internal static class Mistake
{
    public static void Says(string message, Action mistake) =>
        Assert.Equal(message, Assert.ThrowsAny<ModelException>(mistake).Message);

    public static void Says(string message, Func<object?> mistake) => Says(message, () => { mistake(); });

    public static NeuronGroup Cells(int count = 10) => new(
        count, "dv/dt = (E - v)/tau : volt\nE : volt\ntau : second\ncount : integer\nflag : boolean", "v > -50*mV", "v = -60*mV");

    public static (Network Network, NeuronGroup Cells) Net()
    {
        Network network = new();
        var cells = network.Add(Cells());
        cells["tau"] = 10 * ms;
        return (network, cells);
    }
}
