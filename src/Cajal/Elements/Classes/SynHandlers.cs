using Cajal.Units;

namespace Cajal.Elements;

/// <summary>The synapses onto neurons: each element collects the spikes that reach its synapses and sends their summed weight on.</summary>
/// <typeparam name="T">The class.</typeparam>
public abstract class SynHandler<T> : Element<T>
    where T : Element<T>
{
    internal SynHandler(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Number of synapses of each element. It can grow: new synapses have weight 1 and no delay.</summary>
    /// <exception cref="ModelException">Set to fewer than there are, or no whole number.</exception>
    public ElementField NumSynapses { get => this[ElementNames.NumSynapses]; set => this[ElementNames.NumSynapses] = value; }

    /// <summary>The synapses of one element.</summary>
    /// <exception cref="ModelException">The handle stands for several elements.</exception>
    public SynapseList Synapse => Length == 1 ? new(Array, First) : throw new ModelException($"'{Path}' has {Length} elements, each with its own synapses: take one, as in Vec[0].Synapse.");

    /// <summary>Makes many synapses at once, one for each pair of a source and a handler element.</summary>
    /// <param name="source">The array that sends spikes.</param>
    /// <param name="pre">Sources, as numbered in their array; shape [synapses].</param>
    /// <param name="post">Elements of the handler; shape [synapses].</param>
    /// <param name="weight">Weight of each, or one for all.</param>
    /// <param name="delay">Delay of each, or one for all [s].</param>
    /// <returns>The message.</returns>
    /// <exception cref="ModelException">The lists differ in length, or an element does not exist; or the source sends no spikes.</exception>
    public Message ConnectSparse(Element source, ReadOnlySpan<int> pre, ReadOnlySpan<int> post, ElementField weight, ElementField delay)
    {
        var message = Array.Tree.Connect(source, ElementNames.SpikeOut, this, ElementNames.AddSpike, MessageType.Sparse);
        message.SetEntries(pre, post, weight, delay);
        return message;
    }

    internal override ElementField Field(string name)
    {
        if (name != ElementNames.NumSynapses) { return base.Field(name); }
        var array = Array;
        return new($"{Path}.{name}", Length, () => [.. Enumerable.Range(First, Length).Select(e => (double)array.Synapses.CountOf(e))], values =>
        {
            List<int> added = [];
            for (var k = 0; k < Length; k++)
            {
                var (now, wanted) = (array.Synapses.CountOf(First + k), values[values.Length == 1 ? 0 : k]);
                if (!(wanted >= now) || !double.IsInteger(wanted)) { throw new ModelException(FormattableString.Invariant($"'{array.Path}[{First + k}]' has {now} synapses and can get more, but numSynapses is set to {wanted}.")); }
                for (var s = now; s < wanted; s++) { added.Add(First + k); }
            }

            array.Synapses.Add([.. added], [1], [0]);
            array.Tree.Change();
        });
    }
}

/// <summary>Synapses whose weights stay as they are set.</summary>
public sealed class SimpleSynHandler : SynHandler<SimpleSynHandler>
{
    internal SimpleSynHandler(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    internal override SimpleSynHandler With(int first, int count) => new(Array, first, count);
}
