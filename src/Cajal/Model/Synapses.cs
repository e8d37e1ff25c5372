using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses;
using Cajal.Units;

namespace Cajal;

/// <summary>A projection: synapses from the elements of one group to those of another, with the code that spikes run in them.</summary>
public sealed class Synapses : SimulationObject, IVariableOwner, IRecordable
{
    private readonly SynapseTable _table = new();
    private readonly SynapseStore _store;
    private uint _constructions;
    private bool _isConnected;

    /// <summary>A projection without synapses; <see cref="Connect(double)"/> makes them.</summary>
    /// <param name="source">Where spikes come from.</param>
    /// <param name="target">Which neurons they reach; null for the source itself.</param>
    /// <param name="model">Variables of each synapse, as in a group of neurons; differential equations flagged <c>(event-driven)</c>
    /// advance only when a spike reaches the synapse.</param>
    /// <param name="onPre">Statements that run for a synapse when a spike of its source reaches it.</param>
    /// <param name="onPost">Statements that run for a synapse when its target spikes.</param>
    /// <param name="delay">Time from the source's spike to its arrival [s], the same for all synapses; see <see cref="Delay"/>.</param>
    /// <param name="method">Numerical method of clock-driven equations.</param>
    /// <param name="constants">Values of names that the texts use and do not define.</param>
    /// <exception cref="ModelException">The way in which the texts and groups fit together is not right.</exception>
    /// <exception cref="EquationException">A text is not right.</exception>
    public Synapses(
        Subgroup source, Subgroup? target = null, ModelText? model = null, ModelText? onPre = null, ModelText? onPost = null,
        Quantity? delay = null, string? method = null, Constants? constants = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        (Source, Target) = (source, target ?? source);
        Code = new SynapseCode(this, model, onPre, onPost, method, constants);
        _store = new SynapseStore(Code, _table);
        if (delay is { } common) { _store.CommonDelay = RequireDelay(common); }
        Code.Check(null);
    }

    /// <summary>Where spikes come from.</summary>
    public Subgroup Source { get; }

    /// <summary>Which neurons they reach.</summary>
    public Subgroup Target { get; }

    /// <summary>Number of synapses.</summary>
    public int Count => _table.Count;

    /// <summary>Times that a synapse has run its code, over all runs.</summary>
    public long Events { get; private set; }

    /// <summary>
    /// Delays from the source's spike to its arrival [s], in order of creation; rounded to steps when a run starts. Set one value for all, an array or an expression.
    /// </summary>
    /// <exception cref="ModelException">A delay is no time, or negative.</exception>
    public VariableView Delay
    {
        get => new(this, SynapseStore.DelayName, 0, () => Count);
        set => Delay.Assign(value);
    }

    /// <summary>The variables of the synapses, in order of creation.</summary>
    /// <exception cref="ModelException">There is no such variable, or the value has another dimension.</exception>
    public VariableView this[string name]
    {
        get
        {
            if (name == SynapseStore.DelayName) { return Delay; }
            var declaration = Code.StoredDeclaration(name, Name);
            return new(this, name, 0, declaration.Flags.HasFlag(VariableFlags.Shared) ? () => 1 : () => Count);
        }
        set => this[name].Assign(value);
    }

    internal override string DefaultName => "synapses";

    internal SynapseCode Code { get; }

    /// <summary>Source of each synapse as numbered in <see cref="Source"/>, in order of creation.</summary>
    public int[] Sources() => [.. _table.Sources.AsSpan().ToArray().Select(s => s - Source.Start)];

    /// <summary>Target of each synapse as numbered in <see cref="Target"/>, in order of creation.</summary>
    public int[] Targets() => [.. _table.Targets.AsSpan().ToArray().Select(t => t - Target.Start)];

    /// <summary>Connects every pair of a source and a target, themselves included, with a probability.</summary>
    /// <param name="p">Probability of a synapse.</param>
    /// <returns>This projection.</returns>
    /// <exception cref="ModelException">The probability is not between 0 and 1, or the projection belongs to no network.</exception>
    public Synapses Connect(double p = 1)
    {
        RequireProbability(p);
        var random = NextConstruction("it is connected");
        for (var source = 0; source < Source.Count; source++)
        {
            BernoulliRow row = new(random, (uint)source, p);
            var target = -1L;
            while (row.Next(ref target, Target.Count)) { _table.Add(Source.Start + source, Target.Start + (int)target); }
        }

        return Grown();
    }

    /// <summary>Connects the listed pairs, in their order; a pair may occur several times.</summary>
    /// <param name="i">Sources, as numbered in <see cref="Source"/>.</param>
    /// <param name="j">Targets, as numbered in <see cref="Target"/>; as many.</param>
    /// <returns>This projection.</returns>
    /// <exception cref="ModelException">The lists have different lengths, or an index is out of range.</exception>
    public Synapses Connect(ReadOnlySpan<int> i, ReadOnlySpan<int> j)
    {
        RequireNetwork("it is connected");
        if (i.Length != j.Length) { throw new ModelException($"'{Name}': i has {i.Length} elements and j has {j.Length}; each synapse takes one of both, so they have to be as many."); }
        RequireWithin(i, Source.Count, nameof(i));
        RequireWithin(j, Target.Count, nameof(j));
        for (var k = 0; k < i.Length; k++) { _table.Add(Source.Start + i[k], Target.Start + j[k]); }
        return Grown();
    }

    /// <summary>Connects the pairs that meet a condition, each with a probability.</summary>
    /// <param name="condition">Condition on <c>i</c>, <c>j</c> and variables of the target, such as <c>i != j</c>.</param>
    /// <param name="p">Probability of a synapse for a pair that meets it.</param>
    /// <returns>This projection.</returns>
    /// <exception cref="EquationException">The condition is not right.</exception>
    /// <exception cref="ModelException">The probability is not between 0 and 1, or the projection belongs to no network.</exception>
    public Synapses Connect(ModelText condition, double p = 1)
    {
        ArgumentNullException.ThrowIfNull(condition);
        RequireProbability(p);
        var random = NextConstruction("it is connected");
        var pairs = Code.ConditionOn(condition, Network!.ContextOn(Clock), NextConstruction("it is connected"));
        for (var source = 0; source < Source.Count; source++)
        {
            BernoulliRow row = new(random, (uint)source, p);
            pairs.Ask(source);
            var target = -1L;
            while (row.Next(ref target, Target.Count))
            {
                if (pairs.IsMetBy(Target.Start + (int)target)) { _table.Add(Source.Start + source, Target.Start + (int)target); }
            }
        }

        return Grown();
    }

    internal override void OnJoin(Network network)
    {
        if (Source.Group.Network != network || Target.Group.Network != network)
        {
            throw new ModelException($"'{Name}' connects '{Source}' to '{Target}', but '{(Source.Group.Network != network ? Source : Target).Group.Name}' is not part of this network. Add the groups first.");
        }

        _store.Begin(Name, network.Precision, Source.Group.Clock.Steps);
    }

    internal override void Contribute(RunPlan plan)
    {
        if (!_isConnected) { throw new ModelException($"'{Name}' has no synapses: call Connect(...) before the run, or set Active to false."); }
        if (Count == 0) { return; }
        Code.Check(plan.Context.Constants);
        Code.Contribute(plan, this, _store);
    }

    internal override IEnumerable<Clock> Clocks => [Clock, Source.Group.Clock, Target.Group.Clock];

    internal override void ChangeStep(StepChange change)
    {
        if (change.Clock == Source.Group.Clock) { _store.ChangeStep(change); }
    }

    internal override void EndSlice(long nextStep) => _store.EndSlice(Source.Group.Clock.Steps.NextStep);

    internal override void Skip() => _store.DropSpikesInFlight();

    internal override void EndRun()
    {
        Events += _store.TakeEvents();
    }

    internal override void Save(Snapshot snapshot) => _store.Save(snapshot, Name);

    internal override void Restore(Snapshot snapshot) => _store.Restore(snapshot, Name);

    TypeInfo IVariableOwner.TypeOf(string variable) => variable == SynapseStore.DelayName
        ? new(Equations.ValueType.Real, Dimension.Time)
        : Code.StoredDeclaration(variable, Name) is var d ? new(d.Type, d.Dimension) : default;

    double IVariableOwner.Get(string variable, int index)
    {
        RequireElements();
        return _store.Get(variable, index);
    }

    void IVariableOwner.Set(string variable, int start, ReadOnlySpan<double> si)
    {
        if (variable == SynapseStore.DelayName)
        {
            foreach (var delay in si)
            {
                if (!(delay >= 0 && double.IsFinite(delay))) { RequireDelay(new(delay, Dimension.Time)); }
            }
        }

        _store.Set(variable, start, si);
    }

    ElementContext IVariableOwner.ContextOf(ModelText text)
    {
        var random = NextConstruction("its values are set by an expression");
        return Code.ContextOf(_store, text, Network!.ContextOn(Clock), random);
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
        Code.UseLayout(_store, plan.Context);
        return (Code.BeginRecording(name, _store, plan.Context), synapse => _store.Layout!.SlotOf[synapse], null);
    }

    private static void RequireProbability(double p)
    {
        if (!(p >= 0 && p <= 1)) { throw new ModelException(FormattableString.Invariant($"A probability has to be from 0 to 1, but p is {p}.")); }
    }

    private double RequireDelay(Quantity delay)
    {
        var seconds = delay.Require(Dimension.Time, "delay");
        return seconds >= 0 && double.IsFinite(seconds)
            ? seconds
            : throw new ModelException($"'{Name}': a delay of {delay} is not possible; a delay is 0 s or more, since a spike cannot arrive before it is emitted.");
    }

    private void RequireWithin(ReadOnlySpan<int> indices, int count, string list)
    {
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= count)
            {
                throw new ModelException($"'{Name}': {list}[{k}] is {indices[k]}, but '{(list == "i" ? Source : Target)}' has the elements 0 to {count - 1}.");
            }
        }
    }

    private void RequireElements()
    {
        if (!_isConnected) { throw new ModelException($"'{Name}' has no synapses yet, so no values: call Connect(...) first."); }
    }

    private RandomStream NextConstruction(string toDoWhat) =>
        RequireNetwork(toDoWhat).RandomFor(this, (uint)CodeStream.Construction + _constructions++);

    private Synapses Grown()
    {
        _isConnected = true;
        _store.Grow();
        return this;
    }
}
