using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Names that a model cannot give to a variable, each with its reason.</summary>
internal static class ReservedNames
{
    private static readonly OrderedDictionary<string, string> s_meanings = new()
    {
        ["t"] = "the time",
        ["dt"] = "the time step",
        ["t_in_timesteps"] = "the number of the time step",
        ["i"] = "the number of the element (in synapses, of the source neuron)",
        ["j"] = "the number of the target neuron",
        ["N"] = "the number of elements",
        ["N_pre"] = "the number of source neurons",
        ["N_post"] = "the number of target neurons",
        ["N_incoming"] = "the number of synapses onto the target neuron",
        ["N_outgoing"] = "the number of synapses from the source neuron",
        ["lastspike"] = "the time of the last spike",
        ["not_refractory"] = "true unless the neuron is refractory",
        ["lastupdate"] = "the time of a synapse's last event",
    };

    /// <summary>What the names stand for that the simulator keeps.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Meanings => s_meanings;

    /// <summary>Throws when a declared name cannot be a variable.</summary>
    public static void RequireFree(Token token, bool isSummed)
    {
        var name = token.Text;
        if (isSummed)
        {
            if (SuffixOf(name) is null)
            {
                throw new EquationException(token.Span, $"The summed variable '{name}' does not say where it goes.",
                    $"Write '{name}_post' for a parameter of the target neurons, '{name}_pre' for one of the source neurons.");
            }
            return;
        }
        if (ReasonAgainst(name) is { } reason)
        {
            throw new EquationException(token.Span, $"'{name}' cannot name a variable: {reason}.", $"Choose another name, such as '{Alternative(name)}'.");
        }
    }

    /// <summary>Throws when a variable has the name of something that every synapse has.</summary>
    public static void Require(ModelKind model, Declaration declaration)
    {
        if (model == ModelKind.Synapses && declaration.Name == "delay")
        {
            throw new EquationException(declaration.Span, "'delay' cannot name a variable of synapses: every synapse has a delay.",
                "Choose another name, such as 'delay_0'.");
        }
    }

    /// <summary>Why a name that the simulator keeps may be unknown in a place; null for any other name.</summary>
    public static string? WhereKnown(string name) => name switch
    {
        "lastspike" or "not_refractory" => $"It is {s_meanings[name]}, kept for neurons with a refractory period: give the group one, as in refractory: 5 * ms.",
        "lastupdate" => "It is the time of a synapse's last event, kept for synapses with (event-driven) equations.",
        "j" => "It is the number of the target neuron, which only synapses have.",
        "N_pre" or "N_post" or "N_incoming" or "N_outgoing" => $"It is {s_meanings[name]}, which only synapses have.",
        _ => null,
    };

    /// <summary>Why a name cannot be that of a constant; null when it can.</summary>
    public static string? ReasonAgainstConstant(string name) => SuffixOf(name) is null ? ReasonAgainst(name) : null;

    private static string? ReasonAgainst(string name) => name switch
    {
        _ when s_meanings.TryGetValue(name, out var meaning) => $"it is {meaning}",
        "xi" => "it is white noise",
        _ when name.StartsWith("xi_", StringComparison.Ordinal) => "names that begin with 'xi_' are white noise",
        _ when Keywords.Contains(name) => "it is a reserved word",
        _ when FunctionTable.Find(name) is not null => "it is a function",
        _ when BuiltInConstants.Find(name) is not null => "it is a constant",
        _ when UnitTable.TryGet(name, out _) || name is "integer" or "boolean" => "it is a unit",
        _ when name.StartsWith('_') => "names that begin with '_' belong to the simulator",
        _ when SuffixOf(name) is { } suffix => $"'{suffix}' refers to the {(suffix == "_pre" ? "source" : "target")} neurons of synapses",
        _ => null,
    };

    private static string? SuffixOf(string name) =>
        name.EndsWith("_pre", StringComparison.Ordinal) ? "_pre" : name.EndsWith("_post", StringComparison.Ordinal) ? "_post" : null;

    private static string Alternative(string name)
    {
        var bare = name.TrimStart('_');
        bare = SuffixOf(bare) is { } suffix ? bare[..^suffix.Length] + "_syn" : bare;
        bare = bare.StartsWith("xi_", StringComparison.Ordinal) ? "noise" + bare[2..] : bare;
        return bare.Length == 0 || !char.IsAsciiLetter(bare[0]) ? "x" + bare : ReasonAgainst(bare) is null ? bare : bare + "_0";
    }
}
