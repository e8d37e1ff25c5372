using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Statements that run by a clock for the elements of a group or a projection: see <see cref="Subgroup.RunRegularly"/> and <see cref="Subgroup.RunAt"/>.</summary>
public sealed class ClockedCode : ScheduledObject
{
    private readonly ICodeTarget _target;
    private readonly ImmutableArray<Assignment> _code;
    private readonly ModelText _text;
    private readonly string _what;

    /// <param name="what">What the code is called, as in "run_regularly".</param>
    internal ClockedCode(ICodeTarget target, ModelText code, string what, string when, int order)
        : base(when, order)
    {
        (_target, _what, _text) = (target, what, code);
        _code = CodeParser.Parse(target.Owner.SourceOf(code, $"the code of {what}"));
        Check(null);
    }

    /// <summary>Code that runs at the steps of its own clock, or of that of the elements.</summary>
    internal static ClockedCode Regularly(ICodeTarget target, ModelText code, Quantity? dt, string when, int order)
    {
        ArgumentNullException.ThrowIfNull(code);
        ClockedCode clocked = new(target, code, "run_regularly", when, order);
        if (dt is { } interval) { clocked.Dt = interval; }
        return target.Owner.AddPart(clocked);
    }

    /// <summary>Code that runs at listed times.</summary>
    internal static ClockedCode At(ICodeTarget target, ModelText code, QuantityArray times, string when, int order)
    {
        ArgumentNullException.ThrowIfNull(code);
        return target.Owner.AddPart(new ClockedCode(target, code, "run_at", when, order) { Clock = new EventClock(times) });
    }

    internal override string DefaultName => $"{_target.Owner.Name}.{_what}";

    internal override Clock DefaultClock => _target.Owner.Clock;

    internal override SimulationObject PartOf => _target.Owner;

    internal override IEnumerable<string> Describe() => [.. ModelDescription.Code(When, _code), .. new Definitions(null, _text).Describe()];

    internal override void Contribute(RunPlan plan)
    {
        var temporaries = Check(plan.Context.Constants);

        // By an event clock, dt is that of the elements.
        if (_target.Begin(Clock.IsRegular ? plan : plan.On(_target.Owner.Clock), _text) is not { } elements) { return; }
        var shared = SharedStatements.CountIn(_code, ScopeOf(plan.Context.Constants));
        if (shared > 0) { AddShared(plan, elements, _code[..shared], temporaries); }
        if (shared == _code.Length) { return; }
        if (_target.TilesFor(_code) is { } tiles)
        {
            var writer = elements.NewKernel(Name, KernelDomain.Range);
            foreach (var statement in _code[shared..]) { writer.Execute(statement, accumulates: false, ignoreMask: false); }
            plan.Add(new RangeOperation(
                Name, Clock.Steps, When, Order, writer.Finish(plan.Context.Compiler, plan.RandomFor(this, CodeStream.Update)), tiles.Slices, readsAcross: writer.ReadVia));
            return;
        }

        var (binding, readVia) = ListedCode.Compile(
            _code[shared..], domain => elements.NewKernel(Name, domain), plan.Context.Compiler, plan.RandomFor(this, CodeStream.Update), ignoresMask: false);
        var alone = elements.Alone || binding.Kernel.Domain == KernelDomain.Sequence;
        plan.Add(new ListedOperation(Name, Clock.Steps, When, Order, binding, alone ? [elements.Joined] : elements.Slices, elements.Spare, alone, readVia));
    }

    /// <summary>Adds the statements on what the elements share, which run once, by one worker; their temporaries become shared values for those that follow.</summary>
    private void AddShared(RunPlan plan, CodeElements elements, ImmutableArray<Assignment> code, ImmutableArray<VariableInfo> temporaries)
    {
        foreach (var temporary in temporaries.Where(t => code.Any(s => s.Target == t.Name)))
        {
            StateArray value = new(new($"{Name}.{temporary.Name}", ElementMemory.TypeOf(temporary.Type)), plan.Context.Precision, 1);
            elements.Names[temporary.Name] = ElementMemory.SharedPlaceOf(value);
        }

        var writer = elements.NewKernel($"{Name}.shared", KernelDomain.Sequence);
        foreach (var statement in code) { writer.Execute(statement, accumulates: false, ignoreMask: false); }
        var binding = writer.Finish(plan.Context.Compiler, plan.RandomFor(this, CodeStream.Shared));
        plan.Add(new ListedOperation(writer.Name, Clock.Steps, When, Order, binding, [new([0], [0])], elements.Spare, alone: true, []));
    }

    private Scope ScopeOf(Constants? constants) => _target.ScopeOf(constants, _text);

    private ImmutableArray<VariableInfo> Check(Constants? constants)
    {
        var scope = ScopeOf(constants);
        var temporaries = CodeChecker.Check(_code, scope, changesShared: _target.IsWhole);
        _target.RequireOwn(_code);
        SharedStatements.CountIn(_code, scope);
        return temporaries;
    }
}
