using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.BinaryOperator;

namespace Cajal.Integrators;

/// <summary>The exact solution of equations that are constant between thresholds.</summary>
/// <remarks>
/// A variable moves in the direction that its right side has at the start, and never turns. A pass takes it to the next threshold on its way, or to the
/// end of the time; there it goes on if the right side beyond has the same sign, and stays where it is zero (a bound) or drives back.
/// Most need one pass, and those at rest none.
/// </remarks>
internal static class ThresholdDriftSolution
{
    /// <summary>The values after a time.</summary>
    /// <param name="time">The time [s].</param>
    /// <param name="drifts">At least one equation; none holds the variable of another.</param>
    public static IntegrationStep After(Expr time, ImmutableArray<ThresholdDrift> drifts)
    {
        var starts = ImmutableArray.CreateBuilder<NamedExpr>();
        var temporaries = ImmutableArray.CreateBuilder<NamedExpr>();
        var carried = ImmutableArray.CreateBuilder<CarriedExpr>();
        Expr? moving = null;
        foreach (var equation in drifts)
        {
            // A threshold is computed once: where it were so in two ways that round differently, a variable that has come to it would go on to it forever.
            var drift = equation.WithThresholds(threshold => threshold is Name or Number ? threshold : DefineThreshold(equation, threshold));
            Name x = new(drift.Variable), at = new($"_at_{x.Id}"), left = new($"_left_{x.Id}");
            var rate = Define(starts, "rate", drift.Rate);
            var speed = Define(temporaries, "speed", Where(
                new Binary(Greater, rate, 0), Clip(At(drift.RateAbove), 0, double.PositiveInfinity), Clip(At(drift.RateBelow), double.NegativeInfinity, 0)));
            var free = Define(temporaries, "free", at + (speed * (Expr)left));
            var (below, above) = ((Expr)double.NegativeInfinity, (Expr)double.PositiveInfinity);
            foreach (var threshold in drift.Thresholds)
            {
                below = Clip(Where(new Binary(Less, threshold, at), threshold, double.NegativeInfinity), below, double.PositiveInfinity);
                above = Clip(Where(new Binary(Greater, threshold, at), threshold, double.PositiveInfinity), double.NegativeInfinity, above);
            }

            var next = Define(temporaries, "next", Clip(free, below, above));
            carried.Add(new(at.Id, x, next));
            carried.Add(new(left.Id, Where(new Binary(Equal, rate, 0), 0, time), Where(new Binary(Equal, next, free), 0, left - ((next - (Expr)at) / speed))));
            var moves = new Binary(Greater, left, 0);
            moving = moving is null ? moves : new Binary(Or, moving, moves);

            Name DefineThreshold(ThresholdDrift of, Expr threshold)
            {
                Name name = new($"_threshold{of.Thresholds.IndexOf(threshold)}_{of.Variable}");
                if (!starts.Any(s => s.Name == name.Id)) { starts.Add(new(name.Id, threshold)); }
                return name;
            }

            Expr At(Expr e) => e.Substitute(new Dictionary<string, Expr> { [x.Id] = at });

            Name Define(ImmutableArray<NamedExpr>.Builder list, string prefix, Expr value)
            {
                Name name = new($"_{prefix}_{x.Id}");
                list.Add(new(name.Id, value));
                return name;
            }
        }

        return new(
            starts.DrainToImmutable(),
            [.. drifts.Select(d => new NamedExpr(d.Variable, new Name($"_at_{d.Variable}")))],
            new(moving!, temporaries.DrainToImmutable(), carried.DrainToImmutable()));
    }

    private static Call Where(Expr condition, Expr a, Expr b) => new(IIntegrator.Where, [condition, a, b]);

    private static Call Clip(Expr e, Expr low, Expr high) => new("clip", [e, low, high]);
}
