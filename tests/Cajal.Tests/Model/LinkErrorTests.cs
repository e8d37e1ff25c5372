using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class LinkErrorTests
{
    [Fact]
    public void Both_variables_of_a_link_exist_and_have_one_type_and_unit()
    {
        var cells = Mistake.Cells();
        var linked = Linked(10);
        Mistake.Says("'neurons' has no variable 'V'. Did you mean 'v'?", () => linked.Link("v", cells, "V"));
        Mistake.Says("'neurons' has no variable 'y'. Its variables are 'v', 'w', 'k'.", () => linked.Link("y", cells, "v"));
        Mistake.Says("'neurons.k' has values of its own. To link it, declare it as 'k : integer (linked)'.", () => linked.Link("k", cells, "count"));
        Mistake.Says("'neurons.v' is declared as volt, and cannot be linked to 'neurons.tau', which is second.", () => linked.Link("v", cells, "tau"));
        Mistake.Says("'poisson' has no variables to link to: only a NeuronGroup has.", () => linked.Link("v", new PoissonGroup(10, 1 * Hz), "v"));
    }

    [Fact]
    public void A_link_says_which_elements_stand_for_which()
    {
        var cells = Mistake.Cells();
        var linked = Linked(3);
        Mistake.Says("'neurons.v' cannot be linked to 'neurons.v': one has 3 elements and the other 10, so say which stands for which, as in Link(\"v\", neurons, \"v\", index).",
            () => linked.Link("v", cells, "v"));
        Mistake.Says("'neurons.v' needs an element to stand for in each of 3 places, but the list has 2.", () => linked.Link("v", cells, "v", [0, 1]));
        Mistake.Says("index[2] is 10, but 'neurons' has the elements 0 to 9.", () => linked.Link("v", cells, "v", [0, 1, 10]));
        Mistake.Says("'neurons' has no variable 'kk'. Did you mean 'k'?", () => linked.Link("v", cells, "v", "kk"));
        Mistake.Says("'neurons.v' cannot name elements: that takes a stored integer, as in 'v : integer (constant)'.", () => linked.Link("v", cells, "v", "v"));
        Mistake.Says("'synapses.x' cannot be linked to 'neurons.v': synapses name their element by an index variable, as in Link(\"x\", neurons, \"v\", index).",
            () => new Synapses(linked, cells, "x : volt (linked)").Link("x", cells, "v"));
    }

    [Fact]
    public void A_circle_of_links_is_refused()
    {
        NeuronGroup one = new(3, "a : 1 (linked)\nb : 1 (linked)") { Name = "one" }, two = new(3, "c : 1 (linked)") { Name = "two" };
        one.Link("a", two, "c");
        two.Link("c", one, "b");
        Mistake.Says("'one.b' cannot be linked to 'one.a': the links would go around in a circle.", () => one.Link("b", one, "a"));
        Mistake.Says("'one.b' cannot be linked to 'one.b': the links would go around in a circle.", () => one.Link("b", one, "b"));
    }

    [Fact]
    public void A_variable_that_was_never_linked_is_pointed_at_when_its_value_is_needed()
    {
        const string Message = """
            'v' is linked, but to nothing yet.
              line 1, column 1 of the equations of 'neurons':
                v : volt (linked)
                ^^^^^^^^^^^^^^^^^
            Link it before its value is needed, as in neurons.Link("v", source, "v").
            """;
        using Network net = new();
        var linked = net.Add(Linked(3));
        linked["w"] = 3 * mV;
        Mistake.Says(Message, () => net.Run(1 * ms));
        Mistake.Says(Message, () => linked["v"].ToArray());
        Mistake.Says(Message, () => linked["w"] = "2*v");
    }

    [Fact]
    public void A_link_leads_to_a_group_of_the_same_network()
    {
        using Network net = new();
        var linked = net.Add(Linked(10));
        linked.Link("v", Mistake.Cells(), "v");
        Mistake.Says("'neurons.v' is linked to 'neurons', which is not part of this network. Add the group too.", () => net.Run(1 * ms));
    }

    [Fact]
    public void An_index_variable_names_elements_that_are_there_when_a_run_starts()
    {
        var (net, cells) = Mistake.Net();
        using var _ = net;
        var linked = net.Add(Linked(3));
        linked.Link("v", cells[..5], "v", "k");
        linked["k"] = "i + 3";
        Mistake.Says("neurons_2.k[2] is 5, but 'neurons[0..5]' has the elements 0 to 4.", () => net.Run(1 * ms));
        linked["k"] = "i + 2";
        net.Run(1 * ms);
    }

    [Fact]
    public void Code_for_single_elements_cannot_change_what_all_are_linked_to()
    {
        using Network net = new();
        var one = net.Add(new NeuronGroup(1, "x : 1"));
        var cells = net.Add(new NeuronGroup(2, "x : 1 (linked)", threshold: "True", reset: "x += 1"));
        cells.Link("x", one, "x");
        Mistake.Says("""
            'x' is shared, and code that runs for single elements cannot change it.
              line 1, column 1 of the reset of 'neurons_2':
                x += 1
                ^
            Declare it without (shared), or set it from the program.
            """, () => net.Run(1 * ms));
    }

    [Fact]
    public void Code_cannot_change_what_an_index_variable_names()
    {
        using Network net = new();
        var source = net.Add(new NeuronGroup(3, "x : 1"));
        var cells = net.Add(new NeuronGroup(2, "x : 1 (linked)\nk : integer", threshold: "True", reset: "x += 1"));
        cells.Link("x", source, "x", "k");
        Mistake.Says("""
            'x' is linked to elements that are found anew at each use, so this code cannot change it.
              line 1, column 1 of the reset of 'neurons_2':
                x += 1
                ^
            Link it by a list of elements, or change the variable that it is linked to by code of its own group.
            """, () => net.Run(1 * ms));
    }

    private static NeuronGroup Linked(int count) => new(count, "v : volt (linked)\nw : volt\nk : integer");
}
