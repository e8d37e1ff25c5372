using Cajal.Units;

namespace Cajal.Elements;

/// <summary>The network of the engine that does what the elements and messages of a tree say.</summary>
internal sealed class RunningModel : IDisposable
{
    /// <summary>Part of a step by which a time may lie after the end of a step and still count to it.</summary>
    private const double BorderTolerance = 1e-4;

    private readonly ElementTree _tree;
    private readonly double _stepSeconds;
    private readonly Dictionary<double, Clock> _clocks = [];
    private readonly Dictionary<ElementArray, RunningPulses> _pulses = [];
    private readonly Dictionary<ElementArray, RunningNeurons> _neurons = [];
    private readonly Dictionary<ElementArray, RunningSpikes> _spikes = [];
    private bool _hasBegun;

    /// <exception cref="ModelException">The elements and messages do not make a model that can be simulated.</exception>
    public RunningModel(ElementTree tree)
    {
        _tree = tree;
        var arrays = tree.Root.SelfAndDescendants().ToList();
        _stepSeconds = arrays.Where(a => a.Tick >= 0).Select(StepOf).DefaultIfEmpty(tree.Ticks[0]).Min();
        Network = new() { Dt = _stepSeconds * SI.s, Seed = tree.Seed, Threads = tree.Threads, Precision = tree.Precision, Backend = tree.Backend };
        foreach (var array in arrays.Where(a => a.Class.Name == "PulseGen")) { _pulses[array] = new(array, Network, ClockOf(array)); }
        foreach (var array in arrays.Where(a => a.Class.BaseNames.Contains("IntFireBase")))
        {
            RunningNeurons neurons = new(array, Network, ClockOf(array), InputCurrents.To(array, tree.Messages, a => _pulses[a]));
            (_neurons[array], _spikes[array]) = (neurons, new(neurons.Group, Lead: 0));
        }

        SynapseLowering synapses = new(tree, this);
        foreach (var handler in arrays.Where(a => a.Synapses.Count > 0)) { synapses.Add(handler); }
        Recordings.Add(tree, this);
    }

    public Network Network { get; }

    /// <summary>The present time [s].</summary>
    public double Time => _hasBegun ? (Network.Clock.StepCount - 1) * _stepSeconds : 0;

    public RunningNeurons? NeuronsOf(ElementArray array) => _neurons.GetValueOrDefault(array);

    /// <summary>The group whose variables are the fields of an array; null where there is none.</summary>
    public NeuronGroup? GroupOf(ElementArray array) => _neurons.GetValueOrDefault(array)?.Group ?? _pulses.GetValueOrDefault(array)?.Group;

    /// <summary>The elements of an array as sources of spikes.</summary>
    public RunningSpikes SpikesOf(ElementArray array)
    {
        if (_spikes.TryGetValue(array, out var spikes)) { return spikes; }
        var source = array.Class.Name == "RandSpike" ? new RunningRandomSpikes(array).Source : Timed(array);
        source.Name = array.Path;
        if (ClockOf(array) is { } clock) { source.Clock = clock; }
        return _spikes[array] = new(Network.Add(source), Lead: 1);
    }

    /// <summary>Time step of an array [s].</summary>
    /// <exception cref="ModelException">Its tick has none.</exception>
    public double StepOf(ElementArray array) => _tree.Ticks[array.Tick] is > 0 and var dt ? dt
        : throw new ModelException($"'{array.Path}' works in tick {array.Tick}, which has no time step. Give it one, as in SetClock({array.Tick}, 50e-6).");

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

    /// <summary>Sources of spikes at given times, each emitted a step ahead of the first step that ends at or after its time.</summary>
    private SpikeGeneratorGroup Timed(ElementArray array)
    {
        var dt = StepOf(array);
        List<int> indices = [];
        List<double> times = [];
        foreach (var (element, spikes) in array.SpikeTimes.OrderBy(s => s.Key))
        {
            var before = -1.0;
            foreach (var time in spikes)
            {
                var step = Math.Max(Math.Ceiling((time / dt) - BorderTolerance) - 1, 0);
                if (step == before) { throw new ModelException(FormattableString.Invariant($"'{array.Path}[{element}]' spikes twice in the step that ends at {(step + 1) * dt} s. Use a smaller time step, or two elements.")); }
                before = step;
                indices.Add(element);
                times.Add(step * dt);
            }
        }

        return new(array.Count, indices.ToArray(), new QuantityArray([.. times], Dimension.Time));
    }
}
