using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>Independent Poisson spike trains: in each step an element spikes with probability rate·dt.</summary>
/// <remarks>
/// A rate given as an expression is evaluated anew in every step, random numbers included: <c>rand()*20*Hz</c> gives every element the mean rate 10 Hz.
/// A rate of each element's own is an array, or an expression in <c>i</c>; one that changes in time calls a timed array, <c>$"{rates}(t, i)"</c>.
/// </remarks>
public sealed class PoissonGroup : SpikeSource
{
    private Rates _rates;

    /// <param name="count">Number of spike trains.</param>
    /// <param name="rates">Their rate [Hz]: an expression in <c>i</c>, <c>t</c> and functions of time.</param>
    /// <param name="constants">Values of names that the expression uses and does not define.</param>
    /// <exception cref="EquationException">The expression is not right, or no rate.</exception>
    public PoissonGroup(int count, ModelText rates, Constants? constants = null)
        : base(count) => _rates = Read(rates, constants);

    /// <param name="count">Number of spike trains.</param>
    /// <param name="rate">Their common rate [Hz].</param>
    /// <exception cref="ModelException">The rate is not in Hz, or negative.</exception>
    public PoissonGroup(int count, Quantity rate)
        : base(count) => _rates = Read(RequireRate(rate), null);

    /// <param name="count">Number of spike trains.</param>
    /// <param name="rates">The rate of each [Hz]; shape [count].</param>
    /// <exception cref="ModelException">The rates are not in Hz, one is negative, or they are not as many as the spike trains.</exception>
    public PoissonGroup(int count, QuantityArray rates)
        : base(count) => _rates = Read(rates);

    internal override string DefaultName => "poisson";

    /// <summary>Gives another rate [Hz] from the next run on: an expression.</summary>
    /// <exception cref="EquationException">The expression is not right, or no rate.</exception>
    public void SetRates(ModelText rates) => _rates = Idle(Read(rates, null));

    /// <summary>Gives another common rate [Hz] from the next run on.</summary>
    /// <exception cref="ModelException">The rate is not in Hz, or negative.</exception>
    public void SetRates(Quantity rate) => _rates = Idle(Read(RequireRate(rate), null));

    /// <summary>Gives other rates [Hz] from the next run on, one for each spike train.</summary>
    /// <exception cref="ModelException">The rates are not in Hz, one is negative, or they are not as many as the spike trains.</exception>
    public void SetRates(QuantityArray rates) => _rates = Idle(Read(rates));

    /// <summary>A rate that spike trains can have.</summary>
    internal static Quantity RequireRate(Quantity rate) => rate.Require(Dimension.Frequency, "rate") is >= 0 and < double.PositiveInfinity
        ? rate
        : throw new ModelException($"A rate has to be 0 Hz or more, but is {rate}.");

    internal override void Contribute(RunPlan plan)
    {
        var context = plan.Context;
        var scope = Check(_rates, context.Constants);
        WarnOfCrowding(_rates.Highest(scope), context.StepSeconds);
        var names = _rates.Definitions.NamesWith(context, scope);
        CommonNames.DefineIn(names, Count, context.StepSeconds);
        KernelWriter writer = new($"{Name}.threshold", KernelDomain.Range, new IrBuilder(context.Precision), names);
        writer.DetectSpikes(Spike(writer, scope, context.StepSeconds), Spikes.Bitmap);
        var binding = writer.Finish(context.Compiler, plan.RandomFor(this, CodeStream.Update));
        plan.Add(new RangeOperation(writer.Name, Clock.Steps, StepSlot.Thresholds, Order, binding, Tiles.Slices, Spikes));
    }

    internal override IEnumerable<string> Describe() => [$"{Count} spike trains"];

    internal override void Save(Snapshot snapshot) => snapshot.PutMade($"{Name}.rates", _rates, _rates.Describe());

    internal override void Restore(Snapshot snapshot) => _rates = snapshot.GetMade($"{Name}.rates", _rates, _rates.Describe());

    /// <summary>Whether the lane's element spikes.</summary>
    private Node Spike(KernelWriter writer, Scope scope, double stepSeconds)
    {
        var ir = writer.Ir;
        return _rates.Common(scope) is { } rate
            ? ir.Less(ir.Integer(0), writer.DrawCounts(CountTable.Binomial(1, Math.Min(rate * stepSeconds, 1))))
            : ir.Less(writer.DrawUniforms().First, ir.Multiply(_rates.In(writer), ir.Real(stepSeconds)));
    }

    private void WarnOfCrowding(double? highest, double stepSeconds)
    {
        if (highest is { } rate && rate * stepSeconds > 1)
        {
            Network!.Warn($"'{Name}': a rate of {new Quantity(rate, Dimension.Frequency)} asks for more than one spike in a step of {Dt}, but an element spikes once a step at most. Use a smaller dt.");
        }
    }

    private Rates Idle(Rates rates)
    {
        Network?.RequireIdle("rates are given");
        return rates;
    }

    private Rates Read(ModelText text, Constants? constants)
    {
        ArgumentNullException.ThrowIfNull(text);
        Rates rates = new(ExpressionParser.Parse(SourceOf(text, "the rates")), null, new(constants, text));
        Check(rates, null);
        return rates;
    }

    private Rates Read(QuantityArray values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _ = values.Require(Dimension.Frequency, "rates");
        if (values.Length != Count) { throw new ModelException($"There are {Count} elements, but {values.Length} rates. Give one for each element, or one for all."); }
        foreach (var rate in values) { RequireRate(rate); }
        return new(null, values.AsSpan().ToArray(), new(null));
    }

    private static Scope Check(Rates rates, Constants? constants)
    {
        var scope = rates.Definitions.ScopeOf(CommonNames.Variables, constants);
        if (rates.Expression is not { } expression) { return scope; }
        TypeRules.RequireFit(expression, DimensionChecker.Check(expression, scope), "rates", new(Equations.ValueType.Real, Dimension.Frequency));
        return rates.Highest(scope) is not { } constant || constant >= 0 ? scope
            : throw new EquationException(expression.Span, $"A rate has to be 0 Hz or more, but {DimensionChecker.Quote(expression)} is {new Quantity(constant, Dimension.Frequency)}.");
    }

    /// <summary>Rates as an expression, or as a value in SI for each element.</summary>
    private sealed record Rates(Expr? Expression, double[]? Values, Definitions Definitions)
    {
        /// <summary>The rates as text.</summary>
        public string Describe() => Expression is null
            ? $"{Values!.Length} rates, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Values.AsSpan())))}"
            : string.Join("; ", [ExprPrinter.Print(Expression), .. Definitions.Describe()]);

        /// <summary>The highest one, where the rates are constant [Hz].</summary>
        public double? Highest(Scope scope) => Expression is null ? Values!.Max() : Common(scope);

        /// <summary>The rate of all elements, where they have one and it is constant [Hz].</summary>
        public double? Common(Scope scope) =>
            Expression is not null ? DimensionChecker.ConstantValue(Expression, scope)
            : Values.AsSpan().ContainsAnyExcept(Values![0]) ? null
            : Values[0];

        /// <summary>The rate of the lane's element.</summary>
        public Node In(KernelWriter writer)
        {
            if (Expression is not null) { return writer.Evaluate(Expression); }
            StateArray table = new(new("rates", IrType.Real), writer.Ir.Precision, Values!.Length);
            table.Write(0, Values);
            return writer.Lookup(table, writer.Ir.Element);
        }
    }
}
