using System.Collections.Immutable;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>What a function takes at one place.</summary>
internal enum ArgumentRule
{
    /// <summary>A number without unit.</summary>
    Plain,

    /// <summary>A number of any unit.</summary>
    Any,

    /// <summary>A number of the first argument's unit.</summary>
    SameAsFirst,

    /// <summary>A number in seconds.</summary>
    Time,

    /// <summary>A number without unit, or a condition.</summary>
    PlainOrBoolean,

    /// <summary>A number without unit that is 0 or more.</summary>
    Mean,

    /// <summary>A whole number without unit that is 0 or more.</summary>
    Trials,

    /// <summary>A number without unit from 0 to 1.</summary>
    Probability,
}

/// <summary>A function of the equation language.</summary>
/// <param name="Result">Type and unit of the result, from those of the arguments.</param>
/// <param name="IsRandom">Each call draws anew, so that two calls in one expression give two values.</param>
internal sealed record FunctionInfo(
    string Name, ImmutableArray<ArgumentRule> Arguments, Func<ImmutableArray<TypeInfo>, TypeInfo> Result, bool IsRandom = false);

/// <summary>The closed list of functions.</summary>
internal static class FunctionTable
{
    private static readonly OrderedDictionary<string, FunctionInfo> s_functions = Build();

    public static IEnumerable<string> Names => s_functions.Keys;

    /// <summary>A function by its name; null when there is none.</summary>
    public static FunctionInfo? Find(string name) => s_functions.GetValueOrDefault(name);

    private static TypeInfo ClipResult(ImmutableArray<TypeInfo> x) =>
        x[0] with { Type = x.All(a => a.Type == ValueType.Integer) ? ValueType.Integer : ValueType.Real };

    private static OrderedDictionary<string, FunctionInfo> Build()
    {
        var table = new OrderedDictionary<string, FunctionInfo>();
        string[] plain = ["sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "log", "log10", "log1p", "expm1", "exprel"];
        foreach (var name in plain)
        {
            Add(name, [ArgumentRule.Plain], _ => TypeInfo.Plain);
        }
        Add("sqrt", [ArgumentRule.Any], x => new(ValueType.Real, x[0].Dimension.Pow(0.5)));
        Add("ceil", [ArgumentRule.Any], x => x[0] with { Type = ValueType.Integer });
        Add("floor", [ArgumentRule.Any], x => x[0] with { Type = ValueType.Integer });
        Add("abs", [ArgumentRule.Any], x => x[0]);
        Add("sign", [ArgumentRule.Any], x => x[0] with { Dimension = Dimension.None });
        Add("clip", [ArgumentRule.Any, ArgumentRule.SameAsFirst, ArgumentRule.SameAsFirst], ClipResult);
        Add("int", [ArgumentRule.PlainOrBoolean], _ => new(ValueType.Integer, Dimension.None));
        Add("timestep", [ArgumentRule.Time, ArgumentRule.Time], _ => new(ValueType.Integer, Dimension.None));
        Add("rand", [], _ => TypeInfo.Plain, isRandom: true);
        Add("randn", [], _ => TypeInfo.Plain, isRandom: true);
        Add("poisson", [ArgumentRule.Mean], _ => new(ValueType.Integer, Dimension.None), isRandom: true);
        Add("binomial", [ArgumentRule.Trials, ArgumentRule.Probability], _ => new(ValueType.Integer, Dimension.None), isRandom: true);
        return table;

        void Add(string name, ImmutableArray<ArgumentRule> arguments, Func<ImmutableArray<TypeInfo>, TypeInfo> result, bool isRandom = false) =>
            table.Add(name, new(name, arguments, result, isRandom));
    }
}
