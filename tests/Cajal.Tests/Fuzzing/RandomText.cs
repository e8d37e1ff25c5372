using Cajal.Equations;

namespace Cajal.Tests.Fuzzing;

/// <summary>Texts by the grammar of the language, most of them with units that fit: all variables are plain numbers.</summary>
internal sealed class RandomText(Draws draws)
{
    private static readonly string[] s_numbers = ["0", "1", "2", "3", "-1", "0.5", "1e-3", "1e6", "4.", ".25", "1e300", "2147483648", "9007199254740993", "inf", "pi", "e"];
    private static readonly string[] s_names = ["x", "y", "z", "k", "s", "f(x)", "(t/ms)", "(tau/ms)", "i", "N", "(v/mV)"];
    private static readonly string[] s_functions = [.. FunctionTable.Names.Except(["clip", "timestep", "rand", "randn", "poisson", "binomial"])];
    private static readonly string[] s_draws = ["rand()", "randn()", "poisson(2)", "binomial(3, 0.5)"];
    private bool _mayDraw;

    public string Equations()
    {
        _mayDraw = false;
        List<string> lines = ["x : 1", "z : 1", $"dy/dt = {Number(5)}/ms{Noise()} : 1", "k : integer", "flag : boolean", "v : volt"];
        lines[0] = draws.Below(3) > 0 ? $"dx/dt = ({Number(4)} - x)/tau{Noise()} : 1{Flag("unless refractory")}" : lines[0];
        lines[1] = draws.Below(6) switch
        {
            0 or 1 => $"dz/dt = ({Number(3)} + {Number(3)})/(3*ms) : 1{Flag("unless refractory")}",
            2 => $"dz/dt = {Drift("z")} : 1{Flag("unless refractory")}",
            _ => lines[1],
        };
        lines.Add(draws.Below(4) == 0 ? "total : 1 (linked)" : "total : 1");
        if (draws.Below(3) == 0) { lines.Add($"held = {Number(3)} + rand() : 1 (constant over dt)"); }
        lines.Add(draws.Below(2) == 0 ? draws.Below(2) == 0 ? $"s = {Number(5)} : 1" : "s = sin(t/ms) : 1 (shared)" : $"s : 1{Flag("constant")}");
        return string.Join(draws.Below(8) == 0 ? "\n\n# comment\n" : "\n", lines);
    }

    /// <summary>Variables of synapses, among them often a sum.</summary>
    public string Synapses()
    {
        _mayDraw = false;
        return draws.Below(4) switch
        {
            0 => $"w : 1\ntotal_post = w*({Number(3)}) : 1 (summed)",
            1 => $"dw/dt = {Number(2)}/ms : 1 ({Pick("event-driven", "clock-driven")})",
            2 => $"dw/dt = {Drift("w")} : 1 ({Pick("event-driven", "clock-driven")})\ndlatent/dt = {Drift("latent")} : 1 (event-driven)\ntheta : 1",
            _ => "w : 1",
        };
    }

    /// <summary>A rate that is constant between thresholds of its own variable, up to three terms of it.</summary>
    private string Drift(string variable)
    {
        var terms = Enumerable.Range(0, 1 + draws.Below(3)).Select(_ => $"{Constant()}*Hz*int({Sides()})");
        return string.Join(Pick(" + ", " - "), terms);

        string Sides() => draws.Below(3) == 0 ? Side() : $"{Side()} {Pick("and", "or", "and not")} {Side()}";

        string Side() => draws.Below(8) == 0 ? Condition(1) : draws.Below(2) == 0 ? $"{variable} {Compared()} {Constant()}" : $"{Constant()} {Compared()} {variable}";

        string Compared() => draws.Below(16) == 0 ? "==" : Pick("<", "<=", ">", ">=");

        string Constant() => draws.Below(4) == 0 ? Number(2) : Pick("0", "1", "0.4", "-1", "10", "1e300", "inf", "1e-300", "theta", "i", "(-0.0)");
    }

    /// <summary>What gives the targets of a source.</summary>
    public string Generator()
    {
        _mayDraw = true;
        var loop = draws.Below(4) == 0 ? "" : $" for k in {Pick($"range({Bound()})", $"range({Bound()}, {Bound()}, {Bound()})", $"sample({Bound()}, p={Number(1)})", $"sample({Bound()}, size={Bound()})")}";
        return $"{Pick("i", "i + 1", "int(2*rand())", $"int({Number(2)})")}{(loop == "" ? "" : Pick(" + k", "*k", " - k"))}{loop}{(draws.Below(2) == 0 ? $" if {Condition(2)}" : "")}";
    }

    /// <summary>A function of x.</summary>
    public string Function() => Pick("x", "x**2 + 1", "exp(-x)", "clip(x, 0, 1)", "x + rand()", "int(x > 0)*x");

    /// <summary>A method of formulas.</summary>
    public string Updater() => $"k = dt*f({Pick("x", "x + dt*f(x, t)", "2*x")}, {Pick("t", "t + dt/2")}){Pick("", " + g(x, t)*dW")}\nx_new = x + {Pick("k", "k/2 + dt*f(x + k, t + dt)/2", "k + g(x, t)*dW")}";

    /// <param name="targets">What statements assign to; q is a temporary.</param>
    public string Code(params string[] targets)
    {
        _mayDraw = true;
        string[] statements = ["q = 0.5", .. Enumerable.Range(0, 1 + draws.Below(4)).Select(_ => $"{Pick(targets)} {Pick("=", "+=", "-=", "*=", "/=")} {Number(4)}")];
        return string.Join(Pick("\n", "; ", ";\n"), statements);
    }

    public string Condition(int depth = 4) => depth == 0 ? Pick("True", "flag", "t > 1*ms", "x > 0") : draws.Below(4) switch
    {
        0 => $"not ({Condition(depth - 1)})",
        1 => $"{Condition(depth - 1)} {Pick("and", "or")} {Condition(depth - 1)}",
        _ => $"{Number(depth - 1)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Number(depth - 1)}",
    };

    /// <summary>A plain number.</summary>
    public string Number(int depth) => depth == 0 ? Pick(draws.Below(2) == 0 ? s_numbers : s_names) : draws.Below(12) switch
    {
        0 => Pick(s_numbers),
        1 => Pick(s_names),
        2 => $"-{Number(depth - 1)}",
        3 => $"{Pick(s_functions)}({Number(depth - 1)})",
        4 => $"clip({Number(depth - 1)}, {Number(depth - 2 < 0 ? 0 : depth - 2)}, {Number(0)})",
        5 => $"int({Condition(depth - 1)})",
        6 => _mayDraw ? Pick(s_draws) : "timestep(t, dt)",
        7 => $"({Number(depth - 1)})**{Pick("2", "3", "-1", "0.5", "16", "99", "x", "(1/3)")}",
        _ => $"({Number(depth - 1)} {Pick("+", "-", "*", "/", "//", "%")} {Number(depth - 1)})",
    };

    /// <summary>An integer that bounds a loop.</summary>
    private string Bound() => draws.Below(8) == 0 ? Pick("2**40", "100000", $"int({Number(1)})", "int(x_post)") : Pick("0", "1", "3", "-1", "N_post", "i", "i + 2", "N_post - i", "int(x_pre)");

    private string Noise() => draws.Below(8) == 0 ? Pick(" + xi*ms**-0.5", " + xi_1*tau**-0.5", " - x*xi/sqrt(ms)") : "";

    /// <summary>Often nothing, mostly a flag that suits.</summary>
    private string Flag(string suits) => draws.Below(4) switch { 0 => $" ({suits})", 1 when draws.Below(4) == 0 => $" ({Pick("event-driven", "linked", "shared, constant")})", _ => "" };

    private string Pick(params string[] words) => words[draws.Below(words.Length)];
}
