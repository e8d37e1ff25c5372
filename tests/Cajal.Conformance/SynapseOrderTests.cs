using Cajal.Units;

namespace Cajal.Conformance;

/// <summary>
/// Code means: all statements for one synapse, then all for the next. Where nothing can tell the difference, several synapses run at a time.
/// The oracle is the interpreter, which always runs one after the other, with a last statement that asks for that order.
/// </summary>
public sealed class SynapseOrderTests
{
    /// <summary>Code whose synapses run at a time: what they share is only added to, or set to what they share.</summary>
    public static TheoryData<string> Free =>
    [
        "v_post += w", "v_post = v_post + w", "v_post = w + v_post", "v_post -= w*v_pre", "v_post += 1", "v_post = 1", "v_post = 2*pi", "v_post = u_post",
        "v_post = s", "v_post += u_post", "v_post += s", "v_post += v_pre", "v_pre += v_post", "v_pre += s", "w = v_pre", "w = a", "w += a", "w *= a", "w -= a",
        "w /= a", "w += 1", "w *= 2", "w *= s", "w = a; a += 1", "w = a; a += s", "a = v_pre; v_post += a", "v_post += w; v_post += a; v_post -= 1",
        "g += w; a += 3; w = clip(w + a, 0, 10)", "x = w*a; a += x; v_post += x", "v_pre += w; v_post = u_post", "v_post += rand()", "w = rand(); v_post += w*randn()",
    ];

    /// <summary>Code whose synapses see what those before them did.</summary>
    public static TheoryData<string> Ordered =>
    [
        "v_pre = w", "v_post = v_pre", "v_post = w", "v_post += w + v_post", "a = v_post; v_post += w", "x = w; v_pre = x", "x = v_pre; v_post = x",
        "v_post += v_pre; v_pre += v_post", "v_post += w; u_post += v_post", "v_post += 1; w = v_post", "v_post *= w", "v_post /= 1 + a", "v_post += sin(v_post)",
        "v_post = 1; v_post += w", "v_post += w; v_post = 1", "v_pre = 0; w = v_pre", "v_post = sin(u_post)", "v_post = i", "v_post = rand()",
    ];

    [Theory, MemberData(nameof(Free))]
    public void Code_that_only_adds_to_what_synapses_share_gives_the_same_for_several_at_a_time(string code) => Agree(code, isOrdered: false);

    [Theory, MemberData(nameof(Ordered))]
    public void Code_that_sees_what_earlier_synapses_did_runs_one_after_the_other_and_says_why(string code)
    {
        var order = Agree(code, isOrdered: true);
        Assert.Contains("which is slower, since", order, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_driven_equations_that_read_what_the_code_changes_keep_the_order() =>
        Assert.Contains("its event-driven equations read", Agree("v_post += x", isOrdered: true, "dx/dt = (v_post - x)/(2*ms) : 1 (event-driven)"), StringComparison.Ordinal);

    /// <summary>Runs code on both backends, on several threads, and compares all values.</summary>
    /// <returns>What is explained about the order of the synapses.</returns>
    private static string Agree(string code, bool isOrdered, string more = "")
    {
        var explained = "";
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var values = Values("reference", 1, code);
            Assert.Equal(values, Values("cpu", 1, code));
            Assert.Equal(values, Values("cpu", 3, code));

            // A sum may be rounded with its product or after it: one rounding for each of 3 steps of some 40 terms, none above 64.
            var inOrder = Values("reference", 1, code + "; order_post = w");
            Assert.All(inOrder.Zip(values), p => Assert.Equal(p.First, p.Second, 120 * 64 * Agreement.Rounding(precision)));

            double[] Values(string backend, int threads, string statements)
            {
                using var net = Networks.On(backend, precision);
                net.Threads = threads;
                net.Warned = null;
                net.Explain = (title, text) => explained = title == "synapses.code: order" && statements == code ? text : explained;
                var source = net.Add(new NeuronGroup(30, "v : 1\nu : 1", threshold: "i % 3 != 1"));
                var target = net.Add(new NeuronGroup(130, "v : 1\nu : 1\ng : 1\norder : 1"));
                (source["v"], source["u"]) = ("rand()", "rand()");
                (target["v"], target["u"]) = ("rand()", "rand()");
                var synapses = net.Add(new Synapses(source, target, $"w : 1\na : 1\ns : 1 (shared)\n{more}")).Connect(0.4);
                (synapses["w"], synapses["a"], synapses["s"]) = ("rand()", "1 + rand()", 0.375);
                synapses.AddPathway("code", statements);
                net.Run(3 * net.Dt);
                return
                [
                    .. synapses["w"].ToArray(), .. synapses["a"].ToArray(), .. source["v"].ToArray(), .. target["v"].ToArray(), .. target["u"].ToArray(), .. target["g"].ToArray(),
                ];
            }
        }

        Assert.Equal(isOrdered, explained.Contains("which is slower", StringComparison.Ordinal));
        return explained;
    }
}
