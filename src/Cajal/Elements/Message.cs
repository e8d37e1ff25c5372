namespace Cajal.Elements;

/// <summary>A declaration that elements send something to others. A simulation follows it from the next Reinit on.</summary>
public sealed class Message
{
    private readonly int _sourceFirst, _sourceCount, _destinationFirst, _destinationCount;
    private int[] _pre = [], _post = [];

    internal Message(Element source, string sourceField, Element destination, string destinationField, MessageType type)
    {
        (Source, Destination) = (source.Array, destination.Array);
        (_sourceFirst, _sourceCount, _destinationFirst, _destinationCount) = (source.First, source.Length, destination.First, destination.Length);
        (SourceField, DestinationField, Type) = (sourceField, destinationField, type);
        if (type == MessageType.OneToOne && _sourceCount != _destinationCount)
        {
            throw new ModelException($"OneToOne joins elements of the same number, but '{source.Path}' has {_sourceCount} and '{destination.Path}' has {_destinationCount}. Take parts of one size, or another type of message.");
        }

        if (destination is Synapse synapse) { (_pre, _post, FirstSynapse) = ([_sourceFirst], [_destinationFirst], synapse.Number); }
        else { Take(Pairs()); }
    }

    /// <summary>What the source sends.</summary>
    public string SourceField { get; }

    /// <summary>What the destination makes of it.</summary>
    public string DestinationField { get; }

    /// <summary>Which elements it joins.</summary>
    public MessageType Type { get; }

    /// <summary>Number of pairs of elements that it joins.</summary>
    public int Count => _pre.Length;

    /// <summary>How much higher the number of a destination is than that of its source, in a Diagonal message.</summary>
    /// <exception cref="ModelException">The message is of another type.</exception>
    public int Stride
    {
        get;
        set
        {
            RequireType(MessageType.Diagonal);
            field = value;
            Take(Pairs());
        }
    } = 1;

    internal ElementArray Source { get; }

    internal ElementArray Destination { get; }

    /// <summary>The source of each pair, as numbered in its array.</summary>
    internal int[] Pre => _pre;

    /// <summary>The destination of each pair, as numbered in its array.</summary>
    internal int[] Post => _post;

    /// <summary>The synapse of the first pair, those of the others follow it; -1 where the destination has none.</summary>
    internal int FirstSynapse { get; private set; } = -1;

    private bool MakesSynapses => DestinationField == ElementNames.AddSpike;

    /// <summary>Gives a Sparse message its pairs.</summary>
    /// <param name="pre">Sources, as numbered in their array; shape [pairs].</param>
    /// <param name="post">Destinations, as numbered in their array; shape [pairs].</param>
    /// <param name="weight">Weight of the synapses that this makes, where spikes are sent to a handler.</param>
    /// <param name="delay">Their delay [s].</param>
    /// <exception cref="ModelException">The message is of another type or has pairs already, the lists differ in length, or an element does not exist.</exception>
    public void SetEntries(ReadOnlySpan<int> pre, ReadOnlySpan<int> post, ElementField? weight = null, ElementField? delay = null)
    {
        RequireType(MessageType.Sparse);
        if (Count > 0) { throw new ModelException($"The message from '{Source.Path}' to '{Destination.Path}' has {Count} pairs already. Make another message for others."); }
        if (pre.Length != post.Length) { throw new ModelException($"There are {pre.Length} sources and {post.Length} destinations; each pair takes one of both, so they have to be as many."); }
        RequireWithin(Source, pre, nameof(pre));
        RequireWithin(Destination, post, nameof(post));
        (_pre, _post) = (pre.ToArray(), post.ToArray());
        AddSynapses(Values(weight, 1, nameof(weight)), Values(delay, 0, nameof(delay)));
    }

    /// <summary>Joins every source of a Sparse message with every destination with a probability.</summary>
    /// <param name="probability">The probability, from 0 to 1.</param>
    /// <param name="seed">The same seed, the same pairs.</param>
    /// <returns>The number of pairs.</returns>
    /// <exception cref="ModelException">The message is of another type or has pairs already, or the probability is none.</exception>
    public int SetRandomConnectivity(double probability, ulong seed)
    {
        if (!(probability is >= 0 and <= 1)) { throw new ModelException(FormattableString.Invariant($"A probability has to be from 0 to 1, but is {probability}.")); }
        using Network network = new() { Seed = seed };
        var source = network.Add(new NeuronGroup(_sourceCount, "x : 1", threshold: "x > 0"));
        var destination = network.Add(new NeuronGroup(_destinationCount, "x : 1"));
        var drawn = network.Add(new Synapses(source, destination)).Connect(probability);
        SetEntries([.. drawn.Sources().Select(k => k + _sourceFirst)], [.. drawn.Targets().Select(k => k + _destinationFirst)]);
        return Count;
    }

    /// <summary>The number of the synapse of a pair, in the handler's order; -1 where there is none.</summary>
    internal int SynapseOf(int pair) => FirstSynapse < 0 ? -1 : FirstSynapse + pair;

    /// <summary>The same message between copies of its ends, for which synapses are there already.</summary>
    internal Message Between(ElementArray source, ElementArray destination) => new(this, source, destination);

    private Message(Message original, ElementArray source, ElementArray destination)
    {
        (Source, Destination, Type) = (source, destination, original.Type);
        (SourceField, DestinationField) = (original.SourceField, original.DestinationField);
        (_sourceFirst, _sourceCount) = (original._sourceFirst, original._sourceCount);
        (_destinationFirst, _destinationCount) = (original._destinationFirst, original._destinationCount);
        (_pre, _post, FirstSynapse) = (original._pre, original._post, original.FirstSynapse);
    }

    private static void RequireWithin(ElementArray array, ReadOnlySpan<int> elements, string list)
    {
        for (var k = 0; k < elements.Length; k++)
        {
            if (elements[k] < 0 || elements[k] >= array.Count) { throw new ModelException($"{list}[{k}] is {elements[k]}, but '{array.Path}' has the elements 0 to {array.Count - 1}."); }
        }
    }

    private double[] Values(ElementField? given, double otherwise, string name)
    {
        var values = given?.ToArray() ?? [otherwise];
        return values.Length == 1 || values.Length == Count
            ? values
            : throw new ModelException($"There are {Count} pairs, but {values.Length} values of {name}. Give one for each, or one for all.");
    }

    private void RequireType(MessageType type)
    {
        if (Type != type) { throw new ModelException($"The message from '{Source.Path}' to '{Destination.Path}' is {Type}; only one that is {type} has this. Give the type where it is made: Connect(..., MessageType.{type})."); }
    }

    private void Take(IEnumerable<(int Pre, int Post)> pairs)
    {
        if (FirstSynapse >= 0) { throw new ModelException($"The message from '{Source.Path}' to '{Destination.Path}' has made its synapses already."); }
        (int Pre, int Post)[] all = [.. pairs];
        (_pre, _post) = ([.. all.Select(p => p.Pre)], [.. all.Select(p => p.Post)]);
        AddSynapses([1], [0]);
    }

    private void AddSynapses(double[] weights, double[] delays)
    {
        if (MakesSynapses && Count > 0) { FirstSynapse = Destination.Synapses.Add(_post, weights, delays); }
        Source.Tree.Change();
    }

    private IEnumerable<(int Pre, int Post)> Pairs() => Type switch
    {
        MessageType.Single => [(_sourceFirst, _destinationFirst)],
        MessageType.OneToOne => Enumerable.Range(0, _sourceCount).Select(k => (_sourceFirst + k, _destinationFirst + k)),
        MessageType.OneToAll => Enumerable.Range(0, _destinationCount).Select(k => (_sourceFirst, _destinationFirst + k)),
        MessageType.AllToOne => Enumerable.Range(0, _sourceCount).Select(k => (_sourceFirst + k, _destinationFirst)),
        MessageType.Diagonal => Enumerable.Range(0, _sourceCount).Select(k => (Pre: _sourceFirst + k, Post: _destinationFirst + k + Stride))
            .Where(p => p.Post >= _destinationFirst && p.Post < _destinationFirst + _destinationCount),
        _ => [],
    };
}
