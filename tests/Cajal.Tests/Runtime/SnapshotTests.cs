using System.Collections.Immutable;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal.Tests.Runtime;

public sealed class SnapshotTests
{
    [Fact]
    public void Values_of_every_type_come_back_from_their_bytes()
    {
        Snapshot snapshot = new();
        StateArray array = new(new("v", IrType.Real), Precision.Single, 100);
        array[70] = 1.5;
        snapshot.Put("array", array);
        snapshot.Put("numbers", (1.5, 2u, -3L, true, "text"));
        snapshot.Put("arrays", (new[] { 1, 2 }, new[] { 3L }, new[] { 0.5, double.NaN }, new byte[] { 7 }));
        snapshot.Put("optional", ((double?)null, (double?)2.5));
        snapshot.Put("nested", new[] { ("a", new[] { 1.0 }), ("b", Array.Empty<double>()) });
        snapshot.Put("list", ImmutableArray.Create((1, 2), (3, 4)));
        snapshot.Put("steps", new double?[] { 1e-4, null });
        snapshot.PutMade("made", new Version(1, 2), "version 1.2");
        var copy = Copy(snapshot);
        array[70] = 0;

        Assert.Equal(1.5, copy.Get<StateArray>("array")[70]);
        Assert.Equal((1.5, 2u, -3L, true, "text"), copy.Get<(double, uint, long, bool, string)>("numbers"));
        var (integers, longs, reals, bytes) = copy.Get<(int[], long[], double[], byte[])>("arrays");
        Assert.Equal([1, 2], integers);
        Assert.Equal([3L], longs);
        Assert.Equal([0.5, double.NaN], reals);
        Assert.Equal([7], bytes);
        Assert.Equal(((double?)null, (double?)2.5), copy.Get<(double?, double?)>("optional"));
        Assert.Equal(["a", "b"], copy.Get<(string, double[])[]>("nested").Select(n => n.Item1));
        Assert.Equal(new[] { (1, 2), (3, 4) }, copy.Get<ImmutableArray<(int, int)>>("list").ToArray());
        Assert.Equal([1e-4, null], copy.Get<double?[]>("steps"));
        Version present = new(1, 2);
        Assert.Same(present, copy.GetMade("made", present, "version 1.2"));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Snapshot snapshot = new();
        snapshot.Put("x", 1.5);
        snapshot.PutMade("made", new Version(1, 2), "version 1.2");
        var copy = Copy(snapshot);
        Assert.Equal("The stored state holds nothing of 'y': the network has changed since it was stored.", Assert.Throws<ModelException>(() => copy.Get<double>("y")).Message);
        Assert.Equal("The stored state holds something else under 'x': the network has changed since it was stored.", Assert.Throws<ModelException>(() => copy.Get<int>("x")).Message);
        Assert.Equal(
            "The stored state has version 1.2 for 'made', but the program has made version 3. Make the same before going on from it.",
            Assert.Throws<ModelException>(() => copy.GetMade("made", new Version(3, 0), "version 3")).Message);
        Assert.Throws<ModelException>(() => SnapshotTypes.Named("(f8,what)"));
        Assert.Throws<ModelException>(() => SnapshotTypes.Named("(f8"));
    }

    private static Snapshot Copy(Snapshot snapshot)
    {
        using MemoryStream stream = new();
        snapshot.WriteTo(stream);
        stream.Position = 0;
        return Snapshot.ReadFrom(stream);
    }
}
