using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// A function of the user's own, to be called in models: an expression in named arguments, or a function of the program. A model gets it by a
/// hole, <c>$"dv/dt = {f}(v)/ms : volt"</c>, or as one of its <see cref="Constants"/>.
/// </summary>
/// <remarks>
/// Arguments are declared as the parameters of a model: <c>"v, w : volt; n : integer; on : boolean"</c>; an empty text declares none.
/// Units are checked at every call. A function of the program gets and returns SI base units, integers as whole numbers, conditions as 0 and 1.
/// </remarks>
public sealed class ModelFunction : EquationFunction, ILowered
{
    /// <summary>Most operations of a function that methods look into.</summary>
    private const int MostWritten = 500;

    private readonly ImmutableArray<VariableInfo> _arguments;
    private readonly Func<string, RunContext, NameTable.LowerCall> _lower;

    /// <summary>The value in terms of the arguments alone; null where it is more than that.</summary>
    private readonly Expr? _written;

    private ModelFunction(
        ImmutableArray<VariableInfo> arguments, TypeInfo result, bool isStateless, Func<string, RunContext, NameTable.LowerCall> lower, Expr? written = null)
    {
        (_arguments, ResultType, IsStateless, _lower, _written) = (arguments, result, isStateless, lower, written);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Dimension> ArgumentDimensions => [.. ArgumentTypes.Select(a => a.Dimension)];

    /// <inheritdoc/>
    public override Dimension ResultDimension => ResultType.Dimension;

    /// <inheritdoc/>
    public override bool IsStateless { get; }

    internal override ImmutableArray<TypeInfo> ArgumentTypes => [.. _arguments.Select(a => a.TypeInfo)];

    internal override TypeInfo ResultType { get; }

    /// <summary>A function given by an expression, which becomes part of the code that calls it: <c>Of("x, y : 1", "x**2 + y")</c>.</summary>
    /// <param name="arguments">Names and units of the arguments.</param>
    /// <param name="expression">The value: an expression in the arguments and in the constants that it comes with.</param>
    /// <exception cref="EquationException">A text is not right.</exception>
    public static ModelFunction Of(string arguments, ModelText expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var declared = Declared(arguments);
        Definitions definitions = new(null, expression);
        var value = ExpressionParser.Parse(new(expression.Text, "the function"));
        var scope = definitions.ScopeOf(declared, new Constants());
        RequireKnown(value, scope);
        var result = DimensionChecker.Check(value, scope);
        var isStateless = EquationChecker.UnstableCall(value, scope) is null;
        return new(declared, result, isStateless, Lower, isStateless ? Written(value, scope) : null);

        NameTable.LowerCall Lower(string name, RunContext context)
        {
            // What a constant of the run would change is not part of the function.
            var known = definitions.NamesWith(context with { Constants = [] }, scope);
            return (writer, values, _) =>
            {
                NameTable names = new(known);
                foreach (var (argument, node) in declared.Zip(values)) { names[argument.Name] = new ValuePlace(_ => node); }
                return writer.Evaluate(value, names);
            };
        }
    }

    /// <summary>A function of the program without arguments.</summary>
    /// <inheritdoc cref="Of(string, string, Func{double, double}, bool)"/>
    public static ModelFunction Of(string arguments, string result, Func<double> function, bool isStateless = true) =>
        OfCode(arguments, result, 0, function, _ => function(), isStateless);

    /// <summary>A function of the program: <c>Of("v : volt", "1", v => table.At(v))</c>.</summary>
    /// <param name="arguments">Names and units of the arguments; the names are for messages.</param>
    /// <param name="result">Unit of the result.</param>
    /// <param name="function">
    /// What it computes. It may run on several threads at once, once for each element that needs it; what it throws ends the run.
    /// </param>
    /// <param name="isStateless">
    /// Whether equal arguments always give equal results. Otherwise every call counts: calls come one element after the other, on one thread only,
    /// and the function cannot stand in a subexpression, which is evaluated anew at each use.
    /// </param>
    /// <exception cref="EquationException">A declaration is not right.</exception>
    /// <exception cref="ModelException">The declared arguments are not as many as the function takes.</exception>
    public static ModelFunction Of(string arguments, string result, Func<double, double> function, bool isStateless = true) =>
        OfCode(arguments, result, 1, function, x => function(x[0]), isStateless);

    /// <summary>A function of the program with two arguments.</summary>
    /// <inheritdoc cref="Of(string, string, Func{double, double}, bool)"/>
    public static ModelFunction Of(string arguments, string result, Func<double, double, double> function, bool isStateless = true) =>
        OfCode(arguments, result, 2, function, x => function(x[0], x[1]), isStateless);

    /// <summary>A function of the program with three arguments.</summary>
    /// <inheritdoc cref="Of(string, string, Func{double, double}, bool)"/>
    public static ModelFunction Of(string arguments, string result, Func<double, double, double, double> function, bool isStateless = true) =>
        OfCode(arguments, result, 3, function, x => function(x[0], x[1], x[2]), isStateless);

    /// <summary>A function of the program with four arguments.</summary>
    /// <inheritdoc cref="Of(string, string, Func{double, double}, bool)"/>
    public static ModelFunction Of(string arguments, string result, Func<double, double, double, double, double> function, bool isStateless = true) =>
        OfCode(arguments, result, 4, function, x => function(x[0], x[1], x[2], x[3]), isStateless);

    void ILowered.DefineIn(NameTable names, string name, RunContext context) => names.AddFunction(name, _lower(name, context));

    internal override string Describe() =>
        $"a function of ({string.Join(", ", _arguments.Select(a => a.Name))}){(_written is null ? "" : $": {ExprPrinter.Print(_written)}")}";

    internal override Expr? WrittenOut(ImmutableArray<Expr> arguments) =>
        _written?.Substitute(_arguments.Zip(arguments).ToDictionary(pair => pair.First.Name, pair => pair.Second));

    /// <summary>An expression with numbers for constants and without functions of the user's own; null when one of these is no expression, or it is long.</summary>
    private static Expr? Written(Expr value, Scope scope)
    {
        var written = value.WithFunctionsWrittenOut(scope);
        return written.SelfAndDescendants().Skip(MostWritten).Any() || written.SelfAndDescendants().OfType<Call>().Any(c => scope.GivenFunction(c.Function) is not null)
            ? null
            : written.Substitute(written.SelfAndDescendants().OfType<Name>().Select(n => n.Id).Distinct()
                .Where(name => scope.Constant(name) is not null).ToDictionary(name => name, Expr (name) => scope.Constant(name)!.Value.Si));
    }

    private static ModelFunction OfCode(string arguments, string result, int count, Delegate function, HostCode code, bool isStateless)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(result);
        var declared = Declared(arguments);
        if (declared.Length != count)
        {
            throw new ModelException($"The function takes {Scope.Count(count)}, but {declared.Length} {(declared.Length == 1 ? "is" : "are")} declared in \"{arguments}\".");
        }

        var (type, dimension) = UnitParser.Parse(new(result, "the unit of the result"));
        HostFunction Named(string name) => new(name, [.. declared.Select(a => ElementMemory.TypeOf(a.Type))], ElementMemory.TypeOf(type), Checked(name)) { IsStateless = isStateless };
        Dictionary<string, HostFunction> made = [];
        return new(declared, new(type, dimension), isStateless, (name, context) =>
        {
            if (!isStateless && context.Threads > 1)
            {
                throw new ModelException($"{name}() has a state, so its calls have to come in one order, but the run has {context.Threads} threads. Set Threads = 1, or make the function stateless.");
            }

            // One object for one name, so that a later run finds the kernels that call it compiled.
            if (!made.TryGetValue(name, out var host)) { made.Add(name, host = Named(name)); }
            return (writer, values, _) => writer.HostCall(host, values);
        });

        HostCode Checked(string name) => x =>
        {
            double value;
            try
            {
                value = code(x);
            }
            catch (Exception error)
            {
                throw new ModelException(FormattableString.Invariant($"{name}({string.Join(", ", x.ToArray())}) failed: {error.Message}"), error);
            }

            return type switch
            {
                Equations.ValueType.Integer when value != Math.Truncate(value) || !double.IsFinite(value) => throw Unfit("an integer"),
                Equations.ValueType.Boolean when value is not (0 or 1) => throw Unfit("0 or 1 (boolean)"),
                _ => value,
            };

            ModelException Unfit(string expected) => new(FormattableString.Invariant($"{name}() has to return {expected}, but returned {value}."));
        };
    }

    /// <summary>A function knows its arguments and what came with its text, and not the names of the model that calls it.</summary>
    private static void RequireKnown(Expr value, Scope scope)
    {
        if (value.SelfAndDescendants().OfType<Name>().FirstOrDefault(n =>
            scope.Variable(n.Id) is null && scope.Constant(n.Id) is null && scope.GivenFunction(n.Id) is null && FunctionTable.Find(n.Id) is null) is { } unknown)
        {
            throw new EquationException(unknown.Span, $"'{unknown.Id}' is no argument of this function, and no constant or unit.",
                $"Declare it as an argument, or give it a value by a hole, as in $\"... {{{unknown.Id}}} ...\".{Suggest.Sentence(unknown.Id, scope.Variables.Select(v => v.Name))}");
        }
    }

    private static ImmutableArray<VariableInfo> Declared(string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var declarations = EquationParser.Parse(new(arguments, "the arguments"));
        if (declarations.FirstOrDefault(d => d.Kind != DeclarationKind.Parameter || d.Flags != VariableFlags.None) is { } other)
        {
            throw new EquationException(other.Span, $"An argument has a name and a unit only, but '{other.Name}' has more.", $"Write '{other.Name} : unit'.");
        }

        if (declarations.Length > HostFunction.MostArguments)
        {
            throw new EquationException(declarations[HostFunction.MostArguments].Span, $"A function takes at most {HostFunction.MostArguments} arguments.");
        }

        return [.. declarations.Select(VariableInfo.Of)];
    }
}
