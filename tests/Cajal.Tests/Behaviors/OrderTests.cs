using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors;

/// <summary>When behaviours are called; the expected traces are those of PyMoNNtorch 0.1.4 (semantics.json of its reference run).</summary>
public sealed class OrderTests
{
    private readonly List<string> _trace = [];
    private readonly Network _net = new();

    [Fact]
    public void Behaviours_are_initialised_and_called_in_the_order_of_keys_over_all_objects()
    {
        _net.Behaviors[2] = new Traced<Network>("net@2", _trace);
        var a = _net.Add(new NeuronGroup(2)
        {
            Behaviors =
            {
                [3] = new Traced<NeuronGroup>("a@3", _trace),
                [1] = new Traced<NeuronGroup>("a@1", _trace),
                [2] = new Traced<NeuronGroup>("a@2", _trace) { Last = true },
            },
        });
        var b = _net.Add(new NeuronGroup(2)
        {
            Behaviors =
            {
                [1] = new Traced<NeuronGroup>("b@1", _trace),
                [2] = new Traced<NeuronGroup>("b@2", _trace),
                [0] = new Traced<NeuronGroup>("b@0", _trace) { AtOnce = true },
            },
        });
        _net.Add(new SynapseGroup(a, b)
        {
            Behaviors = { [1] = new Traced<SynapseGroup>("s@1", _trace), [4] = new Traced<SynapseGroup>("s@4", _trace) { Enabled = false } },
        });
        Assert.Equal(["init b@0"], Taken());

        _net.Initialize();
        Assert.Equal(["init a@1", "init b@1", "init s@1", "init net@2", "init b@2", "init a@3", "init s@4", "init a@2"], Taken());

        _net.SimulateIterations(2);
        string[] iteration = ["b@0", "a@1", "b@1", "s@1", "net@2", "a@2", "b@2", "a@3"];
        Assert.Equal(iteration.Select(n => $"{n} 1").Concat(iteration.Select(n => $"{n} 2")), Taken());

        b.Behaviors[1.5] = new Traced<NeuronGroup>("b@1.5", _trace);
        _net.SimulateIterations(1);
        Assert.Equal(["init b@1.5", "b@0 3", "a@1 3", "b@1 3", "s@1 3", "b@1.5 3", "net@2 3", "a@2 3", "b@2 3", "a@3 3"], Taken());
    }

    [Fact]
    public void A_behaviour_that_is_disabled_or_removed_is_not_called_and_can_come_back()
    {
        Traced<NeuronGroup> behavior = new("x", _trace);
        var group = _net.Add(new NeuronGroup(1) { Behaviors = { [1] = behavior } });

        _net.SimulateIterations(1);
        behavior.Enabled = false;
        _net.SimulateIterations(1);
        behavior.Enabled = true;
        _net.SimulateIterations(1);
        group.Behaviors.Remove(behavior);
        _net.SimulateIterations(1);
        group.Behaviors[7] = behavior;
        _net.SimulateIterations(1);

        Assert.Equal(["init x", "x 1", "x 3", "init x", "x 5"], Taken());
    }

    [Fact]
    public void Behaviours_of_a_phase_run_in_it_only_and_may_begin_anew_with_it()
    {
        _net.Add(new NeuronGroup(1)
        {
            Behaviors = { [1] = new Traced<NeuronGroup>("train", _trace) { Phases = "train, warm up" }, [2] = new Traced<NeuronGroup>("always", _trace) { Tag = "state" } },
        });

        _net.BeginPhase("train");
        _net.SimulateIterations(1);
        _net.BeginPhase("test", restarts: b => b.Tag == "state");
        _net.SimulateIterations(1);
        _net.BeginPhase("warm up");
        _net.SimulateIterations(1);

        Assert.Equal(["init train", "init always", "train 1", "always 1", "init always", "always 2", "train 3", "always 3"], Taken());
    }

    [Fact]
    public void The_stages_stand_in_the_order_of_an_iteration() =>
        Assert.Equal([1, 2, 3, 4, 5, 6, 9], new[] { Stage.Input, Stage.Synapse, Stage.Neuron, Stage.Competition, Stage.Plasticity, Stage.Homeostasis, Stage.Record });

    [Fact]
    public void An_iteration_is_a_step_of_the_clock_and_runs_go_on_where_the_last_one_ended()
    {
        List<double> times = [];
        _net.Dt = new(1e-3, Cajal.Units.Dimension.Time);
        _net.Behaviors[1] = new Called<Network>(net => times.Add(net.Time.Si));

        _net.SimulateIterations(2);
        _net.SimulateIterations(1);

        Assert.Equal([0, 1e-3, 2e-3], times);
        Assert.Equal(3, _net.Iteration);
    }

    [Fact]
    public void A_run_says_how_far_it_is_and_stops_when_it_is_cancelled()
    {
        using CancellationTokenSource source = new();
        List<double> fractions = [];
        _net.Behaviors[1] = new Called<Network>(net => { if (net.Iteration == 5) { net.Stop(); } });
        _net.SimulateIterations(10, new Reporter(fractions.Add));
        Assert.Equal(5, _net.Iteration);
        Assert.Equal(0, fractions[0]);
        Assert.Equal(0.5, fractions[^1], 1e-12);

        source.Cancel();
        _net.SimulateIterations(1_000_000, cancellation: source.Token);
        Assert.True(_net.Iteration < 1_000_005, "the run did not stop");
    }

    [Fact]
    public void Wrong_keys_owners_and_numbers_are_refused()
    {
        NeuronGroup group = new(1) { Name = "exc", Behaviors = { [1] = new Lif() } };
        Mistake.Says("'exc' has a behaviour of key 1 already: Lif. Remove that first, or take another key, such as 1.5.", () => group.Behaviors[1] = new Lif());
        Mistake.Says("The key of a behaviour is a finite number, not NaN.", () => group.Behaviors[double.NaN] = new Lif());
        Mistake.Says("'exc' has no behaviour of key 2. Its behaviours are 1: Lif.", () => _ = group.Behaviors[2]);
        Mistake.Says("'Lif' is a behaviour of a NeuronGroup, but 'network' is a Network.", () => _net.Behaviors[1] = new Lif());
        Mistake.Says("This Lif is a behaviour of 'exc' already. Make a new one for 'inh'.", () => new NeuronGroup(1) { Name = "inh" }.Behaviors[1] = group.Behaviors.Get<Lif>());
        Mistake.Says("'exc' has no behaviour PopulationSynapses. Its behaviours are 1: Lif.", () => group.Behaviors.Get<PopulationSynapses>());
        Mistake.Says("'exc' does not have this Lif. Its behaviours are 1: Lif.", () => group.Behaviors.Remove(new Lif()));
        Mistake.Says("A run takes 0 iterations or more, not -1.", () => _net.SimulateIterations(-1));
        Mistake.Says("There is no device 'cuda': behaviours compute on 'cpu'.", () => _net.Device = "cuda");
    }

    private string[] Taken()
    {
        string[] taken = [.. _trace];
        _trace.Clear();
        return taken;
    }

    private sealed class Reporter(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
