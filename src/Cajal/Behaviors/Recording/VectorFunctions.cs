namespace Cajal.Behaviors;

/// <summary>Functions of vectors that recorded expressions may call.</summary>
internal static class VectorFunctions
{
    private static readonly Dictionary<string, Func<VariableView, VariableView>> s_functions = new()
    {
        ["mean"] = v => v.Mean(),
        ["sum"] = v => v.Sum(),
        ["min"] = v => v.Min(),
        ["max"] = v => v.Max(),
        ["std"] = v => Math.Sqrt((v - v.Mean()).Apply(x => x * x).Sum() / Math.Max(v.Count - 1, 1)),
        ["norm"] = v => Math.Sqrt(v.Apply(x => x * x).Sum()),
        ["abs"] = v => v.Apply(Math.Abs),
        ["exp"] = v => v.Exp(),
        ["log"] = v => v.Apply(Math.Log),
        ["sqrt"] = v => v.Apply(Math.Sqrt),
    };

    /// <summary>Reads an expression and checks the functions that it calls.</summary>
    /// <exception cref="EquationException">The text is not right, or there is no such function.</exception>
    public static VectorText Parse(string text)
    {
        VectorText expression = new(text, $"the recorded expression \"{text}\"");
        foreach (var (name, isFunction, span) in expression.Names)
        {
            if (isFunction && !s_functions.ContainsKey(name))
            {
                throw new EquationException(span, $"There is no function '{name}' of vectors.{Suggest.Sentence(name, s_functions.Keys)}", $"Known are {string.Join(", ", s_functions.Keys)}. Anything else can be recorded by a C# function: Recorder.Of(\"name\", (NeuronGroup n) => ...).");
            }
        }

        return expression;
    }

    /// <summary>The value of an expression for an object.</summary>
    public static VariableView Evaluate(VectorText expression, IBehaving owner) => expression.Evaluate(
        owner.Variable,
        (name, arguments) => arguments is [var only] ? s_functions[name](only) : throw new ModelException($"'{name}' takes one vector, not {arguments.Length}."));
}
