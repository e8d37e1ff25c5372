using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// Many independent Poisson inputs to each element of a group: in every step a variable grows by the weight times the number of inputs that spiked,
/// a binomial count of probability rate·dt. It stands for a PoissonGroup with synapses of its own onto each element, at a fraction of the cost.
/// </summary>
/// <remarks>The input comes with those of synapses: after all onPre, before all onPost, and after earlier PoissonInputs. It leaves out neurons whose
/// variable is held <c>(unless refractory)</c>.</remarks>
public sealed class PoissonInput : SimulationObject
{
    /// <summary>More counts of bytes than this take longer than one from a table of any size.</summary>
    private const int MostParts = 8;
    private readonly Subgroup _target;
    private readonly NeuronGroup _group;
    private readonly string _variable;
    private readonly int _count;
    private readonly Quantity _rate;
    private readonly Expr _weight;
    private readonly Definitions _definitions;

    /// <param name="target">The neurons, or a part of a group of neurons.</param>
    /// <param name="variable">The variable that grows.</param>
    /// <param name="count">Number of inputs to each neuron.</param>
    /// <param name="rate">Rate of each input [Hz].</param>
    /// <param name="weight">What one spike adds: an expression in the variables of the neuron, evaluated in every step.</param>
    /// <exception cref="ModelException">There is no such variable, or nothing can be added to it; or the number or the rate is not right.</exception>
    /// <exception cref="EquationException">The weight is not right, or of another unit than the variable.</exception>
    public PoissonInput(Subgroup target, string variable, int count, Quantity rate, ModelText weight)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(weight);
        _group = target.Group as NeuronGroup
            ?? throw new ModelException($"'{target}' has no variables that an input could be added to: a PoissonInput needs a NeuronGroup, or a part of one.");
        if (count < 1) { throw new ModelException($"A PoissonInput needs at least one input a neuron, but their number is {count}."); }
        (_target, _variable, _count, _rate) = (target, variable, count, PoissonGroup.RequireRate(rate));
        _definitions = _group.Definitions.With(weight);
        _weight = ExpressionParser.Parse(SourceOf(weight, "the weight"));
        RequireSummable();
        Check(null);
    }

    /// <param name="target">The neurons, or a part of a group of neurons.</param>
    /// <param name="variable">The variable that grows.</param>
    /// <param name="count">Number of inputs to each neuron.</param>
    /// <param name="rate">Rate of each input [Hz].</param>
    /// <param name="weight">What one spike adds.</param>
    /// <exception cref="ModelException">There is no such variable, or nothing of the unit of the weight can be added to it; or the number or the rate is not right.</exception>
    public PoissonInput(Subgroup target, string variable, int count, Quantity rate, Quantity weight)
        : this(target, variable, count, rate, (ModelText)weight)
    {
    }

    internal override string DefaultName => "poisson_input";

    internal override IEnumerable<SimulationObject> Needs => [_group];

    internal override Clock DefaultClock => _group.Clock;

    internal override void OnJoin(Network network)
    {
        if (_group.Network != network) { throw new ModelException($"'{Name}' adds to '{_target}', but '{_group.Name}' is not part of this network. Add the group first."); }
    }

    internal override IEnumerable<string> Describe() =>
        [$"{_count} inputs of {ModelDescription.Constant("rate", _rate)} to {_target}.{_variable}: {ExprPrinter.Print(_weight)}", .. _definitions.Describe()];

    internal override void Contribute(RunPlan plan)
    {
        var context = plan.Context;
        Check(context.Constants);
        var probability = _rate.Si * context.StepSeconds;
        if (probability > 1)
        {
            throw new ModelException(FormattableString.Invariant(
                $"'{Name}': an input of {_rate} would spike {probability:G4} times in each step of {Dt}, but it spikes at most once. Use a smaller dt, or more inputs of a lower rate."));
        }

        var names = _group.NamesWith(context, _definitions);
        names["i"] = new ValuePlace(w => _target.PositionIn(w, w.Ir.Element));
        names["N"] = new ValuePlace(w => w.Ir.Integer(_target.Count));
        KernelWriter writer = new($"{Name}.add", KernelDomain.Range, new IrBuilder(context.Precision), names);
        var (ir, place) = (writer.Ir, (VariablePlace)names[_variable]);
        var old = writer.Read(place);
        var sum = ir.Add(old, ir.Multiply(Arrivals(writer, _count, probability), writer.Evaluate(_weight)));
        writer.Write(place, _target.Count == _group.Count ? sum : ir.Select(IsTarget(writer), sum, old));
        var binding = writer.Finish(context.Compiler, plan.RandomFor(this, CodeStream.Update));
        plan.Add(new RangeOperation(writer.Name, Clock.Steps, StepSlot.Synapses, Order, binding, _group.Tiles.SlicesWithin(_target.Start, _target.End)));
    }

    /// <summary>How many of the inputs spike: the sum of as many counts of bytes as their mean asks for, or one from a larger table where that is faster.</summary>
    private static Node Arrivals(KernelWriter writer, int inputs, double probability)
    {
        var parts = Math.Max(1, (int)Math.Min(Math.Ceiling(inputs * probability / CountTable.LargestMean), inputs));
        if (parts > MostParts) { return Draw(writer, AliasTable.Binomial(inputs, probability)); }
        return Enumerable.Range(0, parts)
            .Select(part => (int)(((long)inputs * (part + 1) / parts) - ((long)inputs * part / parts)))
            .Select(inputsOfPart => writer.DrawCounts(CountTable.Binomial(inputsOfPart, probability)))
            .Aggregate(writer.Ir.Add);
    }

    /// <summary>A count from a table: the first uniform number of the element chooses a place, the second one of the place's two counts.</summary>
    private static Node Draw(KernelWriter writer, AliasTable table)
    {
        var ir = writer.Ir;
        StateArray thresholds = new(new("thresholds", IrType.Real), ir.Precision, table.Size), aliases = new(new("aliases", IrType.Integer), ir.Precision, table.Size);
        thresholds.Write(0, table.Thresholds);
        for (var k = 0; k < table.Size; k++) { aliases[k] = table.Aliases[k]; }
        var (u, v) = writer.DrawUniforms();
        var at = ir.ToInteger(ir.Multiply(u, ir.Real(table.Size)));
        return ir.Select(ir.Less(v, writer.Lookup(thresholds, at)), ir.Add(at, ir.Integer(table.First)), writer.Lookup(aliases, at));
    }

    private Node IsTarget(KernelWriter writer)
    {
        StateArray isTarget = new(new("targets", IrType.Boolean), writer.Ir.Precision, _group.Count);
        for (var k = 0; k < _target.Count; k++) { isTarget[_target.ElementAt(k)] = 1; }
        return writer.Lookup(isTarget, writer.Ir.Element);
    }

    private void RequireSummable()
    {
        var declaration = _group.Declarations.FirstOrDefault(d => d.Name == _variable && d.Kind != DeclarationKind.Subexpression)
            ?? throw VariableErrors.NoSuch(_group.Name, _variable, _group.Declarations);
        if (declaration.Flags.HasFlag(VariableFlags.Linked))
        {
            throw new ModelException($"'{_variable}' of '{_group.Name}' is linked. Let the input add to the variable that it is linked to.");
        }

        if (declaration.Flags.HasFlag(VariableFlags.Constant))
        {
            throw new ModelException($"'{_variable}' of '{_group.Name}' is declared (constant), so it does not change during a run. Declare it without (constant).");
        }

        if (declaration.Flags.HasFlag(VariableFlags.Shared))
        {
            throw new ModelException($"'{_variable}' of '{_group.Name}' is shared, and each neuron gets an input of its own. Declare it without (shared).");
        }

        if (declaration.Type == Equations.ValueType.Boolean) { throw new ModelException($"'{_variable}' of '{_group.Name}' is true or false, so nothing can be added to it."); }
    }

    private void Check(Constants? constants)
    {
        var scope = _group.ScopeWith(constants, _definitions);
        TypeRules.RequireFit(_weight, DimensionChecker.Check(_weight, scope), _variable, scope.Variable(_variable)!.TypeInfo);
    }
}
