namespace Cajal;

/// <summary>How a projection keeps what its synapses add to neurons, where that does not change during a run.</summary>
public enum WeightStorage
{
    /// <summary>As wide as the network's real numbers, the default: 6 bytes a synapse in single precision, 10 in double precision.</summary>
    Exact,

    /// <summary>
    /// In 16 bits, 4 bytes a synapse: what a synapse adds is rounded, once, to the nearest number of 8 binary digits, so by 0.4 % at most. Values of the
    /// synapses' variables stay as they are. Spikes are those of the rounded weights, whatever the number of threads.
    /// </summary>
    Compact,
}
