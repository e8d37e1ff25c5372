using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Units;

namespace Cajal.Tests.Docs;

/// <summary>The tables of docs/equations.md: names, units and places from the tables that the language is read by, meanings from here.</summary>
internal static class EquationTables
{
    private static readonly Dictionary<string, (string Meaning, string Example)> s_functions = new()
    {
        ["sin"] = ("sine", "sin(2*pi*5*Hz*t)"),
        ["cos"] = ("cosine", "cos(pi/3)"),
        ["tan"] = ("tangent", "tan(x)"),
        ["sinh"] = ("hyperbolic sine", "sinh(x)"),
        ["cosh"] = ("hyperbolic cosine", "cosh(x)"),
        ["tanh"] = ("hyperbolic tangent", "tanh(v/(10*mV))"),
        ["arcsin"] = ("inverse sine", "arcsin(x)"),
        ["arccos"] = ("inverse cosine", "arccos(x)"),
        ["arctan"] = ("inverse tangent", "arctan(x)"),
        ["exp"] = ("exponential", "exp((v - VT)/(2*mV))"),
        ["log"] = ("natural logarithm", "log(x)"),
        ["log10"] = ("logarithm to the base 10", "log10(x)"),
        ["log1p"] = ("log(1 + x), exact for small x", "log1p(x)"),
        ["expm1"] = ("exp(x) - 1, exact for small x", "expm1(-dt/tau)"),
        ["exprel"] = ("(exp(x) - 1)/x, and 1 for x = 0", "exprel((v - VT)/(4*mV))"),
        ["sqrt"] = ("square root", "sqrt(2/tau)"),
        ["ceil"] = ("smallest integer not below x", "ceil(x)"),
        ["floor"] = ("largest integer not above x", "floor(x)"),
        ["abs"] = ("absolute value", "abs(v)"),
        ["sign"] = ("-1, 0 or 1", "sign(v)"),
        ["clip"] = ("x, but not below the first and not above the second bound", "clip(w, 0, 1)"),
        ["int"] = ("1 or 0 for a condition; a number without its fraction", "int(v > VT)"),
        ["timestep"] = ("number of steps of the second time in the first", "timestep(t, dt)"),
        ["rand"] = ("uniform random number from 0 to below 1", "rand()"),
        ["randn"] = ("normal random number of mean 0 and deviation 1", "randn()"),
        ["poisson"] = ("random count of this mean", "poisson(3)"),
        ["binomial"] = ("random number of successes among n trials of probability p", "binomial(10, 0.3)"),
    };

    private static readonly Dictionary<string, string> s_flags = new()
    {
        ["unless refractory"] = "keeps its value while the neuron is refractory; only a reset changes it then",
        ["event-driven"] = "advances only when an event reaches the synapse, by the exact solution since the last one",
        ["clock-driven"] = "advances in every step; what happens without a flag too",
        ["summed"] = "the sum over all synapses of a neuron, put into a parameter of that neuron in every step",
        ["constant over dt"] = "evaluated once a step, at its start; it may draw random numbers",
        ["shared"] = "one value for the whole group",
        ["constant"] = "does not change during a run",
        ["linked"] = "shows the values of a variable of another group",
    };

    private static readonly Dictionary<string, string> s_methods = new()
    {
        ["exact"] = "linear equations, and such as are constant between thresholds of their own variable, without error for any dt",
        ["linear"] = "another name of exact",
        ["independent"] = "another name of exact",
        ["exponential_euler"] = "each variable exactly while the others stand still; for conditionally linear equations such as those of Hodgkin and Huxley",
        ["euler"] = "any equations; first order; additive noise",
        ["rk2"] = "midpoint; second order; no noise",
        ["rk4"] = "classical Runge-Kutta; fourth order; no noise",
        ["heun"] = "any noise, in the sense of Stratonovich",
        ["milstein"] = "one noise for each variable, in the sense of Stratonovich; strong order 1",
        ["rk45"] = "inner steps of its own choice, which meet a tolerance at any dt; no noise",
        ["rosenbrock"] = "stiff equations: an implicit method with inner steps of its own choice; no noise",
        ["implicit"] = "another name of rosenbrock",
    };

    public static IEnumerable<(string Function, string Example)> Examples => FunctionTable.Names.Select(name => (name, Described(s_functions, name).Example));

    public static string Flags() => Table("| Flag | On | In | Meaning |",
        FlagTable.Rows.Select(f => $"| `({f.Text})` | {f.Declarations} | {f.Only ?? "any model"} | {Described(s_flags, f.Text)} |"));

    public static string Operators() => Table("| Operators, the loosest first | |",
        Enum.GetValues<BinaryOperator>().GroupBy(op => op.Level()).OrderBy(level => level.Key)
            .Select(level => $"| {string.Join(" ", level.Select(op => $"`{op.Symbol()}`"))} | {MeaningOf(level.First())} |"));

    public static string Functions() => Table("| Function | Takes | Gives | Meaning | Example |", FunctionTable.Names.Select(name =>
    {
        var function = FunctionTable.Find(name)!;
        var (meaning, example) = Described(s_functions, name);
        return $"| `{name}` | {Taken(function.Arguments)} | {Given(function)} | {meaning} | `{example}` |";
    }));

    public static string Units() =>
        $"Words: {Listed(UnitTable.Words)}.\n\nPrefixes of words: {Listed(UnitTable.Prefixes.Select(p => p.Symbol))}.\n\nSymbols: {Listed(UnitTable.Symbols)}.\n";

    public static string Names() => Table("| Name | Stands for |",
        [.. ReservedNames.Meanings.Select(m => $"| `{m.Key}` | {m.Value} |"), .. BuiltInConstants.Names.Select(name => $"| `{name}` | a constant |"), "| `xi`, `xi_...` | white noise, in second**-0.5 |"]);

    public static string Methods() => Table("| Method | For |", IntegratorChooser.Names.Select(name => $"| `{name}` | {Described(s_methods, name)} |"));

    public static string Limits() => Table("| A model may have up to | |",
    [
        $"| {Lexer.MaxLength:N0} | characters a text |",
        $"| {ExprLimits.MaxStatements:N0} | declarations or statements a text |",
        $"| {Lexer.MaxWord:N0} | characters a name or number |",
        $"| {ExpressionParser.MaxDepth:N0} | levels of parentheses and operators within each other |",
        $"| {ExprLimits.MaxDepth:N0} | operations one after the other, as in a sum |",
        $"| {ExprLimits.MaxNodes:N0} | operations an expression, with its subexpressions put in |",
        $"| {IrBuilder.MaxNodes:N0} | arithmetic operations a kernel |",
        $"| {GeneratedPairs.MaxTurns:N0} | integers that a loop of `Connect` goes through, or as many as the other end has elements |",
    ]);

    private static string Table(string head, IEnumerable<string> rows) =>
        $"{head}\n{string.Concat(Enumerable.Repeat("|---", head.Count(c => c == '|') - 1))}|\n{string.Concat(rows.Select(row => row + "\n"))}";

    private static string Listed(IEnumerable<string> words) => string.Join(" ", words.Select(word => $"`{word}`"));

    private static T Described<T>(Dictionary<string, T> meanings, string name) =>
        meanings.TryGetValue(name, out var meaning) ? meaning : throw new KeyNotFoundException($"The page of the language does not say what '{name}' means.");

    private static string Taken(ImmutableArray<ArgumentRule> arguments) => arguments.IsEmpty ? "nothing" : string.Join(", ", arguments.Select(rule => rule switch
    {
        ArgumentRule.Any => "any unit",
        ArgumentRule.SameAsFirst => "the same unit",
        ArgumentRule.Time => "time",
        ArgumentRule.PlainOrBoolean => "number or condition",
        _ => "number",
    }));

    /// <summary>What comes out when the first argument is in volt.</summary>
    private static string Given(FunctionInfo function)
    {
        var argument = new TypeInfo(Cajal.Equations.ValueType.Real, function.Arguments.Contains(ArgumentRule.Any) ? Dimension.Voltage : Dimension.None);
        var result = function.Result([.. function.Arguments.Select(_ => argument)]);
        var unit = result.Dimension.IsNone ? "" : result.Dimension == Dimension.Voltage ? "the same unit" : "the root of the unit";
        return (result.Type, unit) switch
        {
            (Cajal.Equations.ValueType.Integer, "") => "integer",
            (Cajal.Equations.ValueType.Integer, _) => $"integer, {unit}",
            (_, "") => "number",
            _ => unit,
        };
    }

    private static string MeaningOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => "either",
        BinaryOperator.And => "both; `not` stands between this line and the next",
        BinaryOperator.Less => "comparisons, which cannot be chained",
        BinaryOperator.Add => "operands of one unit",
        BinaryOperator.Multiply => "`/` gives a real number, `//` the integer below, `%` a remainder with the sign of the divisor; a sign `-` stands between this line and the next",
        _ => "power; `2**3**2` is `2**(3**2)` and `-x**2` is `-(x**2)`",
    };
}
