using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Values of the elements that meet a condition: found first, then given.</summary>
public sealed class ConditionalValueTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_condition_selects_the_elements_that_are_set_and_read(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "v : 1\nflag : boolean"));
        cells["v"]["i > 6"] = "i*2.0";
        cells["v"]["i % 4 == 1"] = 5;
        cells["v"]["v == 0 and i < 5"].Set(new[] { 20.0, 21, 22, 23 });
        cells["flag"]["v > 19"] = true;
        Assert.Equal([20.0, 5, 21, 22, 23, 5, 0, 14, 16, 5], cells["v"].ToArray());
        Assert.Equal([1.0, 0, 1, 1, 1, 0, 0, 0, 0, 0], cells["flag"].ToArray());
        Assert.Equal([14.0, 16], cells["v"]["v > 10 and v < 20"].ToArray());
        Assert.Equal([16.0], cells["v"]["v > 10 and v < 20"][1..].ToArray());
        Assert.Equal(5, cells["v"][5..]["v > 0"][0].Si);
        Assert.Equal(0, cells["v"]["v > 100"].Count);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_condition_given_before_the_group_joins_its_network_counts_when_it_does(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        NeuronGroup cells = new(4, "v : 1");
        cells["v"] = "i*1.0";
        cells["v"]["v > 1"] = 7;
        net.Add(cells);
        Assert.Equal([0.0, 1, 7, 7], cells["v"].ToArray());
    }

    // What is selected does not change while values are given, and the numbers of an element are those that it would get anyway.
    [Theory, ClassData(typeof(Configurations))]
    public void The_condition_is_asked_once_and_random_numbers_belong_to_the_element(string backend, Precision precision)
    {
        double[] Drawn(string? condition)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(1000, "v : 1"));
            var some = condition is null ? cells["v"] : cells["v"][condition];
            if (condition is null) { _ = cells["v"]["True"]; }
            some.Set("rand()");
            return cells["v"].ToArray();
        }

        var all = Drawn(null);
        Assert.Equal([.. all.Select((v, i) => i % 3 == 1 ? v : 0)], Drawn("i % 3 == 1 and v == 0"));
    }

    // A binomial number: mean 500, standard deviation sqrt(250) = 16; five of those.
    [Theory, ClassData(typeof(Configurations))]
    public void A_condition_may_draw_random_numbers(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1000, "v : 1"));
        cells["v"]["rand() < 0.5"] = 1;
        Assert.InRange(cells["v"].ToArray().Sum(), 420, 580);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Values_and_delays_of_synapses_are_selected_by_their_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "x : 1", threshold: "x > 1"));
        cells["x"] = "i*1.0";
        var synapses = net.Add(new Synapses(cells, model: "w : 1", onPre: "x += w")).Connect("i != j");
        synapses["w"]["i > 1 and j < 2"] = "x_pre + 10*x_post";
        synapses.Delay["w > 10"] = 3 * Units.SI.ms;
        Assert.Equal([.. synapses.Sources().Zip(synapses.Targets(), (i, j) => i > 1 && j < 2 ? i + (10.0 * j) : 0)], synapses["w"].ToArray());
        Assert.Equal([.. synapses["w"].ToArray().Select(w => w > 10 ? 0.003 : 0)], synapses.Delay.ToArray());
    }

    // Oracle: the quantities themselves; the text names them, and an integer picks elements by floor division.
    [Theory, ClassData(typeof(Configurations))]
    public void What_stands_in_the_holes_of_an_assigned_text_enters_by_its_value_and_unit(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "v : volt\nk : integer"));
        var (rest, spread, block) = (-60 * mV, 5 * mV, 2);
        cells["v"] = $"{rest} + i*{spread}";
        cells["v"][$"i >= {block}"] = $"{rest}";
        cells["k"] = $"i//{block}";
        Agreement.Close([-0.060, -0.055, -0.060, -0.060], cells["v"].ToArray(), precision, 2);
        Assert.Equal([0.0, 0, 1, 1], cells["k"].ToArray());
    }
}
