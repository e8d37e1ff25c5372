using System.Collections.Immutable;
using System.Diagnostics;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>A method that a user wrote, see <see cref="UpdaterText"/>: its lines are done for all variables together.</summary>
internal sealed class CustomIntegrator(ImmutableArray<Assignment> code) : IIntegrator
{
    public string Name => "explicit updater";

    public string? WhyNot(EquationSystem system)
    {
        if (!UpdaterText.HasNoise(code)) { return Noise.WhyNot(system) is { } stochastic ? $"{stochastic}, and the updater uses neither g(x, t) nor dW" : null; }
        return StochasticForm.TryCreate(system, out var whyNot) is not { } equations ? whyNot
            : equations.FirstOrDefault(e => e.Noises.Length > 1) is { } several ? $"d{several.Name}/dt has several noises, and an updater takes one a variable"
            : null;
    }

    public IntegrationStep Step(EquationSystem system)
    {
        var equations = StochasticForm.TryCreate(system, out var whyNot) ?? throw new UnreachableException($"an updater steps equations that it refuses: {whyNot}.");
        var temporaries = ImmutableArray.CreateBuilder<NamedExpr>();
        temporaries.AddRange(Noise.Symbols(system).Select(Noise.Increment));
        var names = code[..^1].Select(s => s.Target).ToHashSet();
        foreach (var statement in code[..^1])
        {
            temporaries.AddRange(equations.Select(e => new NamedExpr(Id(statement.Target, e), Written(statement.Value, e))));
        }

        return new(temporaries.DrainToImmutable(), [.. equations.Select(e => new NamedExpr(e.Name, Written(code[^1].Value, e)))]);

        Expr Written(Expr value, StochasticEquation e) => ExprLimits.Require(Simplifier.Simplify(Write(value, e)), value.Span);

        Expr Write(Expr value, StochasticEquation e) => value switch
        {
            Name { Id: UpdaterText.State } => new Name(e.Name),
            Name { Id: UpdaterText.Increment } => e.Noises is [var (symbol, _)] ? Noise.IncrementName(symbol) : 0,
            Name n when names.Contains(n.Id) => new Name(Id(n.Id, e)),
            Call { Function: UpdaterText.Drift, Arguments: [var x, var t] } => e.Drift.Substitute(Point(x, t, e)),
            Call { Function: UpdaterText.Diffusion, Arguments: [var x, var t] } => e.Noises is [var (_, factor)] ? factor.Substitute(Point(x, t, e)) : 0,
            _ => value.MapOperands(operand => Write(operand, e)),
        };

        Dictionary<string, Expr> Point(Expr x, Expr t, StochasticEquation at)
        {
            var point = equations.ToDictionary(e => e.Name, e => Write(x, e));
            point[UpdaterText.Time] = Write(t, at);
            return point;
        }
    }

    private static string Id(string temporary, StochasticEquation e) => $"_{temporary}_{e.Name}";
}
