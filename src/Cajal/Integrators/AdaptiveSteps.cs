using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>
/// Writes a method that covers dt by inner steps of its own choice: an inner step is kept when its estimated error (root of the mean square over the
/// variables, each in units of its tolerance) is at most 1, else repeated shorter; the next length follows from the error (Hairer, Nørsett and Wanner
/// 1993, section II.4). Every dt begins with one inner step over all of it, so that a step depends on the state only.
/// </summary>
/// <param name="order">Order of the error estimate plus one.</param>
internal sealed class AdaptiveSteps(EquationSystem system, Tolerances tolerances, int order)
{
    private const double Safety = 0.9, LeastFactor = 0.2, GreatestFactor = 5;

    private static readonly Name s_elapsed = new("_elapsed"), s_wanted = new("_wanted"), s_passes = new("_passes"), s_failed = new("_failed");
    private static readonly Name s_isLast = new("_is_last"), s_error = new("_error"), s_isGood = new("_is_good"), s_worst = new("_worst");
    private static readonly Name s_dt = new("dt"), s_t = new("t");

    private readonly ImmutableArray<NamedExpr>.Builder _temporaries = ImmutableArray.CreateBuilder<NamedExpr>();
    private readonly ImmutableArray<CarriedExpr>.Builder _carried = ImmutableArray.CreateBuilder<CarriedExpr>();

    /// <summary>Length of the inner step.</summary>
    public static Name Length { get; } = new("_length");

    /// <summary>Time at the start of the inner step.</summary>
    public static Expr Now { get; } = s_t + s_elapsed;

    /// <summary>The names of the variables.</summary>
    public IEnumerable<string> Variables => system.Equations.Select(e => e.Name);

    /// <summary>The reason of equations for which no error can be estimated; null when it can.</summary>
    public static string? WhyNot(EquationSystem system) => Noise.WhyNot(system)
        ?? (system.Equations.SelectMany(e => e.Rhs.SelfAndDescendants()).OfType<Call>().FirstOrDefault(c => IsUnstable(c, system)) is { } call
            ? $"the equations call {call.Function}(), which gives another value with every call, so that no error can be estimated"
            : null);

    private static bool IsUnstable(Call call, EquationSystem system) =>
        FunctionTable.Find(call.Function) is { } function ? function.IsRandom : !system.IsConstantOverStep(call.Function);

    /// <summary>The value of a variable at the start of the inner step.</summary>
    public static Name Old(string variable) => new($"_now_{variable}");

    /// <summary>Gives a name to a value within a pass.</summary>
    public Name Define(string name, Expr value)
    {
        _temporaries.Add(new(name, Simplify(value)));
        return new(name);
    }

    /// <summary>Begins a pass: the length of the inner step.</summary>
    public void Begin()
    {
        var left = Define("_left", s_dt - s_elapsed);
        // A step that nearly reaches the end goes there, so that none is left for a tiny rest.
        Define(s_isLast.Id, new Binary(BinaryOperator.GreaterOrEqual, 1.001 * s_wanted, left));
        Define(Length.Id, Where(s_isLast, left, s_wanted));
    }

    /// <summary>The right sides at a point.</summary>
    /// <param name="stage">Prefix of the names of the results.</param>
    public Func<string, Name> Evaluate(string stage, Func<string, Expr> state, Expr time)
    {
        var point = Point(state, time);
        var values = system.Equations.ToDictionary(e => e.Name, e => Define($"{stage}_{e.Name}", e.Rhs.Substitute(point)));
        return x => values[x];
    }

    /// <summary>Names as they are at a point.</summary>
    public Dictionary<string, Expr> Point(Func<string, Expr> state, Expr time)
    {
        var point = Variables.ToDictionary(x => x, state);
        point[s_t.Id] = time;
        return point;
    }

    /// <summary>Ends a pass: takes or leaves the new values by their estimated errors.</summary>
    /// <param name="reused">Values of a stage that a step that is kept hands on to the next one, with the stage that gives them; null when there are none.</param>
    public IntegrationStep Finish(Func<string, Expr> next, Func<string, Expr> error, (Func<string, Name> First, Func<string, Name> Last)? reused = null)
    {
        Expr squares = 0, worst = 1, largest = 0;
        for (var k = 0; k < system.Equations.Length; k++)
        {
            var equation = system.Equations[k];
            var value = Define($"_new_{equation.Name}", next(equation.Name));
            var size = new Call("clip", [Absolute(value), Absolute(Old(equation.Name)), double.PositiveInfinity]);
            var ratio = Define($"_ratio_{equation.Name}", error(equation.Name) / (tolerances.AbsoluteOf(equation) + tolerances.Relative * size));
            squares += ratio * ratio;
            worst = k == 0 ? Integer(1) : Where(Greater(Absolute(ratio), largest), Integer(k + 1), worst);
            largest = k == 0 ? Absolute(ratio) : new Call("clip", [Absolute(ratio), largest, double.PositiveInfinity]);
        }

        Define(s_error.Id, new Call("sqrt", [squares / system.Equations.Length]));
        Define(s_isGood.Id, new Binary(BinaryOperator.LessOrEqual, s_error, 1));
        Define(s_worst.Id, worst);

        // An error that is no number (an overflow on the way) shortens the step as much as a large one.
        var factor = new Call("clip", [Safety * new Binary(BinaryOperator.Power, s_error, -1.0 / order), LeastFactor, GreatestFactor]);
        Carry(s_elapsed, 0, Where(s_isGood, Where(s_isLast, s_dt, s_elapsed + Length), s_elapsed));
        Carry(s_wanted, s_dt, Length * Where(Less(s_error, double.PositiveInfinity), factor, LeastFactor));
        Carry(s_failed, Integer(1), s_worst);
        foreach (var x in Variables)
        {
            Carry(Old(x), new Name(x), Where(s_isGood, new Name($"_new_{x}"), Old(x)));
            if (reused is var (first, last)) { Carry(first(x), Start(x), Where(s_isGood, last(x), first(x))); }
        }

        // Without finite slopes to begin with no step can be taken, however short.
        var steepness = Variables.Aggregate((Expr)0, (sum, x) => sum + Absolute(Start(x)));
        Carry(s_passes, Where(Less(steepness, double.PositiveInfinity), Integer(0), Integer(tolerances.MaxSteps)), s_passes + Integer(1));

        Iteration iteration = new(
            new Binary(BinaryOperator.And, Less(s_elapsed, s_dt), Less(s_passes, Integer(tolerances.MaxSteps))),
            _temporaries.DrainToImmutable(), _carried.DrainToImmutable(), Where(Less(s_elapsed, s_dt), s_failed, Integer(0)));
        return new(
            [.. system.Equations.Select(e => new NamedExpr($"_start_{e.Name}", Simplify(e.Rhs)))],
            [.. Variables.Select(x => new NamedExpr(x, Old(x)))], iteration);
    }

    private static Name Start(string variable) => new($"_start_{variable}");

    private static Number Integer(int value) => new(value, IsInteger: true);

    private static Call Absolute(Expr e) => new("abs", [e]);

    private static Binary Less(Expr a, Expr b) => new(BinaryOperator.Less, a, b);

    private static Binary Greater(Expr a, Expr b) => new(BinaryOperator.Greater, a, b);

    private static Call Where(Expr condition, Expr a, Expr b) => new(IIntegrator.Where, [condition, a, b]);

    private void Carry(Name name, Expr start, Expr next) => _carried.Add(new(name.Id, start, Simplify(next)));
}
