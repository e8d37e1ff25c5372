using Cajal.Units;

namespace Cajal.Equations;

/// <summary>How a variable gets its value.</summary>
internal enum DeclarationKind
{
    /// <summary><c>dx/dt = f : unit</c></summary>
    Differential,

    /// <summary><c>x = f : unit</c>, evaluated anew at each use.</summary>
    Subexpression,

    /// <summary><c>x : unit</c>, stored, written by the user or by code.</summary>
    Parameter,
}

/// <summary>The type of a variable's elements.</summary>
internal enum ValueType { Real, Integer, Boolean }

/// <summary>Flags that may follow a declaration in parentheses.</summary>
[Flags]
internal enum VariableFlags
{
    None = 0,
    Constant = 1,
    Shared = 2,
    Linked = 4,
    EventDriven = 8,
    ClockDriven = 16,
    Summed = 32,
    UnlessRefractory = 64,
    ConstantOverDt = 128,
}

/// <summary>One line of a model: a variable, its unit, and how it gets its value.</summary>
/// <param name="Value">Right side of a differential equation or subexpression; null for a parameter.</param>
/// <param name="Span">The whole line.</param>
internal sealed record Declaration(
    DeclarationKind Kind, string Name, ValueType Type, Dimension Dimension, Expr? Value, VariableFlags Flags, SourceSpan Span)
{
    /// <summary>Whether it has values of its own: subexpressions only once a step, links never.</summary>
    public bool IsStored => Flags.HasFlag(VariableFlags.ConstantOverDt) || (Kind != DeclarationKind.Subexpression && !Flags.HasFlag(VariableFlags.Linked));
}

/// <summary>How a statement changes its target: <c>=</c>, <c>+=</c>, <c>-=</c>, <c>*=</c>, <c>/=</c>.</summary>
internal enum AssignmentKind { Set, Add, Subtract, Multiply, Divide }

/// <summary>One line of code: <c>target = value</c>.</summary>
internal sealed record Assignment(string Target, AssignmentKind Kind, Expr Value, SourceSpan Span);
