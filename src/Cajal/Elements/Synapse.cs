namespace Cajal.Elements;

/// <summary>The synapses of one element of a handler.</summary>
public sealed class SynapseList
{
    private readonly ElementArray _handler;
    private readonly int _element;

    internal SynapseList(ElementArray handler, int element) => (_handler, _element) = (handler, element);

    /// <summary>Number of synapses.</summary>
    public int Count => _handler.Synapses.CountOf(_element);

    /// <summary>One of the synapses.</summary>
    /// <exception cref="ModelException">There is none of that number.</exception>
    public Synapse this[int number] => number >= 0 && number < Count
        ? new(_handler, _element, _handler.Synapses.SynapseOf(_element, number), number)
        : throw new ModelException($"'{_handler.Path}[{_element}]' has {Count} synapses{(Count == 0 ? "" : $", 0 to {Count - 1}")}, so none of number {number}. Set numSynapses before.");
}

/// <summary>A synapse of a handler. Its fields are <c>weight</c> and <c>delay</c>.</summary>
public sealed class Synapse : Element
{
    private static readonly string[] s_fields = ["weight", "delay"];
    private readonly int _place;

    /// <param name="number">Its number in the handler's store.</param>
    /// <param name="place">Its number within the handler's element.</param>
    internal Synapse(ElementArray handler, int element, int number, int place)
        : base(handler, element, 1) => (Number, _place) = (number, place);

    /// <inheritdoc/>
    public override string Path => $"{Array.Path}[{First}]/synapse[{_place}]";

    /// <inheritdoc/>
    public override string ClassName => "Synapse";

    /// <summary>What a spike adds to the activation of the handler; onto a LIF, by how much Vm jumps [V].</summary>
    public ElementField Weight { get => this["weight"]; set => this["weight"] = value; }

    /// <summary>Time from a spike to its arrival [s]. A simulation takes it over at Reinit.</summary>
    public ElementField Delay { get => this["delay"]; set => this["delay"] = value; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FieldNames => s_fields;

    internal int Number { get; }

    internal override ElementField Field(string name)
    {
        var (array, label) = (Array, $"{Path}.{name}");
        return name switch
        {
            "weight" => new(label, 1, () => [array.WeightOf(Number)], values => array.SetWeight(Number, values[0])),
            "delay" => new(label, 1, () => [array.Synapses.Delays[Number]], values => SetDelay(array, values)),
            _ => throw new ModelException($"A Synapse has no field '{name}'.{Suggest.Sentence(name, s_fields)} Its fields are {ElementClass.Listed(s_fields)}."),
        };
    }

    private void SetDelay(ElementArray array, double[] values)
    {
        if (!(values[0] >= 0) || double.IsInfinity(values[0])) { throw new ModelException(FormattableString.Invariant($"A delay of {values[0]} s of '{Path}' is not possible: a spike cannot arrive before it is sent.")); }
        array.Synapses.Delays.Set(Number, 1, values);
        array.Tree.Change();
    }
}
