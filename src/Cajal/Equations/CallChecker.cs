using System.Collections.Immutable;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>The check of a function call: number, types and units of its arguments.</summary>
internal static class CallChecker
{
    /// <summary>Type and unit of a call.</summary>
    public static TypeInfo Check(Call call, Scope scope)
    {
        if (scope.GivenFunction(call.Function) is { } given)
        {
            RequireCount(call, given.ArgumentDimensions.Length, $"Write {Form(call.Function, given)}.");
            for (var k = 0; k < call.Arguments.Length; k++)
            {
                RequireType(call, k, scope, given.ArgumentTypes[k]);
            }
            return given.ResultType;
        }
        if (FunctionTable.Find(call.Function) is { } function)
        {
            return CheckBuiltIn(call, function, scope);
        }

        if (scope.Variable(call.Function) is not null || scope.Constant(call.Function) is not null)
        {
            throw new EquationException(call.Span, $"'{call.Function}' is a value, not a function.", $"Write '{call.Function}*(...)' to multiply.");
        }
        var result = scope.UnknownFunction(call);
        foreach (var argument in call.Arguments)
        {
            DimensionChecker.Check(argument, scope);
        }
        return result;
    }

    private static TypeInfo CheckBuiltIn(Call call, FunctionInfo function, Scope scope)
    {
        RequireCount(call, function.Arguments.Length);
        var arguments = ImmutableArray.CreateBuilder<TypeInfo>();
        for (var k = 0; k < call.Arguments.Length; k++)
        {
            arguments.Add(function.Arguments[k] switch
            {
                ArgumentRule.Plain => RequireNumber(call, k, scope, Dimension.None),
                ArgumentRule.Time => RequireNumber(call, k, scope, Dimension.Time),
                ArgumentRule.PlainOrBoolean => DimensionChecker.Check(call.Arguments[k], scope) is { Type: ValueType.Boolean } condition
                    ? condition
                    : RequireNumber(call, k, scope, Dimension.None),
                ArgumentRule.SameAsFirst => RequireLikeFirst(call, k, scope, arguments[0]),
                ArgumentRule.Mean => RequireValue(call, k, scope, "0 or more", x => x >= 0),
                ArgumentRule.Trials => RequireValue(call, k, scope, "a whole number of 0 or more", x => x >= 0 && x == Math.Floor(x)),
                ArgumentRule.Probability => RequireValue(call, k, scope, "a probability from 0 to 1", x => x is >= 0 and <= 1),
                _ => DimensionChecker.CheckNumber(call.Arguments[k], scope, $"{call.Function}()"),
            });
        }
        if (arguments.Any(a => a.IsPending) && function.Arguments.Contains(ArgumentRule.Any))
        {
            return TypeInfo.Pending;
        }
        var result = DimensionArithmetic.Within(call.Span, () => function.Result(arguments.ToImmutable()));
        // The bounds of clip(0, -v, v) carry the unit.
        return arguments.Count > 1 && DimensionChecker.IsZero(call.Arguments[0]) ? result with { Dimension = arguments[1].Dimension } : result;
    }

    /// <summary>An argument of a function given with the model, which declares its types.</summary>
    private static void RequireType(Call call, int k, Scope scope, TypeInfo expected)
    {
        var argument = call.Arguments[k];
        if (expected.Type == ValueType.Boolean)
        {
            if (!DimensionChecker.Check(argument, scope).IsBoolean)
            {
                throw new EquationException(argument.Span, $"{call.Function}() takes a condition{Place(call, k)}, but {DimensionChecker.Quote(argument)} is a number.",
                    "Compare it with something, as in 'v > 0*mV'.");
            }
        }
        else if (RequireNumber(call, k, scope, expected.Dimension) is { IsPending: false, Type: ValueType.Real } && expected.Type == ValueType.Integer)
        {
            throw new EquationException(argument.Span, $"{call.Function}() takes an integer{Place(call, k)}, but {DimensionChecker.Quote(argument)} is a real number.",
                "Use int(...), floor(...) or ceil(...).");
        }
    }

    private static TypeInfo RequireNumber(Call call, int k, Scope scope, Dimension expected)
    {
        var argument = call.Arguments[k];
        var type = DimensionChecker.CheckNumber(argument, scope, $"{call.Function}()");
        if (type.IsPending || type.Dimension == expected || DimensionChecker.IsZero(argument))
        {
            return type;
        }
        throw new EquationException(argument.Span,
            $"{call.Function}() takes {Taken(expected)}{Place(call, k)}, but {DimensionChecker.Quote(argument)} is {TypeRules.InUnit(type.Dimension)}.",
            UnitRemedy.For(argument, type.Dimension, expected));
    }

    /// <summary>A plain number; where it is a constant, one that the function can take.</summary>
    private static TypeInfo RequireValue(Call call, int k, Scope scope, string expected, Func<double, bool> suits)
    {
        var type = RequireNumber(call, k, scope, Dimension.None);
        return DimensionChecker.ConstantValue(call.Arguments[k], scope) is { } value && !suits(value)
            ? throw new EquationException(call.Arguments[k].Span,
                FormattableString.Invariant($"{call.Function}() takes {expected}{Place(call, k)}, but {DimensionChecker.Quote(call.Arguments[k])} is {value}."))
            : type;
    }

    private static TypeInfo RequireLikeFirst(Call call, int k, Scope scope, TypeInfo first)
    {
        var argument = call.Arguments[k];
        var type = DimensionChecker.CheckNumber(argument, scope, $"{call.Function}()");
        return DimensionChecker.Agree(call.Arguments[0], first, argument, type) ? type
            : throw new EquationException(argument.Span,
                $"{call.Function}() takes {Taken(first.Dimension)}{Place(call, k)}, like its first, "
                    + $"but {DimensionChecker.Quote(argument)} is {TypeRules.InUnit(type.Dimension)}.",
                UnitRemedy.For(argument, type.Dimension, first.Dimension));
    }

    private static string Taken(Dimension dimension) => dimension.IsNone ? "a plain number" : $"a value in {UnitText.Of(dimension)}";

    private static string Place(Call call, int k) => call.Arguments.Length == 1 ? "" : $" as argument {k + 1}";

    /// <summary>How a given function is called: of the time, of an element.</summary>
    public static string Form(string name, EquationFunction function) => function.ArgumentTypes switch
    {
        [{ Dimension: var time }] when time == Dimension.Time => $"{name}(t)",
        [{ Dimension: var time }, { Type: ValueType.Real, Dimension.IsNone: true }] when time == Dimension.Time => $"{name}(t, i)",
        var types => $"{name}({string.Join(", ", types.Select(InWords))})",
    };

    private static string InWords(TypeInfo type) => type switch
    {
        { Type: ValueType.Boolean } => "a condition",
        { Type: ValueType.Integer } => "an integer",
        { Dimension.IsNone: true } => "a number",
        _ => UnitText.Of(type.Dimension),
    };

    private static void RequireCount(Call call, int expected, string? remedy = null)
    {
        if (call.Arguments.Length != expected)
        {
            throw new EquationException(call.Span,
                $"{call.Function}() takes {Scope.Count(expected)}, but {(call.Arguments.Length == 0 ? "none" : call.Arguments.Length)} {(call.Arguments.Length <= 1 ? "is" : "are")} given.",
                remedy);
        }
    }
}
