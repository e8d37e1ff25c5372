using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>All values of an object at once.</summary>
public sealed class StatesTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void States_come_by_name_with_units_and_go_back_into_another_group(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        NeuronGroup Make() => net.Add(new NeuronGroup(3, "dv/dt = -v/tau : volt\ntau : second (shared)\nk : integer\nb : boolean\ntwice = 2*v : volt"));
        var (one, other) = (Make(), Make());
        one["v"] = "i*volt";
        one["tau"] = 10 * ms;
        one["k"] = "5 - i";
        one["b"] = "i == 1";
        var states = one.GetStates();
        Assert.Equal(["v", "tau", "k", "b"], states.Keys);
        Assert.Equal("[0 V, 1 V, 2 V]", $"[{string.Join(", ", states["v"])}]");
        Assert.Single(states["tau"]);
        other.SetStates(states);
        Assert.Equal([0.0, 1, 2], other["v"].ToArray());
        Assert.Equal([5.0, 4, 3], other["k"].ToArray());
        Assert.Equal([0.0, 1, 0], other["b"].ToArray());
        Agreement.Close(10e-3, other["tau"].Si, precision, 1);
        Assert.Equal([0.0, 2, 4], one.GetStates(["twice"], units: false)["twice"].AsSpan().ToArray());
        other.SetStates(new OrderedDictionary<string, QuantityArray> { ["v"] = new double[] { 7 }, ["k"] = new double[] { 1, 2, 3 } }, units: false);
        Assert.Equal([7.0, 7, 7], other["v"].ToArray());
        Assert.Equal([1.0, 2, 3], other["k"].ToArray());
        Assert.Contains("v", Assert.Throws<ModelException>(() => other.SetStates(one.GetStates(units: false))).Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_give_and_take_theirs_in_order_of_creation(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "v : 1", threshold: "v > 0"));
        var synapses = net.Add(new Synapses(cells, cells, "w : 1\ng : siemens (shared)", onPre: "v += w")).Connect([2, 0, 1], [0, 2, 1]);
        synapses["w"] = "10*i + j";
        net.Run(0.1 * ms);
        var states = synapses.GetStates();
        Assert.Equal([20.0, 2, 11], states["w"].AsSpan().ToArray());
        synapses["w"] = 0;
        synapses.SetStates(states);
        Assert.Equal([20.0, 2, 11], synapses["w"].ToArray());
    }
}
