using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class ValueErrorTests
{
    [Fact]
    public void A_value_of_a_wrong_unit_names_the_variable()
    {
        Mistake.Says("""
            neurons.v: expected V, got 3, a plain number; write 3 * volt, say.
            """, () => { var (net, c) = Mistake.Net(); c["v"] = 3; });

        Mistake.Says("""
            neurons.v: expected V, got 3 ms
            """, () => { var (net, c) = Mistake.Net(); c["v"] = 3 * ms; });

        Mistake.Says("""
            neurons.v: expected V, got 0 s
            """, () => { var (net, c) = Mistake.Net(); c["v"] = (new double[10]) * ms; });

        Mistake.Says("""
            neurons.v: expected V, got 1, a plain number; write 1 * volt, say.
            """, () => { var (net, c) = Mistake.Net(); c["v"].Set(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }); });

        Mistake.Says("""
            neurons.v[0]: expected V, got 3, a plain number; write 3 * volt, say.
            """, () => { var (net, c) = Mistake.Net(); c["v"][0] = 3; });

        Mistake.Says("""
            'neurons.v' is in volt, but 'rand()' is a plain number.
              line 1, column 1 of the value of neurons.v:
                rand()
                ^^^^^^
            'rand()' may lack a factor in volt.
            """, () => { var (net, c) = Mistake.Net(); c["v"] = "rand()"; });

        Mistake.Says("""
            the unit of neurons.v: expected V, got 1 ms
            """, () => { var (net, c) = Mistake.Net(); c["v"].In(ms); });
    }

    [Fact]
    public void The_number_of_values_is_that_of_the_elements()
    {
        Mistake.Says("""
            'neurons.v' has 10 elements, but got 3 values. Set a part of it, as in [..3], or give every element the same value.
            """, () => { var (net, c) = Mistake.Net(); c["v"] = (new double[3]) * mV; });

        Mistake.Says("""
            'neurons.v' has 10 elements, but got 3 values. Set a part of it, as in [..3], or give every element the same value.
            """, () => { var c = Mistake.Cells(); c["v"] = (new double[3]) * mV; });
    }

    [Fact]
    public void An_index_out_of_range_says_which_there_are()
    {
        Mistake.Says("""
            'neurons.v[10]' is out of range: the elements are 0 to 9.
            """, () => { var (net, c) = Mistake.Net(); c["v"][10] = 3 * mV; });

        Mistake.Says("""
            'neurons.v[-1]' is out of range: the elements are 0 to 9.
            """, () => { var (net, c) = Mistake.Net(); _ = c["v"][-1]; });

        Mistake.Says("""
            'neurons.v[0..11]' is out of range: the elements are 0 to 9.
            """, () => { var (net, c) = Mistake.Net(); c["v"][..11] = 3 * mV; });

        Mistake.Says("""
            'neurons.v[5..3]' is out of range: the elements are 0 to 9.
            """, () => { var (net, c) = Mistake.Net(); c["v"][5..3] = 3 * mV; });
    }

    [Fact]
    public void A_variable_that_is_not_there_is_told_from_those_that_are()
    {
        Mistake.Says("""
            'neurons' has no variable 'V'. Did you mean 'v'?
            """, () => { var (net, c) = Mistake.Net(); c["V"] = 3 * mV; });

        Mistake.Says("""
            'neurons' has no variable 'membrane'. Its variables are 'v', 'E', 'tau', 'count', 'flag'.
            """, () => { var (net, c) = Mistake.Net(); c["membrane"] = 3 * mV; });
    }

    [Fact]
    public void A_subexpression_has_no_values_to_set()
    {
        Mistake.Says("""
            'I' of 'neurons' is a subexpression, evaluated at each use, so it cannot be set. Set what it is made of; a value of its own needs a declaration 'I : amp'.
            """, () => { var net = new Network(); var c = net.Add(new NeuronGroup(2, "v : volt\nI = v/(10*Mohm) : amp")); c["I"] = 3 * pA; });
    }

    [Fact]
    public void What_the_simulator_evaluates_or_keeps_cannot_be_set()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(2, "v : 1\nr = rand() : 1 (constant over dt)", threshold: "v > 1", refractory: 1 * ms));
        var synapses = net.Add(new Synapses(cells, cells, "w : 1\nd = 2*w : 1")).Connect();
        Mistake.Says("'r' of 'neurons' is a subexpression, evaluated once a step, so it cannot be set. Set what it is made of; a value of its own needs a declaration 'r : 1'.",
            () => cells["r"] = 1);
        Mistake.Says("'d' of 'synapses' is a subexpression, evaluated at each use, so it cannot be set. Set what it is made of; a value of its own needs a declaration 'd : 1'.",
            () => synapses["d"][0] = 1);
        Mistake.Says("'not_refractory' of 'neurons' cannot be set: the simulator keeps it, or it is linked to what cannot be set.", () => cells["not_refractory"] = "True");
    }

    [Fact]
    public void An_unknown_name_in_an_expression_is_pointed_at()
    {
        Mistake.Says("""
            'El' is not known here.
              line 1, column 1 of the value of neurons.v:
                El + rand()*mV
                ^^
            It is no variable, constant or unit. Did you mean 'E'?
            """, () => { var (net, c) = Mistake.Net(); c["v"] = "El + rand()*mV"; });

        Mistake.Says("""
            'mv' is not known here.
              line 1, column 8 of the value of neurons.v:
                rand()*mv
                       ^^
            It is no variable, constant or unit. Did you mean 'mV'?
            """, () => { var c = Mistake.Cells(); c["v"] = "rand()*mv"; new Network().Add(c); });
    }

    [Fact]
    public void Integers_and_conditions_take_nothing_else()
    {
        Mistake.Says("""
            'neurons.count' holds integers, but 'rand()*10' is a real number.
              line 1, column 1 of the value of neurons.count:
                rand()*10
                ^^^^^^^^^
            Use int(...), floor(...) or ceil(...).
            """, () => { var (net, c) = Mistake.Net(); c["count"] = "rand()*10"; });

        Mistake.Says("""
            neurons.count: expected an integer, got 1.5.
            """, () => { var (net, c) = Mistake.Net(); c["count"] = 1.5; Console.WriteLine(c["count"][0]); });

        Mistake.Says("""
            neurons.flag: expected true (1) or false (0), got 5.
            """, () => { var (net, c) = Mistake.Net(); c["flag"] = 5; Console.WriteLine(c["flag"][0]); });
    }

    [Fact]
    public void Many_values_are_not_one()
    {
        Mistake.Says("""
            'neurons.v' has 10 values, not one: index one of them, or take all by ToArray().
            """, () => { var (net, c) = Mistake.Net(); _ = c["v"].Si; });
    }

    [Fact]
    public void There_are_no_values_before_the_network()
    {
        Mistake.Says("""
            'neurons' has no values before it joins a network: use network.Add(...) first.
            """, () => { var c = Mistake.Cells(); _ = c["v"].ToArray(); });
    }

    [Fact]
    public void A_part_of_a_group_lies_within_it()
    {
        Mistake.Says("""
            'neurons[5..11]' is no part of 'neurons', which has the elements 0 to 9: a part begins before it ends, as in [..5].
            """, () => Mistake.Cells()[5..11]);

        Mistake.Says("""
            'neurons[5..5]' is no part of 'neurons', which has the elements 0 to 9: a part begins before it ends, as in [..5].
            """, () => Mistake.Cells()[5..5]);

        Mistake.Says("""
            'neurons[7..5]' is no part of 'neurons', which has the elements 0 to 9: a part begins before it ends, as in [..5].
            """, () => Mistake.Cells()[7..5]);

        Mistake.Says("""
            'neurons[2..5][0..4]' is no part of 'neurons[2..5]', which has the elements 0 to 2: a part begins before it ends, as in [..1].
            """, () => Mistake.Cells()[2..5][..4]);
    }

    [Fact]
    public void Only_neurons_have_variables()
    {
        Mistake.Says("""
            'poisson' has no variables, so no 'v': only a NeuronGroup has.
            """, () => { Subgroup p = new PoissonGroup(5, 5 * Hz); _ = p["v"]; });
    }

    [Fact]
    public void Conditions_and_integers_take_values_of_their_kind()
    {
        var (network, cells) = Mistake.Net();
        using var _ = network;
        cells["flag"] = true;
        cells["flag"][0] = 0;
        Assert.Equal(9, cells["flag"].ToArray().Sum());
        cells["flag"] = "i > 6";
        Assert.Equal(3, cells["flag"].ToArray().Sum());
        cells["count"] = "2*i";
        Assert.Equal(18, cells["count"][^1].Si);
    }

    [Fact]
    public void Elements_are_selected_by_a_condition()
    {
        Mistake.Says("""
            A condition on elements has to be true or false, but 'i + 1' is a number.
              line 1, column 1 of the condition on neurons.v:
                i + 1
                ^^^^^
            Compare it with something, as in 'v > -50*mV'.
            """, () => { var (net, c) = Mistake.Net(); c["v"]["i + 1"] = 1 * mV; });

        Mistake.Says("""
            'vv' is not known here.
              line 1, column 1 of the condition on neurons.v:
                vv > 1*mV
                ^^
            It is no variable, constant or unit. Did you mean 'v'?
            """, () => { var (net, c) = Mistake.Net(); return c["v"]["vv > 1*mV"].Count; });

        Mistake.Says("""
            A condition on elements has to be true or false, but 'i' is a number.
              line 1, column 1 of the condition on neurons.v:
                i
                ^
            Compare it with something, as in 'v > -50*mV'.
            """, () => { Mistake.Cells()["v"]["i"] = 1 * mV; });

        Mistake.Says("""
            'neurons.v' has 5 elements, but got 2 values. Set a part of it, as in [..2], or give every element the same value.
            """, () => { var (net, c) = Mistake.Net(); c["v"]["i < 5"] = new[] { 1.0, 2 } * mV; });
    }
}
