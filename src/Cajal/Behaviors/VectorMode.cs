using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Equations;
using Cajal.Runtime.Random;
using Cajal.Runtime.Vectors;

namespace Cajal.Behaviors;

/// <summary>How the numbers of a new vector or matrix are made: "ones", "uniform", "normal(0.5, 0.1)", "rand() * 2 + 1", "3".</summary>
internal sealed partial class VectorMode
{
    /// <summary>Functions, the names of their arguments, and the values of those that may be left out; another name for it stands in its place.</summary>
    private static readonly Dictionary<string, (string Name, double?)[]> s_arguments = new()
    {
        ["zeros"] = [],
        ["ones"] = [],
        ["full"] = [("fill_value", null)],
        ["uniform"] = [("low", 0), ("high", 1)],
        ["normal"] = [("mean", 0), ("std", 1)],
        ["lognormal"] = [("mean", 0), ("std", 1)],
        ["exponential"] = [("scale", 1)],
        ["randint"] = [("low", null), ("high", null)],
        ["bernoulli"] = [("p", null)],
    };

    private static readonly Dictionary<string, string> s_otherNames = new()
    {
        ["random"] = "uniform",
        ["rand"] = "uniform",
        ["rnd"] = "uniform",
        ["randn"] = "normal",
        ["gauss"] = "normal",
        ["bernouli"] = "bernoulli",
    };

    private readonly VectorText _text;
    private readonly string? _plain;
    private readonly double _scale;
    private readonly double? _density;

    /// <param name="mode">The text.</param>
    /// <param name="scale">Factor for all numbers.</param>
    /// <param name="density">Probability with which a number is kept; null keeps all.</param>
    /// <exception cref="EquationException">The text is not right.</exception>
    /// <exception cref="ModelException">The density is no probability.</exception>
    public VectorMode(string mode, double scale = 1, double? density = null)
    {
        ArgumentNullException.ThrowIfNull(mode);
        if (density is { } p && !(p is >= 0 and <= 1)) { throw new ModelException(FormattableString.Invariant($"The density is the probability with which an element is kept, from 0 to 1, not {p}.")); }
        (_scale, _density) = (scale, density);
        _text = new(Calls().Replace(mode, Positional), $"the mode \"{mode}\"");
        foreach (var (name, isFunction, span) in _text.Names)
        {
            var function = s_otherNames.GetValueOrDefault(name, name);
            if (!s_arguments.TryGetValue(function, out var arguments)) { throw new EquationException(span, $"There is no way to make numbers called '{name}'.{Suggest.Sentence(name, s_arguments.Keys)}", $"Known are {string.Join(", ", s_arguments.Keys)}, and numbers."); }
            if (isFunction) { continue; }
            if (arguments.Any(a => a.Item2 is null)) { throw new EquationException(span, $"'{name}' needs {Listing(function)}.", $"Write {name}({Listing(function)})."); }
        }

        // What needs no tree of vectors: one function of numbers, or a number.
        var whole = mode.Trim();
        _plain = s_arguments.ContainsKey(s_otherNames.GetValueOrDefault(whole, whole)) ? s_otherNames.GetValueOrDefault(whole, whole) : null;
    }

    /// <summary>Makes a vector.</summary>
    /// <param name="owner">Number of the object; 0 is the network.</param>
    /// <param name="count">How many numbers.</param>
    /// <param name="call">Which of the object's vectors this is.</param>
    public VariableView Draw(Network network, uint owner, int count, uint call)
    {
        var numbers = Numbers.Uninitialized(network.Precision, count);
        Fill(numbers, network.RandomFor(owner, (uint)CodeStream.Vectors).Split(call, 0), 0);
        return new(numbers);
    }

    /// <summary>Makes one line of a matrix, or a vector.</summary>
    /// <param name="random">Random numbers of the whole matrix.</param>
    /// <param name="line">Number of the line.</param>
    public void Fill(Numbers numbers, RandomStream random, long line)
    {
        uint draw = 0;
        Numbers? second = null;
        if (_plain == "uniform") { second = Uniforms(numbers, random, line, draw++); }
        else if (_plain is not null) { Fill(numbers, _plain, Defaults(_plain), random, line, draw++); }
        else { numbers.CopyFrom(_text.Evaluate(name => Call(name, []), Call).Operand(numbers.Precision)); }

        if (_scale != 1) { Numbers.Combine<Multiply>(numbers, Numbers.Of(numbers.Precision, [_scale]), numbers); }
        if (_density is not { } p || p == 1) { return; }
        var kept = second ?? Numbers.Uninitialized(numbers.Precision, numbers.Count);
        if (second is null) { Uniforms(kept, random, line, draw); }
        Numbers.Combine<Less>(kept, Numbers.Of(numbers.Precision, [p]), kept);
        Numbers.Combine<Multiply>(numbers, kept, numbers);

        VariableView Call(string name, VariableView[] arguments)
        {
            var function = s_otherNames.GetValueOrDefault(name, name);
            var drawn = Numbers.Uninitialized(numbers.Precision, numbers.Count);
            Fill(drawn, function, [.. arguments.Select(a => a.Sum()), .. Defaults(function).Skip(arguments.Length)], random, line, draw++);
            return new(drawn);
        }
    }

    private static double[] Defaults(string function) => [.. s_arguments[function].Select(a => a.Item2 ?? 0)];

    private static void Fill(Numbers to, string function, double[] a, RandomStream random, long line, uint draw)
    {
        switch (function)
        {
            case "zeros": to.CopyFrom(Numbers.Of(to.Precision, [0])); return;
            case "ones": to.CopyFrom(Numbers.Of(to.Precision, [1])); return;
            case "full": to.CopyFrom(Numbers.Of(to.Precision, [a[0]])); return;
            case "uniform" when a is [0, 1]: Uniforms(to, random, line, draw); return;
        }

        for (var k = 0; k < to.Count; k++)
        {
            to[k] = function switch
            {
                "uniform" => a[0] + ((a[1] - a[0]) * random.Uniform((uint)k, line, draw)),
                "normal" => a[0] + (a[1] * Normal(random, (uint)k, line, draw)),
                "lognormal" => Math.Exp(a[0] + (a[1] * Normal(random, (uint)k, line, draw))),
                "exponential" => -a[0] * PortableLogarithm.Log(1 - random.Uniform((uint)k, line, draw)),
                "randint" => a[0] + Math.Floor((a[1] - a[0]) * random.Uniform((uint)k, line, draw)),
                _ => random.Uniform((uint)k, line, draw) < a[0] ? 1 : 0,
            };
        }
    }

    /// <summary>Numbers in [0, 1).</summary>
    /// <returns>As many independent ones, which come with them.</returns>
    private static Numbers Uniforms(Numbers to, RandomStream random, long line, uint draw)
    {
        var others = Numbers.Uninitialized(to.Precision, to.Count);
        switch (to, others)
        {
            case (Numbers<double> first, Numbers<double> second): random.FillUniform(first.Span, second.Span, 0, line, draw); break;
            case (Numbers<float> first, Numbers<float> second): random.FillUniform(first.Span, second.Span, 0, line, draw); break;
        }

        return others;
    }

    /// <summary>A number of the standard normal distribution, by the polar method (Marsaglia and Bray 1964).</summary>
    private static double Normal(RandomStream random, uint element, long line, uint draw)
    {
        for (var attempt = 0u; ; attempt++)
        {
            var (u, v) = random.Uniforms(element, line, draw + (attempt << 16));
            var (x, y) = ((2 * u) - 1, (2 * v) - 1);
            var s = (x * x) + (y * y);
            if (s is > 1e-300 and < 1) { return x * Math.Sqrt(-2 * PortableLogarithm.Log(s) / s); }
        }
    }

    private static string Listing(string function) => string.Join(", ", s_arguments[function].Select(a => a.Name));

    /// <summary>Puts the named arguments of a call into their places.</summary>
    private static string Positional(Match call)
    {
        var name = call.Groups[1].Value;
        if (!s_arguments.TryGetValue(s_otherNames.GetValueOrDefault(name, name), out var known)) { return call.Value; }
        string[] given = call.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var places = known.Select(k => k.Item2?.ToString("R", CultureInfo.InvariantCulture)).ToArray();
        for (var k = 0; k < given.Length; k++)
        {
            var parts = given[k].Split('=', 2, StringSplitOptions.TrimEntries);
            var place = parts.Length == 1 ? k : Array.FindIndex(known, a => a.Name == parts[0]);
            if (place < 0 || place >= known.Length)
            {
                throw new ModelException(parts.Length == 1
                    ? $"'{call.Value}' has too many arguments: {name} takes {(known.Length == 0 ? "none" : Listing(s_otherNames.GetValueOrDefault(name, name)))}."
                    : $"'{call.Value}': {name} has no argument '{parts[0]}'.{Suggest.Sentence(parts[0], known.Select(a => a.Name))} It takes {Listing(s_otherNames.GetValueOrDefault(name, name))}.");
            }

            places[place] = parts[^1];
        }

        var missing = Array.FindIndex(places, p => p is null);
        return missing < 0 ? $"{name}({string.Join(", ", places)})" : throw new ModelException($"'{call.Value}': {name} needs its argument '{known[missing].Name}'.");
    }

    [GeneratedRegex(@"([A-Za-z_]\w*)\(([^()]*)\)")]
    private static partial Regex Calls();
}
