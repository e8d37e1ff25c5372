using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal.Integrators;

/// <summary>
/// Reads a method that a user wrote: assignments for a variable x that end with <c>x_new = ...</c>. They know x, t, dt, the drift f(x, t), the factor
/// g(x, t) of the noise, and the increment dW of its Wiener process over the step.
/// </summary>
internal static class UpdaterText
{
    public const string State = "x", Result = "x_new", Drift = "f", Diffusion = "g", Increment = "dW", Time = "t", Step = "dt";

    /// <summary>Any unit would do for x: what matters is that a dt that is forgotten is found.</summary>
    private static readonly Dimension s_state = Dimension.Voltage;
    private static readonly Dimension s_root = Dimension.Time.Pow(0.5);

    private static readonly Scope s_scope = new(
        [
            new(State, Equations.ValueType.Real, s_state, IsWritable: false), new(Result, Equations.ValueType.Real, s_state),
            new(Time, Equations.ValueType.Real, Dimension.Time, IsWritable: false), new(Step, Equations.ValueType.Real, Dimension.Time, IsWritable: false),
            new(Increment, Equations.ValueType.Real, s_root, IsWritable: false),
        ],
        functions: [new(Drift, new RightSide(s_state / Dimension.Time)), new(Diffusion, new RightSide(s_state / s_root))]);

    /// <summary>The assignments of a text.</summary>
    /// <exception cref="EquationException">The text is no method.</exception>
    public static ImmutableArray<Assignment> Parse(SourceText source)
    {
        var code = CodeParser.Parse(source);
        if (code.IsEmpty) { throw new EquationException(default, "A method needs at least one line.", $"Write '{Result} = x + dt*f(x, t)'."); }
        foreach (var statement in code)
        {
            var isLast = statement == code[^1];
            if (statement.Kind != AssignmentKind.Set)
            {
                throw new EquationException(statement.Span, "A line of a method gives a name its value by '='.", "Write 'k = ...' or 'x_new = ...'.");
            }

            if (isLast != (statement.Target == Result))
            {
                throw new EquationException(statement.Span, isLast ? $"The last line has to give '{Result}', the value after the step." : $"'{Result}' can only be given in the last line.");
            }

            if (code.First(s => s.Target == statement.Target) != statement)
            {
                throw new EquationException(statement.Span, $"'{statement.Target}' is given a second time.", "Each line of a method names something new.");
            }

            if (statement.Value.SelfAndDescendants().OfType<Name>().FirstOrDefault(n => n.Id == Result) is { } result)
            {
                throw new EquationException(result.Span, $"'{Result}' has no value before the end of the step.", "'x' is the value at its start.");
            }

            if (statement.Value.SelfAndDescendants().OfType<Call>().FirstOrDefault(c => FunctionTable.Find(c.Function) is { IsRandom: true }) is { } draw)
            {
                throw new EquationException(draw.Span, "A method draws no random numbers of its own.", "dW is the increment of the noise over the step, sqrt(dt)*randn().");
            }
        }

        CodeChecker.Check(code, s_scope);
        return code;
    }

    /// <summary>Whether the method takes the noise of the equations into account.</summary>
    public static bool HasNoise(ImmutableArray<Assignment> code) =>
        code.Any(s => s.Value.SelfAndDescendants().Any(e => e is Name { Id: Increment } or Call { Function: Diffusion }));

    /// <summary>f or g, as the check of units sees it.</summary>
    private sealed class RightSide(Dimension result) : EquationFunction
    {
        public override ImmutableArray<Dimension> ArgumentDimensions { get; } = [s_state, Dimension.Time];

        public override Dimension ResultDimension => result;
    }
}
