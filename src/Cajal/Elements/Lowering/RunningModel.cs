using Cajal.Units;

namespace Cajal.Elements;

/// <summary>The network of the engine that does what the elements and messages of a tree say.</summary>
internal sealed class RunningModel : IDisposable
{
    private readonly ElementTree _tree;
    private readonly double _stepSeconds;
    private readonly Dictionary<double, Clock> _clocks = [];
    private readonly Dictionary<ElementArray, RunningNeurons> _neurons = [];
    private readonly Dictionary<ElementArray, RunningSpikes> _spikes = [];
    private bool _hasBegun;

    /// <exception cref="ModelException">The elements and messages do not make a model that can be simulated.</exception>
    public RunningModel(ElementTree tree)
    {
        _tree = tree;
        var arrays = tree.Root.SelfAndDescendants().ToList();
        _stepSeconds = arrays.Where(a => a.Tick >= 0).Select(StepOf).DefaultIfEmpty(tree.Ticks[0]).Min();
        Network = new() { Dt = _stepSeconds * SI.s, Seed = tree.Seed, Threads = tree.Threads };
        foreach (var array in arrays.Where(a => a.Class.BaseNames.Contains("IntFireBase")))
        {
            RunningNeurons neurons = new(array, Network, ClockOf(array));
            (_neurons[array], _spikes[array]) = (neurons, new(neurons.Group, Lead: 0));
        }

        foreach (var array in arrays.Where(a => tree.Messages.Any(m => m.Source == a && m.SourceField == ElementNames.SpikeOut)))
        {
            if (SpikeLowering.Of(array, Network, ClockOf(array), StepOf(array)) is { } source) { _spikes[array] = new(source, Lead: 1); }
        }

        foreach (var handler in arrays.Where(a => a.Synapses.Count > 0)) { AddSynapses(handler); }
        Recordings.Add(tree, this);
    }

    public Network Network { get; }

    /// <summary>Steps that are done.</summary>
    public long Steps => _hasBegun ? Network.Clock.StepCount - 1 : 0;

    /// <summary>The present time [s].</summary>
    public double Time => Steps * _stepSeconds;

    public RunningSpikes SpikesOf(ElementArray array) => _spikes[array];

    public RunningNeurons? NeuronsOf(ElementArray array) => _neurons.GetValueOrDefault(array);

    /// <summary>The clock of an array; null for that of the network.</summary>
    public Clock? ClockOf(ElementArray array)
    {
        var dt = StepOf(array);
        if (dt == _stepSeconds) { return null; }
        if (!_clocks.TryGetValue(dt, out var clock)) { _clocks[dt] = clock = new Clock(dt * SI.s); }
        return clock;
    }

    /// <summary>Simulates.</summary>
    /// <param name="seconds">How long, rounded to whole steps [s].</param>
    public void Run(double seconds, Progress? progress, CancellationToken cancellation)
    {
        // The engine's step 0 is the moment of Reinit: tables sample it, and sources emit the spikes of step 1.
        var steps = Math.Round(seconds / _stepSeconds) + (_hasBegun ? 0 : 1);
        _hasBegun = true;
        Network.Run(steps * _stepSeconds * SI.s, progress, profile: false, cancellation);
    }

    public void Dispose() => Network.Dispose();

    private double StepOf(ElementArray array) => _tree.Ticks[array.Tick] is > 0 and var dt ? dt
        : throw new ModelException($"'{array.Path}' works in tick {array.Tick}, which has no time step. Give it one, as in SetClock({array.Tick}, 50e-6).");

    /// <summary>Adds a projection for each array of sources and each array of neurons that a handler joins.</summary>
    private void AddSynapses(ElementArray handler)
    {
        RunningWeights weights = new(_tree);
        handler.RunningWeights = weights;
        var sent = _tree.Messages.Where(m => m.Destination == handler && m.FirstSynapse >= 0).ToLookup(m => m.Source);
        foreach (var received in _tree.Messages.Where(m => m.Source == handler && m.DestinationField == ElementNames.Activation).GroupBy(m => m.Destination))
        {
            var targets = TargetsOf(handler, received);
            foreach (var fromOne in sent)
            {
                RequireSameStep(fromOne.Key, handler, received.Key);
                var ends = EndsOf(fromOne, targets);
                if (ends.Pre.Length == 0) { continue; }
                foreach (var part in _tree.TimeComparison == TimeComparison.FloatingPoint ? ends.ByDelay(handler.Synapses.Delays) : [ends])
                {
                    new RunningSynapses(_spikes[fromOne.Key], _neurons[received.Key], handler, part).Enlist(weights);
                }
            }
        }
    }

    /// <summary>The neurons that each element of a handler drives.</summary>
    private static int[][] TargetsOf(ElementArray handler, IEnumerable<Message> messages)
    {
        var targets = new int[handler.Count][];
        Array.Fill(targets, []);
        foreach (var message in messages)
        {
            for (var k = 0; k < message.Count; k++) { targets[message.Pre[k]] = [.. targets[message.Pre[k]], message.Post[k]]; }
        }

        return targets;
    }

    private static SynapseEnds EndsOf(IEnumerable<Message> messages, int[][] targets)
    {
        List<int> pre = [], post = [], numbers = [];
        foreach (var message in messages)
        {
            for (var k = 0; k < message.Count; k++)
            {
                foreach (var target in targets[message.Post[k]])
                {
                    pre.Add(message.Pre[k]);
                    post.Add(target);
                    numbers.Add(message.SynapseOf(k));
                }
            }
        }

        return new([.. pre], [.. post], [.. numbers]);
    }

    private void RequireSameStep(ElementArray source, ElementArray handler, ElementArray target)
    {
        if (StepOf(source) == StepOf(handler) && StepOf(handler) == StepOf(target)) { return; }
        throw new ModelException(FormattableString.Invariant(
            $"'{source.Path}' works every {StepOf(source)} s, its synapses '{handler.Path}' every {StepOf(handler)} s and the neurons '{target.Path}' every {StepOf(target)} s. What spikes pass through takes one time step: use SetClock or UseClock."));
    }
}
