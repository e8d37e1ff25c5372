using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>The texts of a projection, and how they become kernels.</summary>
internal sealed class SynapseCode
{
    private static readonly ArraySymbol SourceIndex = new("source", IrType.Integer, IsIndex: true);
    private static readonly ArraySymbol TargetIndex = new("target", IrType.Integer, IsIndex: true);
    private readonly Synapses _owner;
    private readonly Subgroup _source, _target;
    private readonly Definitions _definitions;
    private readonly ImmutableArray<Assignment> _onPre, _onPost;
    private readonly string? _method;

    public SynapseCode(Synapses owner, ModelText? model, ModelText? onPre, ModelText? onPost, string? method, Constants? constants)
    {
        (_owner, _source, _target, _method) = (owner, owner.Source, owner.Target, method);
        _definitions = new(constants, model, onPre, onPost);
        Declarations = model is null ? [] : EquationParser.Parse(owner.SourceOf(model, "the equations"));
        EquationChecker.RequireSuits(ModelKind.Synapses, Declarations);
        EquationChecker.RequireStableRandomness(Declarations);
        EquationChecker.RequireSharedSources(Declarations);
        Unsupported.Refuse(Declarations);
        _definitions.RequireOtherNames(Declarations);
        MethodChoice.RequireKnown(method);
        RequireSeparateUpdates();
        _onPre = Parse(onPre, "onPre");
        _onPost = Parse(onPost, "onPost");
        RequireOwnNames();
        if (!_onPre.IsEmpty && !_source.Group.CanSpike) { throw NeverSpikes(_source, "onPre"); }
        if (!_onPost.IsEmpty && !_target.Group.CanSpike) { throw NeverSpikes(_target, "onPost"); }
    }

    public ImmutableArray<Declaration> Declarations { get; }

    public bool HasEventDriven => Declarations.Any(IsEventDriven);

    public bool IsShared(string variable) => Declarations.Any(d => d.Name == variable && d.Flags.HasFlag(VariableFlags.Shared));

    /// <summary>The declaration of a variable that has values.</summary>
    public Declaration StoredDeclaration(string name, string owner)
    {
        if (name == "lastupdate" && HasEventDriven)
        {
            return new(DeclarationKind.Parameter, name, Equations.ValueType.Real, Dimension.Time, null, VariableFlags.None, default);
        }

        return Declarations.FirstOrDefault(d => d.Name == name && d.Kind != DeclarationKind.Subexpression) ?? throw VariableErrors.NoSuch(owner, name, Declarations);
    }

    /// <summary>Proves names, units and flags.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    public void Check(Constants? constants)
    {
        var scope = ScopeWith(constants);
        EquationChecker.CheckDeclarations(Declarations, scope);
        CodeChecker.Check(_onPre, scope);
        CodeChecker.Check(_onPost, scope);
    }

    /// <summary>What names mean in the code of the synapses.</summary>
    public NameTable Names(SynapseStore store, RunContext context, Definitions? definitions = null)
    {
        var scope = ScopeWith(context.Constants, definitions);
        NameTable names = (definitions ?? _definitions).NamesWith(context, scope);
        CommonNames.DefineIn(names, store.Table.Count, context.StepSeconds);
        names["i"] = new IndexPlace(SourceIndex, _source.Start);
        names["j"] = new IndexPlace(TargetIndex, _target.Start);
        DefineEnd(names, _source, SourceIndex, "_pre", context);
        DefineEnd(names, _target, TargetIndex, "_post", context);
        foreach (var variable in VisibleOf(_target)) { names[variable.Name] = names[$"{variable.Name}_post"]; }

        store.Memory.DefineIn(names, Declarations, null, null);
        if (HasEventDriven)
        {
            var step = ElementMemory.PlaceOf(store.Memory[SynapseStore.LastUpdateStep], false, null, null);
            names[SynapseStore.LastUpdateStep] = step;
            names["lastupdate"] = new ValuePlace(w => w.Ir.Multiply(w.Ir.ToReal(w.Read(step)), w.Ir.Real(context.StepSeconds)));
        }

        foreach (var d in Declarations)
        {
            if (d.Kind == DeclarationKind.Subexpression) { names[d.Name] = new ExpressionPlace(d.Value!, names); }
        }

        return names;
    }

    /// <summary>Adds the pathways and the clock-driven equations to a run.</summary>
    public void Contribute(RunPlan plan, SimulationObject owner, SynapseStore store)
    {
        var context = plan.Context;
        var alone = UseLayout(store, context);
        context.Trace?.Invoke($"{owner.Name}: parsed", StageText.Parsed(Declarations));
        context.Trace?.Invoke($"{owner.Name}: layout", StageText.Layout(store));
        AddClockDriven(plan, owner, store, Names(store, context));
        if (!_onPre.IsEmpty)
        {
            var clock = _source.Group.Clock;
            var (writer, readsSource) = WritePathway($"{owner.Name}.pre", _onPre, store, plan.On(clock).Context);
            Add(new PresynapticOperation(
                writer.Name, clock.Steps, owner.Order - 1, writer.Finish(context.Compiler, plan.RandomFor(owner, CodeStream.Pre)), store.Layout!,
                _source.Group.Spikes, (_source.Start, _source.End), store.Queues, readsSource, alone));
        }

        if (!_onPost.IsEmpty)
        {
            var clock = _target.Group.Clock;
            var (writer, readsSource) = WritePathway($"{owner.Name}.post", _onPost, store, plan.On(clock).Context);
            Add(new PostsynapticOperation(
                writer.Name, clock.Steps, owner.Order + 1, writer.Finish(context.Compiler, plan.RandomFor(owner, CodeStream.Post)), store.Layout!,
                _target.Group.Spikes, (_target.Start, _target.End), readsSource, alone));
        }

        void Add(PathwayOperation operation)
        {
            store.Pathways.Add(operation);
            plan.Add(operation);
        }
    }

    /// <summary>Puts the synapses where a run needs them.</summary>
    /// <returns>Whether the code reaches elements of other workers, so that one worker has to do it all.</returns>
    public bool UseLayout(SynapseStore store, RunContext context)
    {
        // Which arrays the code touches does not depend on the order in memory, so the order can depend on it.
        var names = Names(store, context);
        var alone = IsAlone(_onPre, names) || IsAlone(_onPost, names);
        store.UseLayout(_source.Group.Count, alone ? new(_target.Group.Count, 1) : _target.Group.Spikes.Tiles, _source.Group.Clock.Dt.Si);
        return alone;
    }

    /// <summary>A kernel that runs over listed slots, one after the other, and knows the variables of the synapses.</summary>
    public KernelWriter BeginRecording(string name, SynapseStore store, RunContext context)
    {
        KernelWriter writer = new(name, KernelDomain.Sequence, new IrBuilder(context.Precision), Names(store, context));
        writer.BindIndex(SourceIndex, store.Layout!.Source);
        writer.BindIndex(TargetIndex, store.Layout.Target);
        return writer;
    }

    /// <summary>What a text on the synapses, in order of creation, is evaluated in.</summary>
    public ElementContext ContextOf(SynapseStore store, ModelText text, RunContext context, RandomStream random)
    {
        store.UseCreationOrder();
        var definitions = _definitions.With(text);
        var (sources, targets) = (Padded(store.Table.Sources, _source.Group), Padded(store.Table.Targets, _target.Group));
        return new(ScopeWith(context.Constants, definitions), Names(store, context, definitions), store.Table.Count, context, random, writer =>
        {
            writer.BindIndex(SourceIndex, sources);
            writer.BindIndex(TargetIndex, targets);
        });
    }

    /// <summary>A condition on pairs of a source and a target, ready to be asked.</summary>
    public PairCondition ConditionOn(ModelText condition, RunContext context, RandomStream random)
    {
        var definitions = _definitions.With(condition);
        var scope = definitions.ScopeOf(
            [.. PairCondition.Variables, .. VisibleOf(_target), .. VisibleOf(_target).Select(v => v with { Name = $"{v.Name}_post" })], context.Constants);
        var names = definitions.NamesWith(context, scope);
        DefineEnd(names, _target, null, "_post", context);
        foreach (var variable in VisibleOf(_target)) { names[variable.Name] = names[$"{variable.Name}_post"]; }
        return new(_owner.SourceOf(condition, "the condition of Connect"), scope, names, VisibleOf(_source), _target, context, random);
    }

    private static bool IsEventDriven(Declaration d) => d.Kind == DeclarationKind.Differential && d.Flags.HasFlag(VariableFlags.EventDriven);

    private ImmutableArray<Assignment> Parse(ModelText? code, string name)
    {
        if (code is null) { return []; }
        var statements = CodeParser.Parse(_owner.SourceOf(code, $"the code {name}"));
        Unsupported.Refuse(statements);
        return [.. statements.Select(OrderAnalysis.Normalize)];
    }

    /// <summary>Event-driven equations are solved from event to event, when the others have no value of that time, and the other way round.</summary>
    private void RequireSeparateUpdates()
    {
        var subexpressions = Subexpressions.Of(Declarations);
        var equations = Declarations.Where(d => d.Kind == DeclarationKind.Differential).ToList();
        foreach (var d in equations)
        {
            foreach (var name in subexpressions.Inline(d.Value!).SelfAndDescendants().OfType<Name>())
            {
                if (equations.Find(e => e.Name == name.Id) is { } used && IsEventDriven(used) != IsEventDriven(d))
                {
                    throw new EquationException(d.Span, $"'{d.Name}' is {Updated(d)}, but depends on '{used.Name}', which is {Updated(used)}.", "Flag both the same way.");
                }
            }
        }

        static string Updated(Declaration d) => IsEventDriven(d) ? "event-driven" : "clock-driven";
    }

    private static IEnumerable<VariableInfo> VisibleOf(Subgroup end) => (end.Group as NeuronGroup)?.VisibleVariables ?? [];

    private static ModelException NeverSpikes(Subgroup end, string code) =>
        new($"'{end}' never spikes, so {code} would never run. Give the group a threshold, as in threshold: \"v > -50*mV\".");

    private static bool IsAlone(ImmutableArray<Assignment> code, NameTable names) =>
        OrderAnalysis.SharedWrites(code, names).Any(a => a.Via == SourceIndex);

    private static NativeBuffer Padded(NativeList<int> indices, SpikeSource group)
    {
        var count = (int)indices.Count;
        NativeBuffer buffer = new((StateArray.Spare(count) + StateArray.Block) * sizeof(int));
        var all = buffer.Span<int>(0, StateArray.Spare(count) + StateArray.Block);
        all.Fill(StateArray.Spare(group.Count));
        indices.AsSpan().CopyTo(all);
        return buffer;
    }

    private static void DefineEnd(NameTable names, Subgroup end, ArraySymbol? index, string suffix, RunContext context)
    {
        if (end.Group is not NeuronGroup group) { return; }
        var inGroup = group.NamesVia(index, context);
        foreach (var variable in group.VisibleVariables) { names[variable.Name + suffix] = inGroup[variable.Name]; }
    }

    private Scope ScopeWith(Constants? constants, Definitions? definitions = null)
    {
        List<VariableInfo> variables =
        [
            .. CommonNames.Variables, new("j", Equations.ValueType.Integer, Dimension.None, false),
            .. VisibleOf(_source).Select(v => v with { Name = $"{v.Name}_pre" }),
            .. VisibleOf(_target).Select(v => v with { Name = $"{v.Name}_post" }), .. VisibleOf(_target),
            .. Declarations.Select(VariableInfo.Of),
        ];
        if (HasEventDriven) { variables.Add(new("lastupdate", Equations.ValueType.Real, Dimension.Time, false)); }
        return (definitions ?? _definitions).ScopeOf(variables, constants);
    }

    private void RequireOwnNames()
    {
        foreach (var d in Declarations)
        {
            if (VisibleOf(_source).Concat(VisibleOf(_target)).Any(v => v.Name == d.Name))
            {
                throw new EquationException(d.Span, $"'{d.Name}' is a variable of the neurons too, so code could mean either.", $"Rename the variable of the synapses, for example to '{d.Name}_syn'.");
            }
        }
    }

    /// <summary>Event-driven variables are brought to the present, the statements run, and the present is remembered.</summary>
    private (KernelWriter Writer, IEnumerable<object> ReadsSource) WritePathway(
        string name, ImmutableArray<Assignment> code, SynapseStore store, RunContext context)
    {
        var names = Names(store, context);
        // Code that only adds to neurons has nothing to compute side by side: one synapse after the other is faster than gathered vectors.
        var orderFree = OrderAnalysis.IsOrderFree(code, names);
        var onlyAdds = !HasEventDriven && code.All(s => names.Find(s.Target) is VariablePlace { Access.Path: AccessPath.Via });
        KernelWriter writer = new(name, orderFree && !onlyAdds ? KernelDomain.List : KernelDomain.Sequence, new IrBuilder(context.Precision), names);
        writer.BindIndex(SourceIndex, store.Layout!.Source);
        writer.BindIndex(TargetIndex, store.Layout.Target);
        if (HasEventDriven)
        {
            var ir = writer.Ir;
            var lastUpdate = (VariablePlace)names[SynapseStore.LastUpdateStep];
            var elapsed = ir.Multiply(ir.ToReal(ir.Subtract(ir.Step, writer.Read(lastUpdate))), ir.Real(context.StepSeconds));
            writer.SetTemporary("elapsed", elapsed);
            var system = IntegrationStage.SystemOf(Declarations, ScopeWith(context.Constants), context.StepSeconds, IsEventDriven);
            var solution = MethodChoice.EventDrivenOf(_owner, system);
            context.Trace?.Invoke($"{name}: event-driven solution", StageText.Step(solution));
            IntegrationStage.WriteStep(writer, solution, names);
            writer.Write(lastUpdate, ir.Step);
        }

        foreach (var statement in code) { writer.Execute(statement, accumulates: orderFree, ignoreMask: false); }
        var sourceArrays = _source.Group is NeuronGroup neurons ? neurons.Arrays : [];
        return (writer, writer.ReadVia.Where(sourceArrays.Contains));
    }

    private void AddClockDriven(RunPlan plan, SimulationObject owner, SynapseStore store, NameTable names)
    {
        var context = plan.Context;
        var system = IntegrationStage.SystemOf(Declarations, ScopeWith(context.Constants), context.StepSeconds, d => !IsEventDriven(d));
        if (system.Equations.IsEmpty) { return; }
        KernelWriter writer = new($"{owner.Name}.update", KernelDomain.Range, new IrBuilder(context.Precision), names);
        writer.BindIndex(SourceIndex, store.Layout!.Source);
        writer.BindIndex(TargetIndex, store.Layout.Target);
        var choice = MethodChoice.Of(_owner, system, _method);
        var step = choice.Integrator.Step(system);
        context.Trace?.Invoke($"{owner.Name}: method", $"{choice.Explanation}\n{StageText.Step(step)}");
        IntegrationStage.WriteStep(writer, step, names);
        if (writer.Draws.Count > 0)
        {
            throw new ModelException($"'{owner.Name}': random numbers in clock-driven equations of synapses are not supported yet. Draw them in onPre, or in the equations of the neurons.");
        }

        var slices = Enumerable.Range(0, store.Layout.Workers).Select(w => (store.Layout.SliceStart(w), store.Layout.SliceStart(w + 1)));
        var binding = writer.Finish(context.Compiler, plan.RandomFor(owner, CodeStream.Update));
        plan.Add(new RangeOperation(writer.Name, context.Clock.Steps, StepSlot.Groups, owner.Order, binding, slices, null, writer.ReadVia));
    }
}
