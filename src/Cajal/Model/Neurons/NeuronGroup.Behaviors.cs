using System.Collections.Immutable;
using Cajal.Behaviors;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Vectors;
using Cajal.Units;

namespace Cajal;

/// <content>Behaviours of a group: the variables that they make, and the spikes that they emit.</content>
public sealed unsafe partial class NeuronGroup : IBehaving, IStateful
{
    private const int MostModes = 64;
    private readonly HashSet<string> _made = [];
    private readonly Dictionary<(string, double, double?), VectorMode> _modes = [];
    private uint _vectors;

    /// <summary>A group of neurons without equations, for behaviours.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <exception cref="ModelException">The size is not right.</exception>
    public NeuronGroup(int count)
        : this(count, "")
    {
    }

    /// <summary>The behaviours of the group by their keys.</summary>
    public BehaviorTable Behaviors => field ??= new(this);

    bool IBehaving.TakesPart => TakesPart;

    /// <summary>The groups of synapses that lead to this one, in order of creation; none when there are none.</summary>
    /// <param name="tag">A tag, or a name; null or "All" for all.</param>
    public IReadOnlyList<SynapseGroup> Afferent(string? tag = null) => SynapsesOf(tag, s => s.Target == this);

    /// <summary>The groups of synapses that begin in this one, in order of creation; none when there are none.</summary>
    /// <param name="tag">A tag, or a name; null or "All" for all.</param>
    public IReadOnlyList<SynapseGroup> Efferent(string? tag = null) => SynapsesOf(tag, s => s.Source == this);

    /// <summary>One number for each neuron.</summary>
    /// <param name="mode">How they are made: "zeros", "ones", a number, or drawn, as in "uniform", "normal(0.5, 0.1)", "rand() * 2 + 1".</param>
    /// <param name="scale">Factor for all of them.</param>
    /// <param name="density">Probability with which a number is kept; 0 stands for the others. Null keeps all.</param>
    /// <exception cref="ModelException">The group is in no network, or the density is no probability.</exception>
    /// <exception cref="EquationException">The mode is not right.</exception>
    public VariableView Vector(string mode = "zeros", double scale = 1, double? density = null)
    {
        // A behaviour draws in every iteration, so texts that are read stay; not those of a program that makes up ever new ones.
        if (!_modes.TryGetValue((mode, scale, density), out var how))
        {
            if (_modes.Count == MostModes) { _modes.Clear(); }
            _modes[(mode, scale, density)] = how = new(mode, scale, density);
        }

        return how.Draw(RequireNetwork("vectors are made"), Stream, Count, _vectors++);
    }

    /// <summary>The same number for each neuron.</summary>
    /// <exception cref="ModelException">The group is in no network.</exception>
    public VariableView Vector(double value) => Vector("ones") * value;

    /// <summary>One number for each neuron, given by the program.</summary>
    /// <param name="values">The numbers; shape [neurons].</param>
    /// <exception cref="ModelException">The group is in no network, or the numbers are not as many as the neurons.</exception>
    public VariableView Vector(ReadOnlySpan<double> values)
    {
        if (values.Length != Count) { throw new ModelException($"'{Name}' has {Count} neurons, but the vector has {values.Length} numbers."); }
        return new(Numbers.Of(RequireNetwork("vectors are made").Precision, values));
    }

    VariableView IBehaving.Vector(string mode) => Vector(mode);

    VariableView IBehaving.Variable(string name) => this[name];

    /// <summary>One of the behaviours and recordings of the group for which a word stands: a class, a tag, a recorded expression, <c>"spikes.t"</c>.</summary>
    /// <exception cref="ModelException">There are not so many.</exception>
    public object this[string word, int index] => Lookup.At(word, index, [this], $"'{Name}'");

    uint IStateful.Drawn { get => _vectors; set => _vectors = value; }

    IEnumerable<(string Name, Lines Lines)> IStateful.Values => Declarations.Where(d => d.IsStored).Select(d => (d.Name, new Lines(1, Count, this[d.Name].Readable(), null, null)));

    void IStateful.Take(string name, Lines lines)
    {
        if (lines.Length != Count) { throw new ModelException($"'{Name}' has {Count} neurons, but '{name}' was saved for {lines.Length}."); }
        this[name] = new VariableView(lines.Values);
    }

    /// <summary>Lets neurons spike in this step: monitors, statistics and synapses with code see it.</summary>
    /// <param name="spikes">A mask: other than 0 where a neuron spikes. Within a step, calls add up.</param>
    /// <exception cref="ModelException">The neurons spike by a threshold, or have a clock of their own; the mask has another size; or no run is going on.</exception>
    public void Emit(VariableView spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        if (HasThreshold) { throw new ModelException($"'{Name}' spikes by its threshold, so a behaviour cannot emit spikes. Leave out the threshold, or change what it sees."); }
        if (RequireNetwork("spikes are emitted") is var network && !network.IsRunning) { throw new ModelException($"'{Name}' emits spikes only within a run: call Emit in Forward, not in Initialize."); }
        if (Clock != network.Clock) { throw new ModelException($"Behaviours run by the network's clock, so '{Name}', which has another one, cannot emit spikes from them."); }
        if (spikes.Count != Count) { throw new ModelException($"'{Name}' has {Count} neurons, but the mask of its spikes has {spikes.Count} numbers."); }
        var words = (ulong*)Spikes.Bitmap;
        foreach (var neuron in spikes.NonZero()) { words[neuron / StateArray.Block] |= 1UL << (neuron % StateArray.Block); }
    }

    private SynapseGroup[] SynapsesOf(string? tag, Func<SynapseGroup, bool> isMine) =>
        [.. RequireNetwork("its synapses are known").Objects.OfType<SynapseGroup>().Where(s => isMine(s) && (tag is null or "All" || s.HasTag(tag)))];

    /// <summary>Whether equations declare variables, or a threshold makes spikes.</summary>
    internal bool HasEquations => Declarations.Length > _made.Count || HasThreshold;

    /// <summary>Whether an assignment makes a variable: one of computed numbers does, and any other in a group without equations.</summary>
    private bool IsNew(string name, VariableView value) =>
        (value.IsComputed || Declarations.Length == _made.Count) && !Declarations.Any(d => d.Name == name) && _spikeRule.KeptVariables.All(d => d.Name != name);

    /// <summary>Makes a variable of real numbers without a unit.</summary>
    private void Make(string name)
    {
        var network = RequireNetwork($"'{name}' can be set, which no equation declares");
        NameRule.Require(name, "a variable");
        if (CommonNames.Variables.Any(v => v.Name == name)) { throw new ModelException($"'{name}' means something in every model and cannot be made a variable of '{Name}'. Take another name."); }
        Declarations = Declarations.Add(new(DeclarationKind.Parameter, name, Equations.ValueType.Real, Dimension.None, null, VariableFlags.None, default));
        _made.Add(name);
        Memory.Add(name, IrType.Real, network.Precision, Count);
    }

    private void AddEmission(RunPlan plan)
    {
        if (!HasThreshold && Behaviors.Count > 0) { plan.Add(new EmissionOperation($"{Name}.emission", Clock.Steps, Order, Spikes)); }
    }

    private void SaveMade(Snapshot snapshot) => snapshot.Put($"{Name}.made", (_made.ToArray(), _vectors));

    /// <summary>Forgets variables that were made since, and takes back those that were there.</summary>
    private void RestoreMade(Snapshot snapshot)
    {
        (var made, _vectors) = snapshot.Get<(string[], uint)>($"{Name}.made");
        foreach (var name in _made.Except(made).ToList())
        {
            Declarations = Declarations.RemoveAll(d => d.Name == name);
            Memory.Remove(name);
            _views.Remove(name);
            _made.Remove(name);
        }

        foreach (var name in made.Except(_made)) { Make(name); }
    }
}
