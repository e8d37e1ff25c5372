using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>A projection: synapses from the elements of one group to those of another, with the code that spikes run in them.</summary>
public sealed partial class Synapses : SimulationObject, IVariableOwner, IRecordable
{
    private readonly SynapseTable _table;
    private readonly List<Pathway> _pathways = [];
    private readonly EventDrivenSoundness _soundness;
    private uint _constructions;
    private bool _isConnected;

    /// <summary>A projection without synapses; Connect makes them.</summary>
    /// <param name="source">Where spikes come from.</param>
    /// <param name="target">Which neurons they reach; null for the source itself.</param>
    /// <param name="model">Variables of each synapse, as in a group of neurons; differential equations flagged <c>(event-driven)</c>
    /// advance only when a spike reaches the synapse.</param>
    /// <param name="onPre">Statements that run for a synapse when a spike of its source reaches it: the pathway <c>pre</c>.</param>
    /// <param name="onPost">Statements that run for a synapse when its target spikes: the pathway <c>post</c>. See <see cref="AddPathway"/> for more.</param>
    /// <param name="delay">Time from the source's spike to its arrival [s], the same for all synapses; see <see cref="Delay"/>.</param>
    /// <param name="method">Numerical method of clock-driven equations.</param>
    /// <param name="constants">Values of names that the texts use and do not define.</param>
    /// <param name="multisynapticIndex">Name of a variable that numbers the synapses of a pair of a source and a target: 0, 1, 2, ...; null for none.</param>
    /// <param name="weights">How to keep what synapses add to neurons, for code such as <c>I += w</c> with weights that do not change during a run.</param>
    /// <exception cref="ModelException">The way in which the texts and groups fit together is not right.</exception>
    /// <exception cref="EquationException">A text is not right.</exception>
    public Synapses(
        ProjectionEnd source, ProjectionEnd? target = null, ModelText? model = null, ModelText? onPre = null, ModelText? onPost = null,
        Quantity? delay = null, IntegrationMethod? method = null, Constants? constants = null, string? multisynapticIndex = null,
        WeightStorage weights = WeightStorage.Exact)
    {
        ArgumentNullException.ThrowIfNull(source);
        (Source, Target, WeightStorage) = (source, target ?? source, weights);
        Code = new SynapseCode(this, model, method, constants, multisynapticIndex);
        _table = new SynapseTable(() => Network?.Threads ?? 1);
        Store = new SynapseStore(Code, _table);
        Arrangement = new SynapseArrangement(this, Code, Store);
        _soundness = new(this, Store);
        Code.Check(null);
        if (onPre is not null) { Add("pre", "the code onPre", onPre, End.Source, delay, -1, SpikeSource.SpikeEvent, (uint)CodeStream.Pre); }
        else if (delay is { } lost) { throw new ModelException($"'{Name}' is given a delay of {lost}, but no code onPre that would run after it. Give other code its delay by AddPathway(..., delay: ...)."); }
        if (onPost is not null) { Add("post", "the code onPost", onPost, End.Target, null, 1, SpikeSource.SpikeEvent, (uint)CodeStream.Post); }
    }

    /// <summary>Where spikes come from.</summary>
    public ProjectionEnd Source { get; }

    /// <summary>Which neurons they reach.</summary>
    public ProjectionEnd Target { get; }

    /// <summary>How what synapses add to neurons is kept, where that does not change during a run.</summary>
    public WeightStorage WeightStorage { get; }

    /// <summary>Number of synapses.</summary>
    public int Count => _table.Count;

    /// <summary>Times that a synapse has run its code, over all pathways and runs.</summary>
    public long Events => _pathways.Sum(p => p.Events);

    /// <summary>Delays of the pathway <c>pre</c>, from the source's spike to its arrival [s]; see <see cref="Pathway.Delay"/>.</summary>
    /// <exception cref="ModelException">There is no code onPre, or a delay is no time, or negative.</exception>
    public VariableView Delay
    {
        get => Pathway("pre").Delay;
        set => Delay.Assign(value);
    }

    /// <summary>The variables of the synapses, in order of creation.</summary>
    /// <exception cref="ModelException">There is no such variable, or the value has another dimension.</exception>
    public VariableView this[string name]
    {
        get
        {
            if (DelaysCalled(name) is { } pathway) { return pathway.Delay; }
            var declaration = Code.StoredDeclaration(name, Name);
            return new(this, name, 0, Code.Links.InfoOf(declaration).IsShared ? () => 1 : () => Count);
        }
        set => this[name].Assign(value);
    }

    /// <inheritdoc cref="Subgroup.RunRegularly"/>
    public ClockedCode RunRegularly(ModelText code, Quantity? dt = null, string when = StepSlot.Start, int order = 0) =>
        ClockedCode.Regularly(new SynapseElements(this, Code, Store), code, dt, when, order);

    /// <inheritdoc cref="Subgroup.RunAt"/>
    public ClockedCode RunAt(ModelText code, QuantityArray times, string when = StepSlot.Start, int order = 0) =>
        ClockedCode.At(new SynapseElements(this, Code, Store), code, times, when, order);

    /// <summary>Lets a variable flagged <c>(linked)</c> stand for a shared variable of a group, or one of its only element.</summary>
    /// <param name="variable">The variable, declared as in <c>x : volt (linked)</c>.</param>
    /// <param name="source">The group, or a part of it.</param>
    /// <param name="sourceVariable">Variable or subexpression of the source.</param>
    /// <exception cref="ModelException">There is no such variable, or the two have different types, units or sizes.</exception>
    public void Link(string variable, Subgroup source, string sourceVariable) => Code.Links.Add(variable, source, sourceVariable, count: null);

    /// <summary>Lets a variable flagged <c>(linked)</c> stand for that of the element of a group that a variable of each synapse names; it can be read, not written.</summary>
    /// <param name="index">An integer variable of the synapses: the number of an element of the source.</param>
    /// <inheritdoc cref="Link(string, Subgroup, string)"/>
    public void Link(string variable, Subgroup source, string sourceVariable, string index) => Code.Links.Add(variable, source, sourceVariable, index);

    /// <summary>Copies of the values of variables, by their names.</summary>
    /// <param name="names">Which variables, subexpressions too; null for all that have values of their own.</param>
    /// <param name="units">Whether values carry their unit; else they are plain numbers in SI base units.</param>
    /// <returns>For each variable its values, one where it is shared.</returns>
    /// <exception cref="ModelException">There is no such variable.</exception>
    public OrderedDictionary<string, QuantityArray> GetStates(IEnumerable<string>? names = null, bool units = true) =>
        States.Get(this, name => this[name], names ?? States.NamesOf(Code.Declarations), units);

    /// <summary>Sets variables by their names.</summary>
    /// <param name="states">For each variable its values; a single one is for all elements.</param>
    /// <param name="units">Whether values carry their unit; else they are plain numbers in SI base units.</param>
    /// <exception cref="ModelException">There is no such variable, or the values do not fit it.</exception>
    public void SetStates(IEnumerable<KeyValuePair<string, QuantityArray>> states, bool units = true) => States.Set(this, name => this[name], states, units);

    internal override string DefaultName => "synapses";

    internal SynapseCode Code { get; }

    internal SynapseStore Store { get; }

    /// <summary>From so many synapses on, values that an expression gives them are found when they are needed; those of fewer at once, so that mistakes come where they are made.</summary>
    internal int PromisesFrom { get; set; } = 1 << 20;

    /// <summary>Where the synapses lie in a run, and how spikes reach them.</summary>
    internal SynapseArrangement Arrangement { get; }

    /// <summary>The pathways in order of creation.</summary>
    internal IReadOnlyList<Pathway> Pathways => _pathways;

    /// <summary>Adds code that an event at one end runs in each synapse that it reaches.</summary>
    /// <param name="name">Name of the pathway, unique among those of the projection.</param>
    /// <param name="code">Statements that run for a synapse.</param>
    /// <param name="on">The end whose events run them.</param>
    /// <param name="delay">Time from an event to its arrival [s], the same for all synapses; see <see cref="Pathway.Delay"/>. None unless given.</param>
    /// <param name="order">Place among what happens to synapses in a step, ascending; -1 for the source and 1 for the target unless given.</param>
    /// <param name="onEvent">The event: <c>spike</c>, or one that the group at that end defines.</param>
    /// <returns>The pathway.</returns>
    /// <exception cref="ModelException">The name is taken, there is no such event, or the delay is no time, or negative.</exception>
    /// <exception cref="EquationException">The code is not right.</exception>
    public Pathway AddPathway(string name, ModelText code, End on = End.Source, Quantity? delay = null, int? order = null, string onEvent = SpikeSource.SpikeEvent)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(code);
        NameRule.Require(name, "a pathway");
        if (_pathways.Exists(p => p.Name == name)) { throw new ModelException($"'{Name}' has a pathway '{name}' already. Give one of the two another name."); }
        return Add(name, $"the pathway '{name}'", code, on, delay, order ?? (on == End.Source ? -1 : 1), onEvent, (uint)CodeStream.Pathway + (uint)_pathways.Count);
    }

    /// <summary>A pathway by its name: <c>pre</c> for the code onPre, <c>post</c> for onPost, or one that was added.</summary>
    /// <exception cref="ModelException">There is none of that name.</exception>
    public Pathway Pathway(string name) => _pathways.Find(p => p.Name == name) ?? throw new ModelException(
        $"'{Name}' has no pathway '{name}'.{Suggest.Sentence(name, _pathways.Select(p => p.Name))} "
        + (_pathways.Count == 0 ? "It has no code that events would run." : $"Its pathways are {string.Join(", ", _pathways.Select(p => $"'{p.Name}'"))}."));

    internal override void OnJoin(Network network)
    {
        if (Source.Owner.Network != network || Target.Owner.Network != network)
        {
            throw new ModelException($"'{Name}' connects '{Source}' to '{Target}', but '{(Source.Owner.Network != network ? Source : Target).Owner.Name}' is not part of this network. Add the groups first.");
        }

        Store.Begin(Name, network.Precision, Source.Clock.Steps);
    }

    internal override IEnumerable<string> Describe() =>
        [$"from {Source} to {Target}{(WeightStorage == WeightStorage.Compact ? ", compact weights" : "")}", .. Code.Describe(), .. _pathways.SelectMany(p => p.Describe())];

    internal override void Contribute(RunPlan plan)
    {
        if (!_isConnected) { throw new ModelException($"'{Name}' has no synapses: call Connect(...) before the run, or set Active to false."); }
        if (Count == 0 && Code.Sums.IsEmpty) { return; }
        Code.Check(plan.Context.Constants);
        foreach (var pathway in _pathways) { pathway.Code.Check(plan.Context.Constants); }
        Code.Contribute(plan, Store, Arrangement);
    }

    internal override IEnumerable<SimulationObject> Needs => [Source.Owner, Target.Owner];

    internal override IEnumerable<Clock> Clocks => [Clock, Source.Clock, Target.Clock];

    internal override void ChangeStep(StepChange change)
    {
        if (change.Clock == Source.Clock) { Store.ChangeStep(change); }
        foreach (var pathway in _pathways.Where(p => p.Emitter.Clock == change.Clock))
        {
            Store.UseCreationOrder();
            pathway.Traffic.ChangeStep(change.Ratio, change.FromStep, change.ToStep);
        }
    }

    internal override void EndSlice(long nextStep) => Store.EndSlice(Source.Clock.Steps.NextStep, Arrangement.CatchUp);

    internal override void RequireSound(double now)
    {
        Code.RequireSound(Store.Memory, now);
        if (TakesPart) { _soundness.Require(now); }
    }

    internal override void Skip()
    {
        foreach (var pathway in _pathways) { pathway.Traffic.Clear(); }
    }

    internal override void EndRun()
    {
        foreach (var pathway in _pathways) { pathway.EndRun(); }
        Arrangement.EndRun();
        Store.Traces?.EndRun();
    }

    internal override void Save(Snapshot snapshot)
    {
        Store.Save(snapshot, Name);
        foreach (var pathway in _pathways) { pathway.Save(snapshot); }
    }

    internal override void Restore(Snapshot snapshot)
    {
        Store.Restore(snapshot, this);
        foreach (var pathway in _pathways) { pathway.Restore(snapshot); }
    }

    /// <summary>The delays of a pathway as values of the projection.</summary>
    internal VariableView DelayOf(Pathway pathway) => new(this, pathway.DelayName, 0, () => Count);

    Precision IVariableOwner.Precision => RequireNetwork("its values are computed with").Precision;

    TypeInfo IVariableOwner.TypeOf(string variable) => DelaysCalled(variable) is not null
        ? new(Equations.ValueType.Real, Dimension.Time)
        : Code.StoredDeclaration(variable, Name) is var d ? new(d.Type, d.Dimension) : default;

    bool IVariableOwner.IsEvaluated(string variable) =>
        DelaysCalled(variable) is null && Code.Declarations.Any(d => d.Name == variable && !d.IsStored);

    bool IVariableOwner.IsShared(string variable) => DelaysCalled(variable) is null && Code.Links.InfoOf(Code.StoredDeclaration(variable, Name)).IsShared;

    void IVariableOwner.RequireWritable(string variable)
    {
        if (DelaysCalled(variable) is null && Code.StoredDeclaration(variable, Name) is var declaration && (declaration.Kind == DeclarationKind.Subexpression || declaration.Flags.HasFlag(VariableFlags.Linked)))
        {
            throw VariableErrors.NotWritable(Name, declaration);
        }
    }

    double IVariableOwner.Get(string variable, int index)
    {
        RequireElements();
        if (DelaysCalled(variable) is { } pathway) { return pathway.Delays[index]; }
        if (variable == "lastupdate" || Store.Traces?.Holds(variable) == true) { Store.Traces?.Show(Store, Network!.ContextOn(Clock)); }
        return Store.Get(variable, index);
    }

    void IVariableOwner.Set(string variable, int start, ReadOnlySpan<double> si)
    {
        if (DelaysCalled(variable) is not { } pathway)
        {
            if (variable == Code.MultisynapticIndex) { throw new ModelException($"'{Name}.{variable}' numbers the synapses of each pair and cannot be set."); }
            if (Store.Traces?.Holds(variable) == true) { Store.ForgetTraces(Network!.ContextOn(Clock)); }
            Store.Set(variable, start, si);
            return;
        }

        Network?.RequireIdle("delays are set");
        foreach (var delay in si) { PathwayDelays.Require(new(delay, Dimension.Time), Name); }
        Store.UseCreationOrder();
        pathway.Delays.Set(start, si);
    }

    bool IVariableOwner.TryPromise(string variable, Expr value, ElementContext context, ElementSelection elements)
    {
        if (elements.List is not null || elements.Count < PromisesFrom || !Code.CanPromise(value, context.Names)) { return false; }
        if (DelaysCalled(variable) is { } pathway)
        {
            Store.UseCreationOrder();
            return pathway.Delays.TryPromise(elements.Start, elements.Count, SynapseRecipe.Of(value, context));
        }

        return Code.StoredDeclaration(variable, Name) is { Type: Equations.ValueType.Real } && Store.PromisedValues(variable) is not null && Store.Traces?.Holds(variable) != true
            && Store.TryPromise(variable, elements.Start, elements.Count, SynapseRecipe.Of(value, context));
    }

    ElementContext IVariableOwner.ContextOf(ModelText? text)
    {
        RequireElements();
        Network!.RequireIdle("expressions of synapses are evaluated");
        var random = text is null ? default : NextConstruction("its values are set by an expression");
        return Code.ContextOf(Store, text, Network!.ContextOn(Clock), random);
    }

    void IVariableOwner.RequireElements() => RequireElements();

    void IVariableOwner.WhenReady(Action action)
    {
        RequireElements();
        action();
    }

    int IRecordable.RecordedCount => Count;

    Dimension IRecordable.RecordedDimension(string variable) => Code.Declarations.FirstOrDefault(d => d.Name == variable)?.Dimension
        ?? throw VariableErrors.NoSuch(Name, variable, Code.Declarations);

    (KernelWriter Writer, Func<int, int> PositionOf, Tiles? Tiles) IRecordable.BeginRecording(string name, RunPlan plan)
    {
        Arrangement.UseSlots(plan.Context);
        return (Code.BeginKernel(name, KernelDomain.Sequence, Store, plan.Context), synapse => Store.Layout!.SlotOf[synapse], null);
    }

    private Pathway? DelaysCalled(string name) => _pathways.Find(p => p.DelayName == name);

    private Pathway Add(string name, string what, ModelText code, End on, Quantity? delay, int order, string onEvent, uint randomStream)
    {
        PathwayCode statements = new(Code, code, SourceOf(code, what));
        statements.Check(null);
        Pathway pathway = new(this, name, statements, on, delay is { } given ? PathwayDelays.Require(given, Name) : 0, order, onEvent, randomStream);
        pathway.Emitter.RequireEvent(onEvent, $"{what} would never run");
        if (WeightStorage == WeightStorage.Compact) { CompactWeights.Require(this, pathway, Code); }
        _pathways.Add(pathway);
        return pathway;
    }

    private void RequireElements()
    {
        if (!_isConnected) { throw new ModelException($"'{Name}' has no synapses yet, so no values: call Connect(...) first."); }
    }

    private RandomStream NextConstruction(string toDoWhat)
    {
        var network = RequireNetwork(toDoWhat);
        network.RequireIdle("synapses are made, and their values set by expressions,");
        return network.RandomFor(this, (uint)CodeStream.Construction + _constructions++);
    }
}
