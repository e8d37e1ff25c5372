using Cajal.Units;

namespace Cajal.Elements;

/// <summary>An array of integrate-and-fire neurons as a group of the engine.</summary>
internal sealed class RunningNeurons : IRunningFields
{
    /// <summary>A step longer ago than any refractory period.</summary>
    private const int LongAgo = -(1 << 30);

    private readonly ElementArray _array;

    /// <param name="array">The neurons.</param>
    /// <param name="clock">Their clock; null for that of the network.</param>
    /// <param name="currents">The currents that come to them from pulse generators.</param>
    public RunningNeurons(ElementArray array, Network network, Clock? clock, IReadOnlyList<InputCurrents> currents)
    {
        _array = array;
        RequirePositive("deltaThresh");
        var (tree, kind) = (array.Tree, array.Class.Name);
        Group = new NeuronGroup(array.Count, NeuronText.Variables(kind, currents.Count), threshold: "fired") { Name = array.Path };
        if (clock is not null) { Group.Clock = clock; }
        for (var k = 0; k < currents.Count; k++) { Group.Link($"input_{k}", currents[k].Pulses.Group, "outputValue", currents[k].SourceOf); }
        network.Add(Group);
        if (tree.RefractoryInput == RefractoryInput.Accumulate) { Group.RunRegularly(NeuronText.Arrival, when: "before_groups", order: 1); }
        Group.RunRegularly(NeuronText.Step(kind, currents.Count, tree.RefractoryInput, tree.TimeComparison), when: "groups");
        foreach (var field in array.Class.Fields) { Write(field, 0, array.Count); }
        Begin("Vm", "initVm");
        Begin("u", "uInit");
        Group["lastEvent"] = "-refractoryPeriod";
        Group["lastStep"] = LongAgo;
        array.Running = this;
    }

    public NeuronGroup Group { get; }

    /// <summary>The variable that stands for a field; null where there is none.</summary>
    public static string? VariableOf(string field) => field switch { "initVm" or "uInit" => null, "hasFired" => "fired", "lastEventTime" => "lastEvent", _ => field };

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

    private void Begin(string variable, string field)
    {
        if (_array.Class.Fields.FirstOrDefault(f => f.Name == field) is { } initial) { Group[variable] = new QuantityArray(_array.Column(field).ToArray(), initial.Dimension); }
    }

    private void RequirePositive(string field)
    {
        if (!_array.Class.Fields.Any(f => f.Name == field)) { return; }
        var column = _array.Column(field);
        for (var k = 0; k < _array.Count; k++)
        {
            if (!(column[k] > 0)) { throw new ModelException(FormattableString.Invariant($"{field} of '{_array.Path}[{k}]' has to be above 0, but is {column[k]}. Set it before Reinit().")); }
        }
    }
}

/// <summary>Currents that an array of pulse generators sends to neurons, at most one to each.</summary>
/// <param name="Pulses">The generators.</param>
/// <param name="SourceOf">The generator of each neuron, or the one that stands for no input.</param>
internal sealed record InputCurrents(RunningPulses Pulses, int[] SourceOf)
{
    /// <summary>All currents that messages send to an array of neurons.</summary>
    /// <param name="pulsesOf">The generators of an array.</param>
    public static IReadOnlyList<InputCurrents> To(ElementArray neurons, IEnumerable<Message> messages, Func<ElementArray, RunningPulses> pulsesOf)
    {
        List<InputCurrents> all = [];
        foreach (var fromOne in messages.Where(m => m.Destination == neurons && m.DestinationField == ElementNames.InjectMsg).GroupBy(m => m.Source))
        {
            var pulses = pulsesOf(fromOne.Key);
            List<InputCurrents> layers = [];
            foreach (var message in fromOne)
            {
                for (var k = 0; k < message.Count; k++)
                {
                    var neuron = message.Post[k];
                    var layer = layers.Find(l => l.SourceOf[neuron] == pulses.Nothing);
                    if (layer is null)
                    {
                        layers.Add(layer = new(pulses, new int[neurons.Count]));
                        Array.Fill(layer.SourceOf, pulses.Nothing);
                    }

                    layer.SourceOf[neuron] = message.Pre[k];
                }
            }

            all.AddRange(layers);
        }

        return all;
    }
}
