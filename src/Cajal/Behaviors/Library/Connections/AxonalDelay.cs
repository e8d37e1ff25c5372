namespace Cajal.Behaviors.Library.Connections;

/// <summary>Spikes on their way along the axons of the sources: variables of the source, so that they are saved with it, for every age up to the longest delay.</summary>
internal sealed class AxonalDelay
{
    private readonly VariableView[] _past;
    private readonly (int Delay, VariableView? Sources)[] _delays;

    /// <param name="synapses">The synapses to which the axons lead.</param>
    /// <param name="delays">Delay of each source, or of all [calls of <see cref="Arriving"/>].</param>
    public AxonalDelay(SynapseGroup synapses, int[] delays)
    {
        var source = synapses.Source;
        _past = [.. Enumerable.Range(0, delays.Max() == 1 ? 0 : delays.Max()).Select(Past)];
        _delays = delays.Distinct().ToArray() is [var only] ? [(only, null)]
            : [.. delays.Distinct().Order().Select(delay => (delay, (VariableView?)source.Vector([.. delays.Select(d => d == delay ? 1.0 : 0.0)])))];

        VariableView Past(int age)
        {
            var name = $"{synapses.Name}_spikes_{age}";
            source[name] = source.Vector("zeros");
            return source[name];
        }
    }

    /// <summary>The spikes that arrive now; called once in each iteration.</summary>
    /// <param name="spikes">Those that set out, which arrive at once where the delay is 1.</param>
    public VariableView Arriving(VariableView spikes)
    {
        if (_past.Length == 0) { return spikes; }
        for (var age = _past.Length - 1; age > 0; age--) { _past[age].Overwrite(_past[age - 1]); }
        _past[0].Overwrite(spikes);
        return _delays is [(var delay, null)] ? _past[delay - 1] : _delays.Select(d => d.Sources! * _past[d.Delay - 1]).Aggregate((a, b) => a + b);
    }
}
