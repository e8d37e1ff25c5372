using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Slots;
using Cajal.Units;

namespace Cajal;

/// <summary>The texts of a projection, and how they become kernels.</summary>
internal sealed class SynapseCode
{
    /// <summary>Index array with the source of each synapse, or of each pair that may become one.</summary>
    public static readonly ArraySymbol SourceIndex = new("source", IrType.Integer, ElementStorage.Int32);

    /// <summary>Index array with the target of each synapse, or of each pair that may become one.</summary>
    public static readonly ArraySymbol TargetIndex = new("target", IrType.Integer, ElementStorage.Int32);
    private readonly Synapses _owner;
    private readonly ProjectionEnd _source, _target;
    private readonly Definitions _definitions;
    private readonly IntegrationMethod? _method;
    private Integration? _integration;
    private readonly ImmutableArray<Declaration> _summed;

    public SynapseCode(Synapses owner, ModelText? model, IntegrationMethod? method, Constants? constants, string? multisynapticIndex)
    {
        (_owner, _source, _target, _method) = (owner, owner.Source, owner.Target, method);
        _definitions = new(constants, model);
        ImmutableArray<Declaration> all = model is null ? [] : EquationParser.Parse(owner.SourceOf(model, "the equations"));
        Declarations = [.. all.Where(d => !IsSummed(d))];
        EquationChecker.RequireSuits(ModelKind.Synapses, all);
        EquationChecker.RequireStableRandomness(Declarations);
        EquationChecker.RequireSharedSources(Declarations);
        MultisynapticIndex = multisynapticIndex;
        if (multisynapticIndex is not null)
        {
            var index = EquationParser.Parse(new($"{multisynapticIndex} : integer", "the multisynaptic index"))[0];
            if (Declarations.Any(d => d.Name == index.Name)) { throw new EquationException(index.Span, $"'{index.Name}' is declared in the equations too.", "Remove it there: the simulator keeps it."); }
            Declarations = [.. Declarations, index];
        }

        _definitions.RequireOtherNames(Declarations);
        Links = new(owner, Declarations);
        method?.RequireSuits(Declarations);
        EventDrivenRules.RequireSeparate(Declarations);
        RequireOwnNames();
        _summed = [.. all.Where(IsSummed)];
        Sums = [.. _summed.Select(d => new SummedVariable(d, _source, _target))];
    }

    /// <summary>The variables of the synapses.</summary>
    public ImmutableArray<Declaration> Declarations { get; }

    /// <summary>The variables of neurons that are sums over the synapses.</summary>
    public ImmutableArray<SummedVariable> Sums { get; }

    /// <summary>What the variables flagged <c>(linked)</c> stand for.</summary>
    public Links Links { get; }

    /// <summary>The variable that numbers the synapses of a pair; null when there is none.</summary>
    public string? MultisynapticIndex { get; }

    public IEnumerable<Declaration> EventDrivenEquations => Declarations.Where(EventDrivenRules.IsEventDriven);

    public bool HasEventDriven => EventDrivenEquations.Any();

    /// <summary>Whether code runs for all synapses in every step.</summary>
    public bool RunsByClock => !Sums.IsEmpty || Declarations.Any(d => d.Kind == DeclarationKind.Differential && !EventDrivenRules.IsEventDriven(d))
        || Declarations.Any(d => d.Kind == DeclarationKind.Subexpression && d.IsStored);

    public bool IsShared(string variable) => Declarations.Any(d => d.Name == variable && d.Flags.HasFlag(VariableFlags.Shared));

    /// <summary>The model of a synapse, in lines.</summary>
    public IEnumerable<string> Describe() =>
    [
        .. ModelDescription.Declarations([.. Declarations, .. _summed]),
        .. _method is null ? Array.Empty<string>() : [$"method: {_method.Describe()}"],
        .. Links.Describe(),
        .. _definitions.Describe(),
    ];

    /// <summary>The declaration of a variable that has values.</summary>
    public Declaration StoredDeclaration(string name, string owner)
    {
        if (name == "lastupdate" && HasEventDriven)
        {
            return new(DeclarationKind.Parameter, name, Equations.ValueType.Real, Dimension.Time, null, VariableFlags.None, default);
        }

        return Declarations.FirstOrDefault(d => d.Name == name) ?? throw VariableErrors.NoSuch(owner, name, Declarations);
    }

    /// <summary>Proves names, units and flags.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    public void Check(Constants? constants) => EquationChecker.CheckDeclarations([.. Declarations, .. _summed], ScopeWith(constants));

    /// <summary>What names mean in the code of the synapses.</summary>
    /// <param name="text">The code, for the constants that came with it; null for the equations.</param>
    public NameTable Names(SynapseStore store, RunContext context, ModelText? text = null)
    {
        var names = NamesOfEnds(DefinitionsWith(text), ScopeWith(context.Constants, text), context);
        names["N"] = new ValuePlace(w => w.Ir.Integer(store.Table.Count));
        names["N_incoming"] = new ValuePlace(w => w.Read(CountsAt(_target, TargetIndex, store.Table.CountsOfTargets(_target.OwnerCount), "N_incoming", context)));
        names["N_outgoing"] = new ValuePlace(w => w.Read(CountsAt(_source, SourceIndex, store.Table.CountsOfSources(_source.OwnerCount), "N_outgoing", context)));
        store.Memory.DefineIn(names, Declarations, ElementReference.Own, null);
        if (HasEventDriven)
        {
            names[SynapseStore.LastUpdateStep] = new DeferredPlace(() => ElementReference.Own.PlaceOf(store.Memory[SynapseStore.LastUpdateStep]));
            names["lastupdate"] = new ValuePlace(w => w.Ir.Multiply(w.Ir.ToReal(w.Read(names[SynapseStore.LastUpdateStep])), w.Ir.Real(context.StepSeconds)));
        }

        foreach (var d in Declarations)
        {
            if (d.Kind == DeclarationKind.Subexpression && !d.IsStored) { names[d.Name] = new ExpressionPlace(d.Value!, names); }
        }

        store.Traces?.DefineIn(names, store, context);
        Links.DefineIn(names, ElementReference.Own, context);
        return names;
    }

    /// <summary>The same in code of the targets, for what does not depend on the synapse.</summary>
    public NameTable NamesAtTarget(SynapseStore store, RunContext context, ModelText text)
    {
        var names = Names(store, context, text);
        _target.DefineIn(names, null, context, "_post", "");
        return names;
    }

    /// <summary>Adds the pathways and the clock-driven equations to a run.</summary>
    public void Contribute(RunPlan plan, SynapseStore store, SynapseArrangement arrangement)
    {
        var context = plan.Context;
        Links.Require(store.Table.Count, store.Get);
        arrangement.Settle(context);
        RequireClocks();
        foreach (var conflict in _definitions.ConflictsWith(context.Constants, _owner.Name, Declarations)) { _owner.Network!.Warn(conflict); }
        EventDrivenRules.WarnOfMovement(_owner);
        context.Trace?.Invoke($"{_owner.Name}: parsed", StageText.Parsed([.. Declarations, .. _summed]));
        var kinds = _owner.Pathways.Where(p => p.Active).Select(p => (Pathway: p, Kind: arrangement.KindOf(p, plan.On(p.Emitter.Clock).Context))).ToList();
        if (kinds.Exists(k => k.Kind == Delivery.Slots) || RunsByClock) { arrangement.UseSlots(context); }
        if (kinds.Find(k => k.Kind == Delivery.Deferred).Pathway is { } waiting) { arrangement.Defer(waiting, context); }
        var names = Names(store, context);
        AddStepConstants(plan, store, names, arrangement.IsAlone);
        for (var k = 0; k < Sums.Length; k++)
        {
            var writer = BeginKernel($"{_owner.Name}.{Sums[k].Name}", KernelDomain.List, store, context, names);
            Sums[k].Contribute(plan, _owner, writer, (VariablePlace)names[Sums[k].Name], k);
        }

        AddClockDriven(plan, store, names);
        foreach (var pathway in _owner.Pathways.Where(p => !p.Active)) { pathway.Traffic.Clear(); }
        foreach (var (pathway, kind) in kinds)
        {
            var ofPathway = plan.On(pathway.Emitter.Clock);
            pathway.Begin(new PathwayPlan(_owner, pathway, store, arrangement, ofPathway).Add(arrangement.Route(pathway, kind, ofPathway.Context)));
        }

        context.Trace?.Invoke($"{_owner.Name}: layout", StageText.Layout(store, kinds.Select(k => k.Pathway)));
    }

    /// <summary>Whether an expression can be evaluated later: it asks for no value of the synapses, which may change until then, and for nothing of the program's.</summary>
    public bool CanPromise(Expr expression, NameTable names) => _source is GroupEnd && _target is GroupEnd && expression.SelfAndDescendants().All(e => e switch
    {
        Name name => name.Id is not ("lastupdate" or "N_incoming" or "N_outgoing") && Declarations.All(d => d.Name != name.Id),
        Call call => names.FindFunction(call.Function) is null,
        _ => true,
    });

    /// <summary>Whether a name means a variable of the elements at either end.</summary>
    public bool IsOfEnds(string name) =>
        _source.Variables.Any(v => name == $"{v.Name}_pre") || _target.Variables.Any(v => name == v.Name || name == $"{v.Name}_post");

    /// <summary>A kernel that knows the variables of the synapses, and of both ends where the synapses have slots.</summary>
    public KernelWriter BeginKernel(string name, KernelDomain domain, SynapseStore store, RunContext context, NameTable? names = null)
    {
        KernelWriter writer = new(name, domain, new IrBuilder(context.Precision), names ?? Names(store, context));
        if (store.Layout is { } layout)
        {
            writer.BindIndex(SourceIndex, layout.Source);
            writer.BindIndex(TargetIndex, layout.Target);
        }

        return writer;
    }

    /// <summary>The same, where synapses have to be found in order of creation too.</summary>
    public KernelWriter BeginKernelInPlace(string name, KernelDomain domain, SynapseStore store, RunContext context, NameTable names)
    {
        var writer = BeginKernel(name, domain, store, context, names);
        if (store.Layout is not null) { return writer; }
        writer.BindIndex(SourceIndex, Padded(store.Table.Sources, _source.Places));
        writer.BindIndex(TargetIndex, Padded(store.Table.Targets, _target.Places));
        return writer;
    }

    /// <summary>Brings the event-driven variables to the present and remembers it.</summary>
    public void WriteEventDriven(KernelWriter writer, NameTable names, RunContext context)
    {
        foreach (var (name, value) in EventDrivenValues(writer, names, context)) { writer.Write((VariablePlace)names[name], value); }
        writer.Write((VariablePlace)names[SynapseStore.LastUpdateStep], writer.Ir.Step);
    }

    /// <summary>The event-driven variables at present; what memory holds is what their last event left.</summary>
    public List<(string Name, Node Value)> EventDrivenValues(KernelWriter writer, NameTable names, RunContext context)
    {
        var ir = writer.Ir;
        var elapsed = ir.Multiply(ir.ToReal(ir.Subtract(ir.Step, writer.Read(names[SynapseStore.LastUpdateStep]))), ir.Real(context.StepSeconds));
        writer.SetTemporary(EventDriven.Elapsed, elapsed);
        var system = IntegrationStage.SystemOf(Declarations, ScopeWith(context.Constants), context.StepSeconds, EventDrivenRules.IsEventDriven);
        var solution = MethodChoice.EventDrivenOf(_owner, system);
        context.Trace?.Invoke($"{writer.Name}: event-driven solution", StageText.Step(solution));
        return IntegrationStage.NewValues(writer, Coefficients.Gather(solution, system));
    }

    /// <summary>What names mean where only values of synapses are read, for a list of synapses: values that nobody holds are not made, but found for the list.</summary>
    /// <param name="take">Told the values that are to be found, with the array where they have to be, in the order of the list.</param>
    public NameTable NamesOfValues(SynapseStore store, RunContext context, ModelText? text, Action<SynapseValues, ArraySymbol>? take = null)
    {
        var names = Names(store, context, text);
        if (store.Layout is null)
        {
            names["i"] = EndOf(_source, SourceIndex, () => store.Table.Sources);
            names["j"] = EndOf(_target, TargetIndex, () => store.Table.Targets);
        }

        foreach (var d in Declarations)
        {
            if (store.PromisedValues(d.Name) is not { } values) { continue; }
            names[d.Name] = new DeferredPlace(() =>
            {
                StateArray ofList = new(new($"{d.Name} of the list", IrType.Real), context.Precision, 0);
                take?.Invoke(values, ofList.Symbol);
                return new VariablePlace(new(ofList.Symbol, AccessPath.Position), ofList);
            });
        }

        return names;

        static ValuePlace EndOf(ProjectionEnd end, ArraySymbol index, Func<NativeList<int>> elements) => new(w =>
        {
            w.BindIndex(index, Padded(elements(), end.Places));
            return end.PositionIn(w, w.ReadIndex(index));
        });
    }

    /// <summary>What a text on the synapses, in order of creation, is evaluated in.</summary>
    public ElementContext ContextOf(SynapseStore store, ModelText? text, RunContext context, RandomStream random)
    {
        store.UseCreationOrder();
        return new(ScopeWith(context.Constants, text), Names(store, context, text), store.Table.Count, context, random, writer =>
        {
            writer.BindIndex(SourceIndex, Padded(store.Table.Sources, _source.Places));
            writer.BindIndex(TargetIndex, Padded(store.Table.Targets, _target.Places));
        });
    }

    /// <summary>A text of Connect, which knows the neurons at both ends but no synapse yet.</summary>
    /// <param name="what">What it is, in messages: the condition.</param>
    public PairText PairText(ModelText text, string what, RunContext context)
    {
        var definitions = _definitions.With(text);
        var scope = definitions.ScopeOf(VariablesOfEnds, context.Constants);
        return new(_owner.SourceOf(text, $"{what} of Connect"), scope, NamesOfEnds(definitions, scope, context),
            [.. Declarations.Select(d => d.Name), "N", "N_incoming", "N_outgoing", "delay", "lastupdate"],
            ["j", .. _target.Variables.SelectMany(v => (string[])[v.Name, $"{v.Name}_post"])]);
    }

    /// <summary>Stops the run when a clock-driven variable has not reached the tolerance of its method, or is no longer a number.</summary>
    /// <param name="now">Time of the step that comes next [s].</param>
    public void RequireSound(ElementMemory memory, double now) => _integration?.RequireSound(memory, now);

    private static bool IsSummed(Declaration d) => d.Flags.HasFlag(VariableFlags.Summed);

    private static NativeBuffer Padded(NativeList<int> elements, EndPlaces places)
    {
        var count = (int)elements.Count;
        NativeBuffer buffer = new((StateArray.Spare(count) + StateArray.Block) * sizeof(int));
        var all = buffer.Span<int>(0, StateArray.Spare(count) + StateArray.Block);
        all.Fill(places.Spare);
        for (var k = 0; k < count; k++) { all[k] = places[elements[k]]; }
        return buffer;
    }

    /// <summary>What the names of a text can mean.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    /// <param name="text">The code, for the constants that came with it; null for the equations.</param>
    public Scope ScopeWith(Constants? constants, ModelText? text = null)
    {
        List<VariableInfo> variables = [.. VariablesOfEnds, .. ((string[])["N", "N_incoming", "N_outgoing"]).Select(KeptInteger), .. Declarations.Select(Links.InfoOf)];
        if (MultisynapticIndex is not null) { variables.Add(KeptInteger(MultisynapticIndex)); }
        if (HasEventDriven) { variables.Add(new("lastupdate", Equations.ValueType.Real, Dimension.Time, false)); }
        return DefinitionsWith(text).ScopeOf(variables, constants);
    }

    /// <summary>What every pair of a source and a target has, whether there is a synapse or not.</summary>
    private IEnumerable<VariableInfo> VariablesOfEnds =>
    [
        .. CommonNames.Variables.Where(v => v.Name != "N"), .. ((string[])["j", "N_pre", "N_post"]).Select(KeptInteger),
        .. _source.Variables.Select(v => v with { Name = $"{v.Name}_pre" }),
        .. _target.Variables.Select(v => v with { Name = $"{v.Name}_post" }), .. _target.Variables,
    ];

    private static VariableInfo KeptInteger(string name) => new(name, Equations.ValueType.Integer, Dimension.None, IsWritable: false);

    private NameTable NamesOfEnds(Definitions definitions, Scope scope, RunContext context)
    {
        var names = definitions.NamesWith(context, scope);
        CommonNames.DefineIn(names, 0, context.StepSeconds);
        names["i"] = new ValuePlace(w => _source.PositionIn(w, w.ReadIndex(SourceIndex)));
        names["j"] = new ValuePlace(w => _target.PositionIn(w, w.ReadIndex(TargetIndex)));
        names[NameTable.Exists] = new ValuePlace(w => w.Ir.Less(w.ReadIndex(TargetIndex), w.Ir.Integer(_target.Places.Spare)));
        names["N_pre"] = new ValuePlace(w => w.Ir.Integer(_source.Count));
        names["N_post"] = new ValuePlace(w => w.Ir.Integer(_target.Count));
        _source.DefineIn(names, SourceIndex, context, "_pre");
        _target.DefineIn(names, TargetIndex, context, "_post", "");
        return names;
    }

    /// <summary>Numbers of synapses of the elements at one end.</summary>
    private Place CountsAt(ProjectionEnd end, ArraySymbol index, int[] countOf, string name, RunContext context)
    {
        var places = end.Places;
        StateArray counts = new(new($"{_owner.Name}.{name}", IrType.Integer), context.Precision, places.Spare);
        foreach (var (element, count) in countOf.Index()) { counts[places[element]] = count; }
        return ElementReference.Through(index).PlaceOf(counts);
    }

    private Definitions DefinitionsWith(ModelText? text) => text is null ? _definitions : _definitions.With(text);

    private void RequireOwnNames()
    {
        foreach (var d in Declarations)
        {
            if (_source.Variables.Concat(_target.Variables).Any(v => v.Name == d.Name))
            {
                throw new EquationException(d.Span, $"'{d.Name}' is a variable of the neurons too, so code could mean either.", $"Rename the variable of the synapses, for example to '{d.Name}_syn'.");
            }
        }
    }

    /// <summary>Spikes travel in the steps of the elements that emit them, whatever those of the others.</summary>
    private void RequireClocks()
    {
        foreach (var pathway in _owner.Pathways)
        {
            var (source, target, emitter) = (_source.Owner, _target.Owner, pathway.Emitter.Owner);
            if (source.Dt.Si == target.Dt.Si) { return; }
            if (HasEventDriven && emitter != source)
            {
                throw new ModelException(
                    $"'{_owner.Name}' has event-driven equations, which advance in the steps of one clock, but '{source.Name}' has steps of {source.Dt} and '{target.Name}' of {target.Dt}. "
                    + "Give both the same Dt, or leave out the flag (event-driven).");
            }

            _owner.Network!.Warn($"'{_owner.Name}.{pathway.Name}' runs in the steps of '{emitter.Name}', {emitter.Dt}, and so do its delays; '{source.Name}' has steps of {source.Dt} and '{target.Name}' of {target.Dt}.");
        }
    }

    private void AddStepConstants(RunPlan plan, SynapseStore store, NameTable names, bool alone) =>
        StepConstants.Contribute(plan, _owner, Declarations, names, name => store.Memory[name], (name, write) =>
        {
            var writer = BeginKernel(name, KernelDomain.List, store, plan.Context, names);
            write(writer);
            var binding = writer.Finish(plan.Context.Compiler, plan.RandomFor(_owner, CodeStream.StepConstants));
            plan.Add(new ListedOperation(
                name, plan.Context.Clock.Steps, StepSlot.Before(StepSlot.Start), _owner.Order, binding, store.Layout!.Slices, store.Layout.SlotCount, alone, writer.ReadThrough(SourceIndex)));
        });

    private void AddClockDriven(RunPlan plan, SynapseStore store, NameTable names)
    {
        var context = plan.Context;
        var system = IntegrationStage.SystemOf(Declarations, ScopeWith(context.Constants), context.StepSeconds, d => !EventDrivenRules.IsEventDriven(d));
        if (system.Equations.IsEmpty) { return; }
        var writer = BeginKernel($"{_owner.Name}.update", KernelDomain.Range, store, context, names);
        _integration = Integration.Of(_owner, system, _method, context, store.Table.Count, store.Layout!.SlotOf, store.Layout.SlotCount);
        _integration.Write(writer, names);
        var slices = Enumerable.Range(0, store.Layout.Workers).Select(w => (store.Layout.SliceStart(w), store.Layout.SliceStart(w + 1)));
        var binding = writer.Finish(context.Compiler, plan.RandomFor(_owner, CodeStream.Update));
        plan.Add(new RangeOperation(writer.Name, context.Clock.Steps, StepSlot.Groups, _owner.Order, binding, slices, null, writer.ReadThrough(SourceIndex), store.Layout.CreationOf));
    }
}
