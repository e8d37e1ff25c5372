namespace Cajal.Elements;

/// <summary>
/// A model in the manner of MOOSE: elements at the places of a tree, messages between them, clock ticks. <c>moose.LIF("/sim/cells", 100)</c> makes an
/// array of elements; Reinit turns elements and messages into a network of the engine, Start simulates it.
/// </summary>
/// <remarks>All values are in SI base units. The same seed gives the same results on any number of threads. A tree is used by one thread at a time.</remarks>
public sealed partial class ElementTree : IDisposable
{
    private readonly ElementArray _root;
    private readonly List<Message> _messages = [];

    /// <summary>A tree without elements.</summary>
    public ElementTree() => _root = new(this, null, "", ElementClasses.Named("Neutral"), 1);

    internal IReadOnlyList<Message> Messages => _messages;

    internal ElementArray Root => _root;

    /// <summary>Makes elements without a task, which hold others.</summary>
    /// <param name="path">Their place, as in <c>/sim/model</c>; what is above it has to be there.</param>
    /// <param name="count">Number of elements.</param>
    /// <returns>The elements. Those that are there already, if they are of this class and as many.</returns>
    /// <exception cref="ModelException">The path is not right, what is above it is not there, or its place is taken by others; or the number is not positive.</exception>
    public Neutral Neutral(string path, int count = 1) => new(Create(path, nameof(Elements.Neutral), count), 0, 0);

    /// <summary>Makes leaky integrate-and-fire neurons.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public LIF LIF(string path, int count = 1) => new(Create(path, nameof(Elements.LIF), count), 0, 0);

    /// <summary>Makes quadratic integrate-and-fire neurons.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public QIF QIF(string path, int count = 1) => new(Create(path, nameof(Elements.QIF), count), 0, 0);

    /// <summary>Makes exponential integrate-and-fire neurons.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public ExIF ExIF(string path, int count = 1) => new(Create(path, nameof(Elements.ExIF), count), 0, 0);

    /// <summary>Makes adaptive exponential integrate-and-fire neurons.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public AdExIF AdExIF(string path, int count = 1) => new(Create(path, nameof(Elements.AdExIF), count), 0, 0);

    /// <summary>Makes Izhikevich neurons.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public IzhIF IzhIF(string path, int count = 1) => new(Create(path, nameof(Elements.IzhIF), count), 0, 0);

    /// <summary>Makes sources of pulses of current.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public PulseGen PulseGen(string path, int count = 1) => new(Create(path, nameof(Elements.PulseGen), count), 0, 0);

    /// <summary>Makes handlers of synapses with spike-timing-dependent plasticity.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public STDPSynHandler STDPSynHandler(string path, int count = 1) => new(Create(path, nameof(Elements.STDPSynHandler), count), 0, 0);

    /// <summary>Makes sources of random spikes.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public RandSpike RandSpike(string path, int count = 1) => new(Create(path, nameof(Elements.RandSpike), count), 0, 0);

    /// <summary>Makes sources that spike at given times.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public TimedSpikes TimedSpikes(string path, int count = 1) => new(Create(path, nameof(Elements.TimedSpikes), count), 0, 0);

    /// <summary>Makes handlers of synapses.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public SimpleSynHandler SimpleSynHandler(string path, int count = 1) => new(Create(path, nameof(Elements.SimpleSynHandler), count), 0, 0);

    /// <summary>Makes tables that record.</summary>
    /// <inheritdoc cref="Neutral(string, int)"/>
    public Table Table(string path, int count = 1) => new(Create(path, nameof(Elements.Table), count), 0, 0);

    /// <summary>Whether there are elements at a place.</summary>
    public bool Exists(string path) => Look(ElementPath.Parse(path)) is not null;

    /// <summary>Takes elements away, with all below them and the messages from and to them. Handles to them throw from then on.</summary>
    /// <param name="path">Their place.</param>
    /// <exception cref="ModelException">There are none, or it is the root.</exception>
    public void Delete(string path)
    {
        var array = Require(path);
        if (array.Parent is null) { throw new ModelException("The root '/' cannot be deleted. Delete the elements below it."); }
        array.Delete();
        _messages.RemoveAll(m => m.Source.IsDeleted || m.Destination.IsDeleted);
        Change();
    }

    /// <inheritdoc cref="Delete(string)"/>
    public void Delete(Element element)
    {
        RequireOwn(element);
        Delete(element.Array.Path);
    }

    /// <summary>Forgets the elements of a running model; a simulation goes on after the next Reinit.</summary>
    internal void Change() => _isCurrent = false;

    /// <summary>The elements at a place.</summary>
    /// <exception cref="ModelException">There are none.</exception>
    internal ElementArray Require(string path)
    {
        var names = ElementPath.Parse(path);
        var array = _root;
        for (var k = 0; k < names.Count; k++)
        {
            var (name, parent) = (names[k], array);
            array = parent.Children.FirstOrDefault(c => c.Name == name)
                ?? throw new ModelException($"There is no element '/{string.Join('/', names.Take(k + 1))}'.{Suggest.Sentence(name, parent.Children.Select(c => c.Name))}{(k + 1 < names.Count ? " Make it before what is below it, as in Neutral(path)." : "")}");
        }

        return array;
    }

    private ElementArray? Look(IReadOnlyList<string> names) =>
        names.Aggregate((ElementArray?)_root, (array, name) => array?.Children.FirstOrDefault(c => c.Name == name));

    private ElementArray Create(string path, string kind, int count)
    {
        var names = ElementPath.Parse(path);
        if (names.Count == 0) { throw new ModelException($"'{path}' is the place of the root. A path is as '/sim/cells'."); }
        if (count < 1) { throw new ModelException($"An array has at least one element, but '{path}' is to have {count}."); }
        if (Look(names) is { } there)
        {
            return there.Class.Name == kind && there.Count == count
                ? there
                : throw new ModelException($"'{there.Path}' is there already: {there.Count} of class {there.Class.Name}. Take another name, or Delete(\"{there.Path}\") before.");
        }

        Change();
        return new(this, Require(ElementPath.Join(names.SkipLast(1))), names[^1], ElementClasses.Named(kind), count);
    }
}
