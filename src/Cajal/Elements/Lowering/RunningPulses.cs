using Cajal.Units;

namespace Cajal.Elements;

/// <summary>An array of pulse generators as a group of the engine; one element more stands for no input.</summary>
internal sealed class RunningPulses : IRunningFields
{
    private const string Step = """
        rest = secondDelay + secondWidth - firstWidth
        period = firstDelay + firstWidth + int((secondWidth > 0*second or secondDelay > 0*second) and rest > 0*second)*rest
        phase = t % (period + int(period <= 0*second)*second)
        isFirst = phase >= firstDelay and phase < firstDelay + firstWidth
        after = phase - firstDelay
        isSecond = not isFirst and after >= secondDelay and after < secondDelay + secondWidth
        outputValue = int(isFirst)*firstLevel + int(isSecond)*secondLevel + int(not isFirst and not isSecond)*baseLevel
        """;

    private readonly ElementArray _array;

    /// <param name="array">The generators.</param>
    /// <param name="clock">Their clock; null for that of the network.</param>
    public RunningPulses(ElementArray array, Network network, Clock? clock)
    {
        _array = array;
        var variables = array.Class.Fields.Select(f => $"{f.Name} : {(f.Dimension == Dimension.Time ? "second" : "amp")}");
        Group = new NeuronGroup(array.Count + 1, string.Join('\n', variables)) { Name = array.Path };
        if (clock is not null) { Group.Clock = clock; }
        network.Add(Group);
        Group.RunRegularly(Step, when: "before_groups");
        foreach (var field in array.Class.Fields) { Write(field, 0, array.Count); }
        Group["outputValue"] = "baseLevel";
        array.Running = this;
    }

    public NeuronGroup Group { get; }

    /// <summary>The element that is always 0.</summary>
    public int Nothing => _array.Count;

    public double[] Read(FieldInfo field, int first, int count) => Group[field.Name][first..(first + count)].ToArray();

    public void Write(FieldInfo field, int first, int count)
    {
        if (field.IsReadOnly) { return; }
        var column = _array.Column(field.Name);
        Group[field.Name][first..(first + count)] = new QuantityArray([.. Enumerable.Range(first, count).Select(k => column[k])], field.Dimension);
    }
}
