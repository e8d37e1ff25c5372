using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>What can happen to the neurons of a group besides spikes: the conditions, and the code that runs when they hold.</summary>
internal sealed class NeuronEvents
{
    private readonly NeuronGroup _group;
    private readonly OrderedDictionary<string, Condition> _conditions = [];
    private readonly List<EventCode> _code = [];

    /// <param name="group">The group.</param>
    /// <param name="events">The condition of each event by its name; null for none.</param>
    /// <exception cref="ModelException">A name cannot be that of an event.</exception>
    /// <exception cref="EquationException">A condition is not right.</exception>
    public NeuronEvents(NeuronGroup group, OrderedDictionary<string, ModelText>? events)
    {
        _group = group;
        foreach (var (name, condition) in events ?? [])
        {
            RequireName(name);
            _conditions[name] = new(ExpressionParser.Parse(group.SourceOf(condition, $"the condition of the event '{name}'")), StepSlot.After(StepSlot.Thresholds), null);
        }
    }

    public IEnumerable<string> Names => _conditions.Keys;

    /// <summary>Adds code that runs for the neurons to which an event happens.</summary>
    /// <exception cref="ModelException">There is no such event.</exception>
    /// <exception cref="EquationException">The code is not right.</exception>
    public void Run(string eventName, ModelText code, string when, int order)
    {
        _group.RequireEvent(eventName, _group.Name, "the code would never run");
        _group.Network?.SlotOrder.Require(when, _group.Name);
        EventCode added = new(eventName, when, CodeParser.Parse(_group.SourceOf(code, $"the code of the event '{eventName}'")), _group.Definitions.With(code), order);
        CodeChecker.Check(added.Statements, _group.ScopeWith(null, added.Definitions));
        _code.Add(added);
    }

    /// <summary>Moves the condition of an event to another place in a step.</summary>
    /// <exception cref="ModelException">There is no such event or slot.</exception>
    public void Schedule(string eventName, string when, int order)
    {
        if (eventName == SpikeSource.SpikeEvent) { throw new ModelException("Spikes are found out in the slot 'thresholds', which cannot change. Give what has to come at another time an event of its own."); }
        _group.RequireEvent(eventName, _group.Name, "it has no place in a step");
        _group.Network?.SlotOrder.Require(when, _group.Name);
        _conditions[eventName] = _conditions[eventName] with { When = when, Order = order };
    }

    /// <summary>Where in a step an event is found out; null when it is none of these.</summary>
    public (string Slot, int Order)? PlaceOf(string eventName) => _conditions.TryGetValue(eventName, out var condition) ? (condition.When, condition.Order ?? _group.Order) : null;

    /// <exception cref="ModelException">A condition or code has a place in a slot that is not there.</exception>
    public void RequireSlots(SlotOrder slots)
    {
        foreach (var when in _conditions.Values.Select(c => c.When).Concat(_code.Select(c => c.When))) { slots.Require(when, _group.Name); }
    }

    /// <summary>Proves names and units of all conditions and code.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    public void Check(Constants? constants)
    {
        foreach (var condition in _conditions.Values) { EquationChecker.CheckCondition(condition.Value, _group.ScopeWith(constants), "condition of an event"); }
        foreach (var code in _code) { CodeChecker.Check(code.Statements, _group.ScopeWith(constants, code.Definitions)); }
    }

    /// <summary>The conditions and the code, one a line.</summary>
    public IEnumerable<string> Describe() =>
    [
        .. _conditions.SelectMany(c => ModelDescription.Expression($"event {c.Key} in {c.Value.When}", c.Value.Value)),
        .. _code.SelectMany(c => ModelDescription.Code($"on {c.EventName} in {c.When}", c.Statements)),
        .. _code.SelectMany(c => c.Definitions.Describe()),
    ];

    /// <summary>Adds the conditions, and the code of all events, to a run.</summary>
    public void Contribute(RunPlan plan, NameTable names)
    {
        var context = plan.Context;
        foreach (var (name, condition) in _conditions)
        {
            KernelWriter writer = new($"{_group.Name}.{name}", KernelDomain.Range, new IrBuilder(context.Precision), names);
            var stream = _group.StreamOf(name);
            writer.DetectSpikes(writer.Evaluate(condition.Value), stream.Bitmap);
            var binding = writer.Finish(context.Compiler, plan.RandomFor(_group, CodeStream.EventCondition, _conditions.IndexOf(name)));
            plan.Add(new RangeOperation(writer.Name, context.Clock.Steps, condition.When, condition.Order ?? _group.Order, binding, _group.Tiles.Slices, stream));
        }

        for (var k = 0; k < _code.Count; k++)
        {
            var (eventName, when, statements, definitions, order) = _code[k];
            var name = $"{_group.Name}.on_{eventName}";
            var binding = ListedCode.Compile(name, statements, _group.NamesWith(context, definitions), context, plan.RandomFor(_group, CodeStream.EventCode, k), ignoresMask: false);
            plan.Add(new SpikersOperation(name, context.Clock.Steps, when, order, binding, _group.StreamOf(eventName)));
        }
    }

    private static void RequireName(string name)
    {
        if (name == SpikeSource.SpikeEvent)
        {
            throw new ModelException("The event 'spike' is given by the threshold, as in threshold: \"v > -50*mV\". Give another event another name.");
        }

        NameRule.Require(name, "an event");
    }

    /// <param name="When">Slot of the step in which it is asked.</param>
    /// <param name="Order">Place within the slot; null for that of the group.</param>
    private sealed record Condition(Expr Value, string When, int? Order);

    /// <param name="When">Slot of the step in which it runs.</param>
    /// <param name="Definitions">The group's, and those of the code's text.</param>
    /// <param name="Order">Place within the slot.</param>
    private sealed record EventCode(string EventName, string When, ImmutableArray<Assignment> Statements, Definitions Definitions, int Order);
}
