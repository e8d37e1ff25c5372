namespace Cajal.Elements;

/// <summary>An array of elements of one class at one place of the tree: a column of values for each field.</summary>
internal sealed class ElementArray
{
    private readonly Dictionary<string, FieldColumn> _columns;
    private readonly List<ElementArray> _children = [];

    /// <param name="tree">The tree.</param>
    /// <param name="parent">The array above; null for the root.</param>
    /// <param name="name">Name within the parent.</param>
    /// <param name="kind">The class.</param>
    /// <param name="count">Number of elements.</param>
    public ElementArray(ElementTree tree, ElementArray? parent, string name, ElementClass kind, int count)
    {
        (Tree, Parent, Name, Class, Count, Tick) = (tree, parent, name, kind, count, kind.Tick);
        _columns = kind.Fields.ToDictionary(f => f.Name, f => new FieldColumn(count, f.Default));
        parent?._children.Add(this);
    }

    public ElementTree Tree { get; }

    public ElementArray? Parent { get; }

    public string Name { get; }

    public ElementClass Class { get; }

    public int Count { get; }

    /// <summary>The clock tick in which the elements work; negative for none.</summary>
    public int Tick { get; set; }

    public IReadOnlyList<ElementArray> Children => _children;

    public bool IsDeleted { get; private set; }

    /// <summary>The synapses of handlers.</summary>
    public HandlerSynapses Synapses { get; private set; } = new();

    /// <summary>The times at which the elements of <see cref="TimedSpikes"/> spike [s]; empty for those that never do.</summary>
    public Dictionary<int, double[]> SpikeTimes { get; private set; } = [];

    /// <summary>What elements of <see cref="Table"/> recorded; null where nothing is recorded.</summary>
    public Func<int, double[]>? Recorded { get; set; }

    /// <summary>The fields in the running model; null where it has none of them.</summary>
    public IRunningFields? Running { get; set; }

    /// <summary>The weights of the synapses of the running model; null before the first Reinit.</summary>
    public RunningWeights? RunningWeights { get; set; }

    public string Path => Parent is null ? "/" : $"{(Parent.Parent is null ? "" : Parent.Path)}/{Name}";

    /// <summary>The array and all below it, each after its parent.</summary>
    public IEnumerable<ElementArray> SelfAndDescendants() => [this, .. _children.SelectMany(c => c.SelfAndDescendants())];

    public FieldColumn Column(string field) => _columns[field];

    /// <summary>The values of a field of consecutive elements, as they are now.</summary>
    public double[] Read(FieldInfo field, int first, int count)
    {
        if (field.IsState && Running is { } running) { return running.Read(field, first, count); }
        var values = new double[count];
        for (var k = 0; k < count; k++) { values[k] = _columns[field.Name][first + k]; }
        return values;
    }

    /// <summary>Sets a field of consecutive elements, in a running model too.</summary>
    /// <param name="values">A value for each, or one for all.</param>
    public void Write(FieldInfo field, int first, int count, double[] values)
    {
        _columns[field.Name].Set(first, count, values);
        if (Running is { } running) { running.Write(field, first, count); } else { Tree.Change(); }
    }

    /// <summary>Weight of a synapse as it is now.</summary>
    public double WeightOf(int synapse) => RunningWeights?.Read(synapse) ?? Synapses.Weights[synapse];

    /// <summary>Sets the weight of a synapse, in a running model too.</summary>
    public void SetWeight(int synapse, double weight)
    {
        Synapses.Weights.Set(synapse, 1, [weight]);
        RunningWeights?.Write(synapse, weight);
    }

    /// <summary>Takes the array and all below it out of the tree.</summary>
    public void Delete()
    {
        foreach (var array in SelfAndDescendants()) { array.IsDeleted = true; }
        Parent!._children.Remove(this);
    }

    /// <summary>A copy of the array at another place, without what is below it.</summary>
    public ElementArray CopyTo(ElementArray parent, string name)
    {
        ElementArray copy = new(Tree, parent, name, Class, Count) { Tick = Tick, Synapses = Synapses.Clone(), SpikeTimes = new(SpikeTimes) };
        foreach (var (field, column) in _columns) { copy._columns[field] = column.Clone(); }
        return copy;
    }
}
