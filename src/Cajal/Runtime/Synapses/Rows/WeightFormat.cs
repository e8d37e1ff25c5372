namespace Cajal.Runtime.Synapses.Rows;

/// <summary>How the weights of rows are kept.</summary>
internal enum WeightFormat
{
    /// <summary>All synapses have one weight, and rows hold none.</summary>
    None,

    /// <summary>32 bits beside the target.</summary>
    Single,

    /// <summary>64 bits beside the target.</summary>
    Double,

    /// <summary>16 bits in one word with the target, see <see cref="CompactWeight"/>.</summary>
    Compact,
}
