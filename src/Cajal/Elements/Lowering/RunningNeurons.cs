using Cajal.Units;

namespace Cajal.Elements;

/// <summary>An array of integrate-and-fire neurons as a group of the engine.</summary>
internal sealed class RunningNeurons : IRunningFields
{
    /// <summary>Steps before the first one: longer ago than any refractory period.</summary>
    private const int LongAgo = -(1 << 30);

    private readonly ElementArray _array;

    /// <param name="array">The neurons.</param>
    /// <param name="clock">Their clock; null for that of the network.</param>
    public RunningNeurons(ElementArray array, Network network, Clock? clock)
    {
        _array = array;
        var tree = array.Tree;
        Group = new NeuronGroup(array.Count, NeuronText.Variables(array.Class.Name, 0), threshold: "fired") { Name = array.Path };
        if (clock is not null) { Group.Clock = clock; }
        network.Add(Group);
        if (tree.RefractoryInput == RefractoryInput.Accumulate) { Group.RunRegularly(NeuronText.Arrival, when: "before_groups"); }
        Group.RunRegularly(NeuronText.Step(array.Class.Name, 0, tree.RefractoryInput, tree.TimeComparison), when: "groups");
        foreach (var field in array.Class.Fields) { Write(field, 0, array.Count); }
        Group["Vm"] = new QuantityArray(array.Column("initVm").ToArray(), SI.V.Dimension);
        Group["lastEvent"] = "-refractoryPeriod";
        Group["lastStep"] = LongAgo;
        array.Running = this;
    }

    public NeuronGroup Group { get; }

    /// <summary>The variable that stands for a field; null where there is none.</summary>
    public static string? VariableOf(string field) => field switch { "initVm" => null, "hasFired" => "fired", "lastEventTime" => "lastEvent", _ => field };

    public double[] Read(FieldInfo field, int first, int count) => Group[VariableOf(field.Name)!][first..(first + count)].ToArray();

    public void Write(FieldInfo field, int first, int count)
    {
        if (field.IsReadOnly || VariableOf(field.Name) is not { } variable) { return; }
        var column = _array.Column(field.Name);
        if (column.Common is { } common && count == _array.Count)
        {
            Group[variable] = new Quantity(common, field.Dimension);
            return;
        }

        Group[variable][first..(first + count)] = new QuantityArray([.. Enumerable.Range(first, count).Select(k => column[k])], field.Dimension);
    }
}
