namespace Cajal.Equations;

/// <summary>Functions of the user's own within expressions.</summary>
internal static class GivenFunctions
{
    /// <summary>
    /// The expression with each function that is one itself written out, so that methods see what it does; as it was, if that grew beyond bounds.
    /// A call with an argument that is another value with every use stays a call, which evaluates it once.
    /// </summary>
    public static Expr WithFunctionsWrittenOut(this Expr expression, Scope scope) =>
        WriteOut(expression, scope) is var written && ExprLimits.Excess(written) is null ? written : expression;

    private static Expr WriteOut(Expr e, Scope scope) =>
        e.MapOperands(operand => WriteOut(operand, scope)) is var whole && e is Call original && scope.GivenFunction(original.Function) is { } function
        && original.Arguments.All(a => EquationChecker.UnstableCall(a, scope) is null)
            ? function.WrittenOut(whole.Operands) ?? whole
            : whole;
}
