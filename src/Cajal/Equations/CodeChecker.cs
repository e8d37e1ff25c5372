using System.Collections.Immutable;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Second stage for code: every assignment fits its target; the first assignment to an unknown name makes a temporary.</summary>
internal static class CodeChecker
{
    /// <summary>Proves types and units of a block, and finds its temporaries in order of their first assignment.</summary>
    /// <param name="changesShared">Whether the code runs for all elements together, so that it may change what they share.</param>
    /// <exception cref="EquationException">A value does not fit, or a name cannot be assigned to.</exception>
    public static ImmutableArray<VariableInfo> Check(ImmutableArray<Assignment> code, Scope scope, bool changesShared = false)
    {
        // A temporary that gets an integer first and a real number later is real from the start, so the block is read again.
        for (var real = new HashSet<string>(); ;)
        {
            if (CheckOnce(code, scope, real, changesShared) is { } temporaries)
            {
                RefuseMisspelt(code, temporaries, scope);
                return temporaries;
            }
        }
    }

    /// <summary>The temporaries; null when <paramref name="real"/> has grown.</summary>
    private static ImmutableArray<VariableInfo>? CheckOnce(ImmutableArray<Assignment> code, Scope scope, HashSet<string> real, bool changesShared)
    {
        var temporaries = new OrderedDictionary<string, VariableInfo>();
        var inner = scope.With();
        foreach (var statement in code)
        {
            var value = DimensionChecker.Check(statement.Value, inner);
            if (inner.Variable(statement.Target) is not { } target)
            {
                var temporary = NewTemporary(statement, value, scope);
                temporaries[temporary.Name] = real.Contains(temporary.Name) ? temporary with { Type = ValueType.Real } : temporary;
                inner.Add(temporaries[temporary.Name]);
                continue;
            }
            RequireWritable(statement, target, changesShared);
            var isTemporary = temporaries.ContainsKey(target.Name);
            var result = ResultOf(statement, value, target, isTemporary);
            if (isTemporary && (target.Type, result.Type) is (ValueType.Integer, ValueType.Real))
            {
                real.Add(target.Name);
                return null;
            }
            TypeRules.RequireFit(statement.Value, result, target.Name, target.TypeInfo);
        }
        return [.. temporaries.Values];
    }

    /// <summary>A temporary that nothing reads and that is named almost like a variable was meant to be that variable.</summary>
    private static void RefuseMisspelt(ImmutableArray<Assignment> code, ImmutableArray<VariableInfo> temporaries, Scope scope)
    {
        var read = code.SelectMany(s => s.Value.SelfAndDescendants()).OfType<Name>().Select(n => n.Id).ToHashSet();
        foreach (var statement in code.Where(s => !read.Contains(s.Target) && temporaries.Any(t => t.Name == s.Target)))
        {
            if (Suggest.Sentence(statement.Target, scope.Variables.Where(v => v.IsWritable).Select(v => v.Name)) is { Length: > 0 } suggestion)
            {
                throw new EquationException(TargetSpan(statement), $"'{statement.Target}' is no variable, and nothing reads what it is given.", suggestion.TrimStart());
            }
        }
    }

    private static VariableInfo NewTemporary(Assignment statement, TypeInfo value, Scope scope)
    {
        var span = TargetSpan(statement);
        if (scope.Constant(statement.Target) is not null || scope.GivenFunction(statement.Target) is not null
            || FunctionTable.Find(statement.Target) is not null)
        {
            throw new EquationException(span, $"'{statement.Target}' cannot be assigned to: it is a constant, a unit or a function.", "Choose another name.");
        }
        if (Scope.IsNoise(statement.Target))
        {
            throw new EquationException(span, $"'{statement.Target}' cannot be assigned to: it is white noise.", "Choose another name.");
        }
        return statement.Kind == AssignmentKind.Set
            ? new(statement.Target, value.Type, value.Dimension) { IsPending = value.IsPending }
            : throw new EquationException(span, $"'{statement.Target}' has no value yet that '{statement.Kind.Symbol()}' could change.",
                "Assign to it by '=' first." + Suggest.Sentence(statement.Target, scope.Variables.Where(v => v.IsWritable).Select(v => v.Name)));
    }

    private static void RequireWritable(Assignment statement, VariableInfo target, bool changesShared)
    {
        if (target.IsConstant)
        {
            throw new EquationException(TargetSpan(statement), $"'{target.Name}' is declared (constant), so it does not change during a run.", "Declare it without (constant), or set it between runs.");
        }
        if (target.IsShared && target.IsWritable && !changesShared)
        {
            throw new EquationException(TargetSpan(statement), $"'{target.Name}' is shared, and code that runs for single elements cannot change it.", "Declare it without (shared), or set it from the program.");
        }
        if (!target.IsWritable)
        {
            throw new EquationException(TargetSpan(statement),
                target.IsSubexpression ? $"'{target.Name}' cannot be assigned to: it is a subexpression, evaluated anew at each use."
                    : $"'{target.Name}' cannot be assigned to: the simulator keeps it.",
                target.IsSubexpression ? "Assign to the variables that it is made of, or declare it as a parameter." : null);
        }
    }

    /// <summary>What the target is given; a factor has to be a plain number.</summary>
    private static TypeInfo ResultOf(Assignment statement, TypeInfo value, VariableInfo target, bool isTemporary)
    {
        if (statement.Kind != AssignmentKind.Set && target.Type == ValueType.Boolean)
        {
            throw new EquationException(TargetSpan(statement), $"'{target.Name}' is true or false, so '{statement.Kind.Symbol()}' cannot change it.",
                "Assign a condition by '='.");
        }
        if (statement.Kind == AssignmentKind.Divide && target.Type == ValueType.Integer && !isTemporary)
        {
            throw new EquationException(TargetSpan(statement), $"'{target.Name}' holds integers, but '/=' makes a real number of it.",
                $"Write '{target.Name} = {target.Name} // ...'.");
        }
        if (statement.Kind is not (AssignmentKind.Multiply or AssignmentKind.Divide) || value.IsPending || value.Type == ValueType.Boolean)
        {
            return value;
        }
        return value.Dimension.IsNone
            ? new(statement.Kind == AssignmentKind.Divide ? ValueType.Real : value.Type, target.Dimension)
            : throw new EquationException(statement.Value.Span,
                $"'{statement.Kind.Symbol()}' takes a plain number, but {DimensionChecker.Quote(statement.Value)} is in {UnitText.Of(value.Dimension)}: "
                    + $"the unit of '{target.Name}' would change.");
    }

    private static SourceSpan TargetSpan(Assignment statement) => statement.Span with { Length = Math.Min(statement.Span.Length, statement.Target.Length) };
}
