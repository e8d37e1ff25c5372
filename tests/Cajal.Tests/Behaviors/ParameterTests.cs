using Cajal.Tests.Model;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Behaviors;

/// <summary>Settings of behaviours.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void A_parameter_is_a_number_a_quantity_or_drawn_for_each_neuron()
    {
        using Network net = new();
        var n = net.Add(new NeuronGroup(1000) { Behaviors = { [1] = new Given { Tau = "normal(10, 2)", Gain = 3 * mV } } });

        net.Initialize();

        var tau = n["tau"].ToArray();
        Assert.Equal(1000, tau.Distinct().Count());
        Assert.InRange(tau.Average(), 10 - (5 * 2 / Math.Sqrt(1000)), 10 + (5 * 2 / Math.Sqrt(1000)));
        Assert.Equal(3e-3, n["gain"][0].Si);
        Assert.Equal(3e-3, n.Behaviors.Get<Given>().Gain.Value);
        Mistake.Says("The parameter \"normal(10, 2)\" has a value for each element: use it in arithmetic, or by Values.", () => n.Behaviors.Get<Given>().Tau.Value);
    }

    [Fact]
    public void Parameters_can_be_given_by_name_and_asked_for_with_a_fallback()
    {
        using Network net = new();
        Asking asking = new() { ["weight"] = "30%", ["count"] = 3, ["scheme"] = "full", ["trace"] = "uniform(1, 2)", ["size"] = 2 };
        var n = net.Add(new NeuronGroup(5) { Behaviors = { [1] = asking } });

        net.Initialize();

        Assert.Equal((0.3, 3, ConnectionScheme.Full, 7.0, 2.0), (asking.Weight, asking.Count, asking.Scheme, asking.Missing, asking.Size));
        Assert.All(n["trace"].ToArray(), v => Assert.InRange(v, 1, 2));
    }

    [Fact]
    public void Parameters_given_by_name_can_become_variables()
    {
        using Network net = new();
        var n = net.Add(new NeuronGroup(2) { Behaviors = { [1] = new AllAsVariables { ["tau"] = 10, ["v_rest"] = "full(-65)" } } });

        net.Initialize();

        Assert.Equal((10, -65), (n["tau"][1].Si, n["v_rest"][0].Si));
    }

    [Fact]
    public void A_parameter_that_nobody_asks_for_is_an_error()
    {
        Asking asking = new() { ["wieght"] = 3 };
        using Network net = new();
        net.Add(new NeuronGroup(5) { Name = "exc", Behaviors = { [1] = asking } });

        Mistake.Says("'Asking' of 'exc' has no parameter 'wieght'. Did you mean 'weight'? Its parameters are 'weight', 'count', 'scheme', 'missing', 'trace', 'Size'.", net.Initialize);
    }

    [Fact]
    public void A_value_of_another_type_is_an_error()
    {
        using Network net = new();
        net.Add(new NeuronGroup(5) { Behaviors = { [1] = new Asking { ["count"] = "many" } } });

        Mistake.Says("The parameter 'count' of Asking is a Int32, but got \"many\".", net.Initialize);
        Mistake.Says("The parameter 'Scheme' of PopulationSynapses is a ConnectionScheme, but got \"Ful\". Did you mean 'Full'? Choices are Full, FixedCouplingProbability, FixedInDegree.",
            () => new PopulationSynapses { ["scheme"] = "Ful" });
        Assert.Throws<EquationException>(() => new Lif { Tau = "nomral(1, 2)" });
    }

    private sealed class Given : Behavior<NeuronGroup>
    {
        public Parameter Tau { get; set; } = 10;

        public Parameter Gain { get; set; } = 1;

        public override void Initialize(NeuronGroup owner) => (owner["tau"], owner["gain"]) = (owner.Vector("zeros") + Tau, owner.Vector("ones") * Gain);
    }

    private sealed class Asking : Behavior<NeuronGroup>
    {
        public double Weight { get; private set; }

        public int Count { get; private set; }

        public ConnectionScheme Scheme { get; private set; }

        public double Missing { get; private set; }

        public double Size { get; set; }

        public override void Initialize(NeuronGroup owner)
        {
            (Weight, Count, Scheme, Missing) = (Parameter<double>("weight", 1), Parameter<int>("count", 1), Parameter("scheme", ConnectionScheme.FixedInDegree), Parameter<double>("missing", 7));
            owner["trace"] = owner.Vector("zeros") + VectorParameter("trace", 0);
        }
    }

    private sealed class AllAsVariables : Behavior<NeuronGroup>
    {
        public override void Initialize(NeuronGroup owner) => SetParametersAsVariables(owner);
    }
}
