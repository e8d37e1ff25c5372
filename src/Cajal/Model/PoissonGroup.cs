using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Independent Poisson spike trains: in each step an element spikes with probability rate·dt.</summary>
/// <remarks>
/// A rate given as an expression is evaluated anew in every step, random numbers included: <c>rand()*20*Hz</c> gives every element the mean rate 10 Hz.
/// </remarks>
public sealed class PoissonGroup : SpikeSource
{
    private readonly Expr _rates;
    private readonly Definitions _definitions;

    /// <param name="count">Number of spike trains.</param>
    /// <param name="rates">Their rate [Hz]: an expression in <c>i</c>, <c>t</c> and functions of time.</param>
    /// <param name="constants">Values of names that the expression uses and does not define.</param>
    /// <exception cref="EquationException">The expression is not right, or no rate.</exception>
    public PoissonGroup(int count, ModelText rates, Constants? constants = null)
        : base(count)
    {
        ArgumentNullException.ThrowIfNull(rates);
        _definitions = new(constants, rates);
        _rates = ExpressionParser.Parse(SourceOf(rates, "the rates"));
        Check(null);
    }

    /// <param name="count">Number of spike trains.</param>
    /// <param name="rate">Their common rate [Hz].</param>
    /// <exception cref="ModelException">The rate is not in Hz, or negative.</exception>
    public PoissonGroup(int count, Quantity rate)
        : this(count, $"{RequireRate(rate)}")
    {
    }

    internal override string DefaultName => "poisson";

    internal override void Contribute(RunPlan plan)
    {
        var context = plan.Context;
        var scope = Check(context.Constants);
        if (_rates is Name { Id: var id } && scope.Constant(id) is { } rate && rate.Si * context.StepSeconds > 1)
        {
            Network!.Warn($"'{Name}': a rate of {rate} asks for more than one spike in a step of {Dt}, but an element spikes once a step at most. Use a smaller dt.");
        }

        var names = _definitions.NamesWith(context, scope);
        CommonNames.DefineIn(names, Count, context.StepSeconds);
        KernelWriter writer = new($"{Name}.threshold", KernelDomain.Range, new IrBuilder(context.Precision), names);
        var probability = writer.Ir.Multiply(writer.Evaluate(_rates), writer.Ir.Real(context.StepSeconds));
        writer.DetectSpikes(writer.Ir.Less(writer.DrawUniforms().First, probability), Spikes.Bitmap);
        var binding = writer.Finish(context.Compiler, plan.RandomFor(this, CodeStream.Update));
        plan.Add(new RangeOperation(writer.Name, Clock.Steps, StepSlot.Thresholds, Order, binding, Tiles.Slices, Spikes));
    }

    private static Quantity RequireRate(Quantity rate) => rate.Require(Dimension.Frequency, "rate") is >= 0 and < double.PositiveInfinity
        ? rate
        : throw new ModelException($"A rate has to be 0 Hz or more, but is {rate}.");

    private Scope Check(Constants? constants)
    {
        var scope = _definitions.ScopeOf(CommonNames.Variables, constants);
        TypeRules.RequireFit(_rates, DimensionChecker.Check(_rates, scope), "rates", new(Equations.ValueType.Real, Dimension.Frequency));
        return scope;
    }
}
