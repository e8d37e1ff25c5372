using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class ConnectErrorTests
{
    [Fact]
    public void Numbers_lie_within_their_bounds()
    {
        Mistake.Says("""
            A probability has to be from 0 to 1, but p is 2.
            """, () => { Projection().Connect(p: 2); });

        Mistake.Says("""
            A probability has to be from 0 to 1, but p is 1.5.
            """, () => { Projection().Connect("i != j", p: "3/2"); });

        Mistake.Says("""
            A pair can have 0, 1, 2, ... synapses, but n is 1.5.
            """, () => { Projection().Connect(n: 1.5); });

        Mistake.Says("""
            A pair can have 0, 1, 2, ... synapses, but n is -1.
            """, () => { Projection().Connect([0], [0], n: -1); });

        Mistake.Says("""
            'synapses': i[1] is 10, but 'neurons' has the elements 0 to 9.
            """, () => { Projection().Connect([0, 10], [0, 0]); });

        Mistake.Says("""
            'synapses': j[0] is -1, but 'neurons' has the elements 0 to 9.
            """, () => { Projection().Connect(3, -1); });

        Mistake.Says("""
            'synapses': i has 3 elements and j has 2; each synapse takes one of both, so they have to be as many, or one of them a single number.
            """, () => { Projection().Connect([0, 1, 2], [0, 1]); });
    }

    [Fact]
    public void A_condition_is_a_condition_and_a_number_is_a_number()
    {
        Mistake.Says("""
            A condition of Connect has to be true or false, but 'i + j' is a number.
              line 1, column 1 of the condition of Connect of 'synapses':
                i + j
                ^^^^^
            Compare it with something, as in 'v > -50*mV'.
            """, () => { Projection().Connect("i + j"); });

        Mistake.Says("""
            'k' is not known here.
              line 1, column 9 of the condition of Connect of 'synapses':
                abs(i - k) < 3
                        ^
            It is no variable, constant or unit. Give it a value by a hole, as in $"... {k} ...", or by network.Constants["k"] = ...
            """, () => { Projection().Connect("abs(i - k) < 3"); });

        Mistake.Says("""
            'p' is a plain number, but 'v_pre' is in volt.
              line 1, column 1 of p of Connect of 'synapses':
                v_pre
                ^^^^^
            Did you forget to divide 'v_pre' by something in volt?
            """, () => { Projection().Connect(p: "v_pre"); });

        Mistake.Says("""
            'p' holds numbers, but 'i != j' is true or false.
              line 1, column 1 of p of Connect of 'synapses':
                i != j
                ^^^^^^
            'int(i != j)' is 1 where it is true and 0 where it is false.
            """, () => { Projection().Connect(p: "i != j"); });

        Mistake.Says("""
            'n' holds integers, but 'i/2' is a real number.
              line 1, column 1 of n of Connect of 'synapses':
                i/2
                ^^^
            Use int(...), floor(...) or ceil(...).
            """, () => { Projection().Connect(n: "i/2"); });

        Mistake.Says("""
            A loop cannot stand in a condition, which is evaluated for every pair.
              line 1, column 3 of the condition of Connect of 'synapses':
                k for k in range(10)
                  ^^^
            Loops say where synapses go: Connect(j: "i + k for k in range(-2, 3)").
            """, () => { Projection().Connect("k for k in range(10)"); });
    }

    [Fact]
    public void What_synapses_have_is_not_known_before_there_are_any()
    {
        foreach (var name in (string[])["N_incoming", "N_outgoing", "w", "N", "delay"])
        {
            Mistake.Says($"""
                Connect cannot refer to '{name}', which synapses have once they are there.
                  line 1, column 1 of the condition of Connect of 'synapses':
                    {name} < 3
                    {new string('^', name.Length)}
                It can use i, j, N_pre, N_post and the variables of the neurons.
                """, () => { Projection().Connect(name + " < 3"); });
        }
    }

    [Fact]
    public void A_generator_is_given_for_one_end()
    {
        const string message = """
            'synapses': expressions give either the targets of each source, by j, or the sources of each target, by i. For pairs that meet a condition write Connect("...").
            """;
        Mistake.Says(message, () => { Projection().Connect(j: "i", i: "j"); });
        Mistake.Says(message, () => { Projection().Connect(skipIfInvalid: true); });
    }

    [Fact]
    public void A_generator_gives_elements_that_exist()
    {
        Mistake.Says("""
            j is 10, but 'neurons' has the elements 0 to 9 (for i = 9).
              line 1, column 1 of j of Connect of 'synapses':
                i + 1
                ^^^^^
            Leave such pairs out by 'if', or by skipIfInvalid: true.
            """, () => { Projection().Connect(j: "i + 1"); });

        Mistake.Says("""
            i is -2, but 'neurons[..4]' has the elements 0 to 3 (for j = 0).
              line 1, column 1 of i of Connect of 'synapses':
                j + k for k in range(-2, 3)
                ^^^^^
            Leave such pairs out by 'if', or by skipIfInvalid: true.
            """.Replace("[..4]", "[0..4]", StringComparison.Ordinal), () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c[..4], c[..4])).Connect(i: "j + k for k in range(-2, 3)"); });

        Mistake.Says("""
            j is 0.5, which is no integer (for i = 1).
              line 1, column 1 of j of Connect of 'synapses':
                i/2
                ^^^
            Use int(...), floor(...) or ceil(...).
            """, () => { Projection().Connect(j: "i/2"); });

        Mistake.Says("""
            11 of 10 integers cannot be sampled (for i = 0).
              line 1, column 34 of j of Connect of 'synapses':
                k for k in sample(N_post, size = N_post + 1)
                                                 ^^^^^^^^^^
            Limit the size, as by clip(..., 0, N_post), or let skipIfInvalid: true take as many as there are.
            """, () => { Projection().Connect(j: "k for k in sample(N_post, size = N_post + 1)"); });

        Mistake.Says("""
            -1 of 10 integers cannot be sampled (for i = 2).
              line 1, column 32 of j of Connect of 'synapses':
                k for k in sample(N_post, size=1 - i)
                                               ^^^^^
            Limit the size, as by clip(..., 0, N_post), or let skipIfInvalid: true take as many as there are.
            """, () => { Projection().Connect(j: "k for k in sample(N_post, size=1 - i)"); });

        Mistake.Says("""
            A probability has to be from 0 to 1, but p is 2 (for i = 2).
              line 1, column 29 of j of Connect of 'synapses':
                k for k in sample(N_post, p=i/1.0)
                                            ^^^^^
            Limit it, as by clip(..., 0, 1).
            """, () => { Projection().Connect(j: "k for k in sample(N_post, p=i/1.0)"); });

        Mistake.Says("""
            A loop cannot take steps of 0 (for i = 0).
              line 1, column 25 of j of Connect of 'synapses':
                k for k in range(0, 10, i)
                                        ^
            It may lead downwards, as in range(10, 0, -1).
            """, () => { Projection().Connect(j: "k for k in range(0, 10, i)"); });
    }

    [Fact]
    public void What_a_generator_finds_is_known_only_in_its_condition()
    {
        Mistake.Says("""
            'j' is not known before j is: this expression is evaluated for each source.
              line 1, column 1 of j of Connect of 'synapses':
                j + 1
                ^
            It can stand in the condition behind 'if'.
            """, () => { Projection().Connect(j: "j + 1"); });

        Mistake.Says("""
            'count' is not known before j is: this expression is evaluated for each source.
              line 1, column 18 of j of Connect of 'synapses':
                k for k in range(count)
                                 ^^^^^
            It can stand in the condition behind 'if'.
            """, () => { Projection().Connect(j: "k for k in range(count)"); });

        Mistake.Says("""
            'count_pre' is not known before i is: this expression is evaluated for each target.
              line 1, column 18 of i of Connect of 'synapses':
                k for k in range(count_pre)
                                 ^^^^^^^^^
            It can stand in the condition behind 'if'.
            """, () => { Projection().Connect(i: "k for k in range(count_pre)"); });

        Mistake.Says("""
            'the end of a loop' holds integers, but '42.0' is a real number.
              line 1, column 18 of j of Connect of 'synapses':
                k for k in range(42.0)
                                 ^^^^
            Use int(...), floor(...) or ceil(...).
            """, () => { Projection().Connect(j: "k for k in range(42.0)"); });
    }

    [Fact]
    public void The_multisynaptic_index_is_kept_by_the_simulator()
    {
        Mistake.Says("""
            'w' is declared in the equations too.
              line 1, column 1 of the multisynaptic index:
                w : integer
                ^^^^^^^^^^^
            Remove it there: the simulator keeps it.
            """, () => { var c = Mistake.Cells(); _ = new Synapses(c, c, "w : 1", multisynapticIndex: "w"); });

        Mistake.Says("""
            'i' cannot name a variable: it is the number of the element (in synapses, of the source neuron).
              line 1, column 1 of the multisynaptic index:
                i : integer
                ^
            Choose another name, such as 'i_0'.
            """, () => { var c = Mistake.Cells(); _ = new Synapses(c, c, multisynapticIndex: "i"); });

        Mistake.Says("""
            'k' cannot be assigned to: the simulator keeps it.
              line 1, column 1 of the code onPre:
                k = 3
                ^
            """, () => { var c = Mistake.Cells(); _ = new Synapses(c, c, onPre: "k = 3", multisynapticIndex: "k"); });

        Mistake.Says("""
            'synapses.k' numbers the synapses of each pair and cannot be set.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, multisynapticIndex: "k")).Connect()["k"] = 3; });
    }

    [Fact]
    public void Synapses_are_found_between_elements_that_exist()
    {
        Mistake.Says("""
            '10' is out of range: 'neurons' has the elements 0 to 9.
            """, () => Projection().Connect()["w"][10, 0]);

        Mistake.Says("""
            '5..12' is out of range: 'neurons[1..9]' has the elements 0 to 7.
            """, () => { var (net, c) = Mistake.Net(); return net.Add(new Synapses(c, c[1..9])).Connect().Matching(.., 5..12); });

        Mistake.Says("""
            The elements of 'neurons' are numbered by one index, not by several: those of synapses are, by [i, j] and [i, j, k].
            """, () => { var (net, c) = Mistake.Net(); c["v"][1, 2] = 1 * mV; });

        Mistake.Says("""
            'synapses' has no synapses yet, so no values: call Connect(...) first.
            """, () => Projection().Matching("i == j"));

        Mistake.Says("""
            A condition on elements has to be true or false, but 'w' is a number.
              line 1, column 1 of the condition on synapses:
                w
                ^
            Compare it with something, as in 'v > -50*mV'.
            """, () => Projection().Connect().Matching("w"));
    }

    [Fact]
    public void Fixed_numbers_can_be_had()
    {
        Mistake.Says("""
            'synapses': a target can have 0, 1, 2, ... sources, but not -1.
            """, () => { Projection().ConnectFixedInDegree(-1); });

        Mistake.Says("""
            'synapses': a source is to have 10 different targets, but there are 9 to choose from. Ask for fewer, or let multapses: true choose some several times.
            """, () => { Projection().ConnectFixedOutDegree(10, multapses: false, autapses: false); });

        Mistake.Says("""
            'synapses': a projection is to have 101 different pairs, but there are 100 to choose from. Ask for fewer, or let multapses: true choose some several times.
            """, () => { Projection().ConnectFixedTotal(101, multapses: false); });

        Mistake.Says("""
            'synapses': a source has no targets to choose from, but is to have 2. Allow autapses, leave out fewer pairs, or ask for none.
            """, () => { Projection(out var cells).ConnectFixedOutDegree(2, autapses: false, from: cells[..1], to: cells[..1]); });

        Mistake.Says("""
            'synapses' would have 3,000,000,000 synapses, but a projection holds up to 2,147,483,647. Make several, each onto a part of the targets.
            """, () => { Projection().ConnectFixedTotal(3_000_000_000); });

        Mistake.Says("""
            'synapses': from is 'other', which is no part of 'neurons'. Give a part of the group that the projection was made with.
            """, () => { Projection().Connect(p: 0.1, from: new NeuronGroup(3, "") { Name = "other" }); });

        Mistake.Says("""
            'synapses': to is 'neurons', which is no part of 'neurons[0..5]'. Give a part of the group that the projection was made with.
            """, () =>
            {
                var (net, cells) = Mistake.Net();
                net.Add(new Synapses(cells, cells[..5])).ConnectFixedInDegree(1, to: cells);
            });
    }

    [Fact]
    public void Pairs_are_left_out_that_another_projection_between_the_same_groups_has()
    {
        Mistake.Says("""
            'more': except names 'other', which connects 'inputs' to 'neurons', where no pair of 'neurons' and 'neurons' can have a synapse. Leave it out, or name a projection between the same groups.
            """,
            () =>
            {
                var (net, cells) = Mistake.Net();
                var other = net.Add(new Synapses(net.Add(new PoissonGroup(3, 10 * Hz) { Name = "inputs" }), cells) { Name = "other" }).Connect();
                net.Add(new Synapses(cells) { Name = "more" }).Connect(p: 0.1, except: [other]);
            });

        Mistake.Says("""
            'more': except names 'other', which has no synapses yet. Connect it first: pairs are left out that have a synapse by now.
            """,
            () =>
            {
                var (net, cells) = Mistake.Net();
                var other = net.Add(new Synapses(cells) { Name = "other" });
                net.Add(new Synapses(cells) { Name = "more" }).ConnectFixedInDegree(3, except: [other]);
            });

        Mistake.Says("""
            'synapses': except names 'synapses', which has no synapses yet. Connect it first: pairs are left out that have a synapse by now.
            """,
            () =>
            {
                var synapses = Projection();
                synapses.Connect("i != j", except: [synapses]);
            });

        Mistake.Says("""
            'synapses': a target is to have 5 different sources, but there are 4 to choose from. Ask for fewer, or let multapses: true choose some several times.
            """,
            () =>
            {
                var synapses = Projection().Connect("j == 3 and i < 6");
                synapses.ConnectFixedInDegree(5, multapses: false, except: [synapses]);
            });
    }

    [Fact]
    public void A_projection_of_too_many_pairs_is_refused_before_they_are_made()
    {
        Mistake.Says("""
            'synapses' would have 10,000,000,000 synapses, but a projection holds up to 2,147,483,647. Make several, each onto a part of the targets.
            """, () =>
            {
                using Network net = new();
                var cells = net.Add(new NeuronGroup(100_000, ""));
                net.Add(new Synapses(cells)).Connect();
            });
    }

    [Fact]
    public void A_call_that_fails_makes_no_synapses()
    {
        var synapses = Projection().Connect(0, 0);
        Assert.Throws<EquationException>(() => synapses.Connect(j: "i + 1"));
        Assert.Equal(1, synapses.Count);
        Assert.Equal(2, synapses.Connect(1, 1)["w"].Count);
    }

    private static Synapses Projection() => Projection(out _);

    private static Synapses Projection(out NeuronGroup cells)
    {
        (var net, cells) = Mistake.Net();
        return net.Add(new Synapses(cells, cells, "w : 1", onPre: "v += 1*mV"));
    }
}
