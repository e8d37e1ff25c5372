using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Neurons that share one set of equations.</summary>
public sealed partial class NeuronGroup : SpikeSource, IVariableOwner, IRecordable
{
    private const string LastSpikeStep = "lastspike_step";
    private const string NotRefractory = "not_refractory";
    private readonly List<Action> _whenReady = [];
    private readonly Dictionary<string, VariableView> _views = [];
    private readonly IntegrationMethod? _method;
    private readonly SpikeRule _spikeRule;
    private readonly NeuronEvents _events;
    private uint _constructions;
    private ElementMemory? _memory;
    private Integration? _integration;
    private long _lastSpikesCheckedAt;

    /// <summary>A group of neurons.</summary>
    /// <param name="count">Number of neurons.</param>
    /// <param name="model">Equations, one a line: <c>dv/dt = f : volt</c>, <c>x = f : unit</c>, <c>p : unit</c>.</param>
    /// <param name="threshold">Condition under which a neuron spikes; null for neurons that never do.</param>
    /// <param name="reset">Statements that run for each neuron that spiked, after synapses.</param>
    /// <param name="refractory">How long after a spike a neuron cannot spike again [s], or a condition that keeps it from it.
    /// Variables flagged <c>(unless refractory)</c> keep their value meanwhile.</param>
    /// <param name="method">Numerical method; null chooses the first that suits the equations.</param>
    /// <param name="constants">Values of names that the texts use and do not define.</param>
    /// <param name="events">Conditions of events besides spikes, by their names: <c>events: new() { ["low"] = "v &lt; -70*mV" }</c>. An event happens in each
    /// step in which its condition holds after the thresholds, also to refractory neurons.</param>
    /// <exception cref="ModelException">The size, the method or the way in which the texts fit together is not right.</exception>
    /// <exception cref="EquationException">A text is not right.</exception>
    public NeuronGroup(
        int count, ModelText model, ModelText? threshold = null, ModelText? reset = null, ModelText? refractory = null,
        IntegrationMethod? method = null, Constants? constants = null, OrderedDictionary<string, ModelText>? events = null)
        : base(count)
    {
        ArgumentNullException.ThrowIfNull(model);
        _method = method;
        Definitions = new(constants, [model, threshold, reset, refractory, .. events is null ? (IEnumerable<ModelText>)[] : events.Values]);
        Declarations = EquationParser.Parse(SourceOf(model, "the equations"));
        EquationChecker.RequireSuits(ModelKind.Neurons, Declarations);
        EquationChecker.RequireStableRandomness(Declarations);
        EquationChecker.RequireSharedSources(Declarations);
        Links = new(this, Declarations);
        _spikeRule = SpikeRule.Parse(threshold, reset, refractory, SourceOf);
        _events = new NeuronEvents(this, events);
        Definitions.RequireOtherNames(Declarations);
        RequireRefractoryFlags();
        method?.RequireSuits(Declarations);
        Check(ScopeWith(null));
        _events.Check(null);
    }

    /// <summary>The model's variables by name, and <c>lastspike</c> and <c>not_refractory</c> of groups with a refractory period.</summary>
    /// <exception cref="ModelException">There is no such variable, or the value has another dimension.</exception>
    public VariableView this[string name]
    {
        get
        {
            if (_views.TryGetValue(name, out var view)) { return view; }
            var count = Links.InfoOf(DeclarationOf(name)).IsShared ? 1 : Count;
            return _views[name] = new(this, name, 0, () => count);
        }
        set
        {
            if (IsNew(name, value)) { Make(name); }
            this[name].Assign(value);
        }
    }

    /// <summary>Adds code that runs, after the resets, for each neuron to which an event happens in a step.</summary>
    /// <param name="eventName">"spike", or the name of an event of the group.</param>
    /// <param name="code">Statements, as in a reset; variables of refractory neurons flagged <c>(unless refractory)</c> keep their value.</param>
    /// <param name="when">The slot of the step in which the code runs.</param>
    /// <param name="order">Place within the slot, ascending.</param>
    /// <exception cref="ModelException">The group has no such event, or the network no such slot.</exception>
    /// <exception cref="EquationException">The code is not right.</exception>
    public void RunOnEvent(string eventName, ModelText code, string when = "after_resets", int order = 0)
    {
        ArgumentNullException.ThrowIfNull(code);
        _events.Run(eventName, code, when, order);
    }

    /// <summary>Says where in a step the condition of an event is asked; in the slot after_thresholds where nothing is said.</summary>
    /// <param name="eventName">Name of an event of the group; spikes stay in the slot thresholds.</param>
    /// <param name="when">The slot.</param>
    /// <param name="order">Place within the slot, ascending.</param>
    /// <exception cref="ModelException">The group has no such event, or the network no such slot.</exception>
    public void SetEventSchedule(string eventName, string when, int order = 0) => _events.Schedule(eventName, when, order);

    /// <inheritdoc cref="Subgroup.RunRegularly"/>
    public ClockedCode RunRegularly(ModelText code, Quantity? dt = null, string when = StepSlot.Start, int order = 0) =>
        ((Subgroup)this).RunRegularly(code, dt, when, order);

    /// <inheritdoc cref="Subgroup.RunAt"/>
    public ClockedCode RunAt(ModelText code, QuantityArray times, string when = StepSlot.Start, int order = 0) =>
        ((Subgroup)this).RunAt(code, times, when, order);

    /// <summary>Lets a variable flagged <c>(linked)</c> stand for that of another group: of the same element, or of the only one.</summary>
    /// <param name="variable">The variable, declared as in <c>x : volt (linked)</c>.</param>
    /// <param name="source">The group, or a part of it, of as many elements as this or of one; any where the other variable is shared.</param>
    /// <param name="sourceVariable">Variable or subexpression of the source. What code writes to the link goes there.</param>
    /// <exception cref="ModelException">There is no such variable, or the two have different types, units or sizes.</exception>
    public void Link(string variable, Subgroup source, string sourceVariable) => Links.Add(variable, source, sourceVariable, Count);

    /// <summary>Lets a variable flagged <c>(linked)</c> stand for that of listed elements of another group.</summary>
    /// <param name="index">Element of the source for each element of this group; shape [elements].</param>
    /// <inheritdoc cref="Link(string, Subgroup, string)"/>
    public void Link(string variable, Subgroup source, string sourceVariable, ReadOnlySpan<int> index) => Links.Add(variable, source, sourceVariable, index, Count);

    /// <summary>Lets a variable flagged <c>(linked)</c> stand for that of the element of another group that a variable of this one names; it can be read, not written.</summary>
    /// <param name="index">An integer variable of this group: the number of an element of the source.</param>
    /// <inheritdoc cref="Link(string, Subgroup, string)"/>
    public void Link(string variable, Subgroup source, string sourceVariable, string index) => Links.Add(variable, source, sourceVariable, index);

    /// <summary>Copies of the values of variables, by their names.</summary>
    /// <param name="names">Which variables, subexpressions too; null for all that have values of their own.</param>
    /// <param name="units">Whether values carry their unit; else they are plain numbers in SI base units.</param>
    /// <returns>For each variable its values, one where it is shared.</returns>
    /// <exception cref="ModelException">There is no such variable.</exception>
    public OrderedDictionary<string, QuantityArray> GetStates(IEnumerable<string>? names = null, bool units = true) =>
        States.Get(this, name => this[name], names ?? States.NamesOf(Declarations), units);

    /// <summary>Sets variables by their names.</summary>
    /// <param name="states">For each variable its values; a single one is for all elements.</param>
    /// <param name="units">Whether values carry their unit; else they are plain numbers in SI base units.</param>
    /// <exception cref="ModelException">There is no such variable, or the values do not fit it.</exception>
    public void SetStates(IEnumerable<KeyValuePair<string, QuantityArray>> states, bool units = true) => States.Set(this, name => this[name], states, units);

    internal override string DefaultName => "neurons";

    internal override (string Slot, int Order) PlaceOf(string eventName) => _events.PlaceOf(eventName) ?? base.PlaceOf(eventName);

    internal override void RequireSlot(SlotOrder slots) => _events.RequireSlots(slots);

    internal override IEnumerable<string> Events => !HasThreshold && Behaviors.Count == 0 ? _events.Names : _events.Names.Prepend(SpikeEvent);

    /// <summary>A variable of a part of the group; a shared one is the same for all parts.</summary>
    internal VariableView VariableOf(Subgroup part, string name) =>
        Links.InfoOf(DeclarationOf(name)).IsShared ? this[name] : new(new PartVariables(this, part), name, part.Selection());

    internal ImmutableArray<Declaration> Declarations { get; private set; }

    internal Definitions Definitions { get; }

    internal Links Links { get; }

    internal override IEnumerable<SimulationObject> Needs => Links.Groups.Where(group => group != this);

    private bool HasThreshold => _spikeRule.Threshold is not null;

    private ElementMemory Memory => _memory ?? throw new ModelException($"'{Name}' has no values before it joins a network: use network.Add(...) first.");

    /// <summary>The variables as another object's code sees them.</summary>
    internal IEnumerable<VariableInfo> VisibleVariables =>
        [.. Declarations.Select(Links.InfoOf), .. _spikeRule.IsRefractory ? [new VariableInfo(NotRefractory, Equations.ValueType.Boolean, Dimension.None, false)] : Array.Empty<VariableInfo>()];

    /// <summary>The memory of the variables.</summary>
    internal IEnumerable<StateArray> Arrays => Memory.Arrays.Select(a => a.Value);

    /// <summary>What the group's names mean where its elements are reached through an index array.</summary>
    /// <param name="index">The index array; null where the lane's own element is meant.</param>
    internal NameTable NamesVia(ArraySymbol? index, RunContext context) => NamesAt(index is null ? ElementReference.Own : ElementReference.Through(index), context);

    /// <summary>What the group's names mean where its elements are reached in some way.</summary>
    internal NameTable NamesAt(ElementReference element, RunContext context)
    {
        var names = Definitions.NamesWith(context, ScopeWith(context.Constants));
        AddNames(names, context, element);
        return names;
    }

    /// <summary>The declaration of a variable, or what stands for one in case of those that the simulator keeps.</summary>
    /// <exception cref="ModelException">There is none of this name.</exception>
    internal Declaration DeclarationOf(string name) =>
        Declarations.Concat(_spikeRule.KeptVariables).FirstOrDefault(d => d.Name == name) ?? throw VariableErrors.NoSuch(Name, name, Declarations);

    /// <summary>Whether a variable can be changed from outside or by code.</summary>
    internal bool IsWritable(string variable) => DeclarationOf(variable) is { Kind: not DeclarationKind.Subexpression } && (Links.Find(variable)?.IsWritable ?? true);

    internal override void OnJoin(Network network)
    {
        _memory = new ElementMemory(Name);
        _memory.Allocate(Declarations, network.Precision, Count);
        if (_spikeRule.IsRefractory)
        {
            // Long before any refractory period.
            _memory.Add(LastSpikeStep, IrType.Integer, network.Precision, Count).Fill(-StateArray.LongestAge);
            _memory.Add(NotRefractory, IrType.Boolean, network.Precision, Count, ElementStorage.Bit).Fill(1);
        }

        foreach (var action in _whenReady) { action(); }
        _whenReady.Clear();
    }

    internal override IEnumerable<string> Describe() =>
    [
        $"{Count} neurons",
        .. ModelDescription.Declarations(Declarations.Where(d => !_made.Contains(d.Name))),
        .. ModelDescription.Expression("threshold", _spikeRule.Threshold),
        .. ModelDescription.Code("reset", _spikeRule.Reset),
        .. ModelDescription.Expression("refractory", _spikeRule.Refractory),
        .. _method is null ? Array.Empty<string>() : [$"method: {_method.Describe()}"],
        .. _events.Describe(),
        .. Links.Describe(),
        .. Definitions.Describe(),
    ];

    internal override void Contribute(RunPlan plan)
    {
        var scope = ScopeWith(plan.Context.Constants);
        Check(scope);
        _events.Check(plan.Context.Constants);
        Links.Require(Count, (variable, element) => Memory[variable][element]);
        plan.Context.Trace?.Invoke($"{Name}: parsed", StageText.Parsed(Declarations));
        plan.Context.Trace?.Invoke($"{Name}: checked", StageText.Checked(Declarations, scope));
        WarnOfEndlessSpikes();
        foreach (var conflict in Definitions.ConflictsWith(plan.Context.Constants, Name, Declarations)) { Network!.Warn(conflict); }
        var names = NamesWith(plan.Context, Definitions);
        StepConstants.Contribute(plan, this, Declarations, names, name => Memory[name], (name, write) =>
        {
            KernelWriter writer = new(name, KernelDomain.Range, new IrBuilder(plan.Context.Precision), names);
            write(writer);
            plan.Add(new RangeOperation(
                name, Clock.Steps, StepSlot.Before(StepSlot.Start), Order, writer.Finish(plan.Context.Compiler, plan.RandomFor(this, CodeStream.StepConstants)), Tiles.Slices));
        });
        AddUpdate(plan, scope, names);
        AddEmission(plan);
        AddReset(plan, names);
        _events.Contribute(plan, names);
    }

    internal override void ChangeStep(StepChange change)
    {
        if (_spikeRule.IsRefractory) { Memory[LastSpikeStep].RescaleSteps(change.Ratio, change.FromStep, change.ToStep); }
        _lastSpikesCheckedAt = change.ToStep;
    }

    internal override void EndSlice(long nextStep)
    {
        if (_spikeRule.IsRefractory && nextStep - _lastSpikesCheckedAt > StateArray.LongestAge / 2)
        {
            Memory[LastSpikeStep].RescaleSteps(1, nextStep, nextStep);
            _lastSpikesCheckedAt = nextStep;
        }
    }

    internal override void RequireSound(double now) => _integration?.RequireSound(Memory, now);

    internal override void Save(Snapshot snapshot)
    {
        Memory.Save(snapshot);
        SaveMade(snapshot);
    }

    internal override void Restore(Snapshot snapshot)
    {
        RestoreMade(snapshot);
        Memory.Restore(snapshot);
        _lastSpikesCheckedAt = 0;
    }

    private void RequireRefractoryFlags()
    {
        if (!_spikeRule.IsRefractory && Declarations.FirstOrDefault(d => d.Flags.HasFlag(VariableFlags.UnlessRefractory)) is { } flagged)
        {
            throw new EquationException(flagged.Span, $"'{flagged.Name}' is flagged (unless refractory), but these neurons are never refractory.",
                "Give the group a refractory period, as in refractory: 5 * ms, or remove the flag.");
        }
    }

    /// <summary>What the names of the group's texts are.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    /// <param name="definitions">The constants and functions of the text; null for the group's.</param>
    internal Scope ScopeWith(Constants? constants, Definitions? definitions = null)
    {
        IEnumerable<VariableInfo> variables =
        [
            .. CommonNames.Variables, .. Declarations.Select(Links.InfoOf), .. _spikeRule.KeptVariables.Select(d => VariableInfo.Of(d) with { IsSubexpression = false }),
        ];
        return (definitions ?? Definitions).ScopeOf(variables, constants);
    }

    private void Check(Scope scope)
    {
        EquationChecker.CheckDeclarations(Declarations, scope);
        _spikeRule.Check(scope);
    }

    /// <summary>Where the values of names come from in code that runs for the group's elements.</summary>
    /// <param name="definitions">The constants and functions of the code.</param>
    internal NameTable NamesWith(RunContext context, Definitions definitions)
    {
        var names = definitions.NamesWith(context, ScopeWith(context.Constants, definitions));
        AddNames(names, context, ElementReference.Own);
        return names;
    }

    private void AddNames(NameTable names, RunContext context, ElementReference element)
    {
        CommonNames.DefineIn(names, Count, context.StepSeconds);
        if (element != ElementReference.Own) { names["i"] = element.Number; }
        Memory.DefineIn(names, Declarations, element, _spikeRule.IsRefractory ? NotRefractory : null);
        if (_spikeRule.IsRefractory)
        {
            var step = element.PlaceOf(Memory[LastSpikeStep]);
            names[LastSpikeStep] = step;
            names[NotRefractory] = element.PlaceOf(Memory[NotRefractory]);
            names["lastspike"] = new ValuePlace(w => w.Ir.Multiply(w.Ir.ToReal(w.Read(step)), w.Ir.Real(Clock.Dt.Si)));
        }

        foreach (var d in Declarations)
        {
            if (d.Kind == DeclarationKind.Subexpression && !d.IsStored) { names[d.Name] = new ExpressionPlace(d.Value!, names); }
        }

        Links.DefineIn(names, element, context);
    }
}
