using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Second stage for equations: every right side has the unit that its declaration asks for.</summary>
internal static class EquationChecker
{
    /// <summary>Proves types and units of all right sides.</summary>
    /// <param name="scope">Meanings of all names, the declared ones included.</param>
    public static void CheckDeclarations(IEnumerable<Declaration> declarations, Scope scope)
    {
        Name? noise = null;
        foreach (var declaration in declarations)
        {
            if (declaration.Kind == DeclarationKind.Differential)
            {
                CheckDifferential(declaration, scope.WithNoise());
                foreach (var xi in declaration.Value!.SelfAndDescendants().OfType<Name>().Where(n => n.Id == "xi"))
                {
                    noise = noise is null ? xi : throw new EquationException(xi.Span, "Plain 'xi' stands in the equations a second time.",
                        "Write 'xi_1' and 'xi_2' for independent noises; one name, such as 'xi_1', is the same noise wherever it stands.");
                }
            }
            else if (declaration.Kind == DeclarationKind.Subexpression)
            {
                var value = declaration.Value!;
                TypeRules.RequireFit(value, DimensionChecker.Check(value, scope), declaration.Name, new(declaration.Type, declaration.Dimension));
                RequireStableFunctions(declaration, scope);
            }
        }
    }

    /// <summary>Throws unless an expression is a condition.</summary>
    /// <param name="role">What the condition is for, such as "threshold".</param>
    public static void CheckCondition(Expr condition, Scope scope, string role)
    {
        var type = DimensionChecker.Check(condition, scope);
        if (!type.IsBoolean)
        {
            throw new EquationException(condition.Span, $"A {role} has to be true or false, but {DimensionChecker.Quote(condition)} is a number.",
                "Compare it with something, as in 'v > -50*mV'.");
        }
    }

    /// <summary>Throws when flags or names do not suit the kind of model.</summary>
    public static void RequireSuits(ModelKind model, IEnumerable<Declaration> declarations)
    {
        foreach (var declaration in declarations)
        {
            FlagTable.Require(model, declaration);
            ReservedNames.Require(model, declaration);
        }
    }

    /// <summary>Throws when a subexpression that is evaluated at each use draws random numbers: it would have several values in one step.</summary>
    public static void RequireStableRandomness(IEnumerable<Declaration> declarations)
    {
        foreach (var d in declarations.Where(d => d.Kind == DeclarationKind.Subexpression && !d.Flags.HasFlag(VariableFlags.ConstantOverDt)))
        {
            if (d.Value!.SelfAndDescendants().OfType<Call>().FirstOrDefault(c => FunctionTable.Find(c.Function) is { IsRandom: true }) is { } draw)
            {
                throw new EquationException(draw.Span, $"'{d.Name}' draws a random number by {draw.Function}() anew at each use.",
                    "Add the flag (constant over dt), which draws once a step.");
            }
        }
    }

    /// <summary>The first call whose value is not told by its arguments; null when there is none.</summary>
    public static Call? UnstableCall(Expr expression, Scope scope) => expression.SelfAndDescendants().OfType<Call>()
        .FirstOrDefault(c => FunctionTable.Find(c.Function) is { IsRandom: true } || scope.GivenFunction(c.Function) is { IsStateless: false });

    /// <summary>Throws when a subexpression that has one value for all elements is made of something that each has for itself, or goes around in a circle.</summary>
    public static void RequireSharedSources(IReadOnlyCollection<Declaration> declarations)
    {
        Subexpressions.Of(declarations);
        foreach (var d in declarations.Where(d => d.Kind == DeclarationKind.Subexpression && d.Flags.HasFlag(VariableFlags.Shared)))
        {
            foreach (var name in d.Value!.SelfAndDescendants().OfType<Name>())
            {
                if (name.Id is "i" or "j" || declarations.Any(other => other.Name == name.Id && !other.Flags.HasFlag(VariableFlags.Shared)))
                {
                    throw new EquationException(name.Span, $"'{d.Name}' is shared, but '{name.Id}' has a value for each element.", $"Remove the flag (shared) from '{d.Name}', or add it to '{name.Id}'.");
                }
            }
        }
    }

    private static void RequireStableFunctions(Declaration d, Scope scope)
    {
        // Both flags mean one evaluation a step.
        if ((d.Flags & (VariableFlags.ConstantOverDt | VariableFlags.Summed)) == 0 && UnstableCall(d.Value!, scope) is { } call)
        {
            throw new EquationException(call.Span, $"'{d.Name}' calls {call.Function}(), which gives another value with every call, anew at each use.",
                "Add the flag (constant over dt), which calls it once a step.");
        }
    }

    private static void CheckDifferential(Declaration d, Scope scope)
    {
        var value = d.Value!;
        var actual = DimensionChecker.Check(value, scope);
        var expected = DimensionArithmetic.Within(d.Span, () => d.Dimension / Dimension.Time);
        if (!actual.IsNumber)
        {
            TypeRules.RequireFit(value, actual, $"d{d.Name}/dt", new(ValueType.Real, expected));
        }
        if (!actual.IsPending && actual.Dimension != expected && !DimensionChecker.IsZero(value))
        {
            throw new EquationException(value.Span,
                $"d{d.Name}/dt has to be in {UnitText.Of(expected)}, but the right side is {TypeRules.InUnit(actual.Dimension)}.",
                actual.Dimension == d.Dimension ? "The right side may lack a division by a time constant." : UnitRemedy.For(value, actual.Dimension, expected));
        }
    }
}
