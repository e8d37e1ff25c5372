namespace Cajal;

/// <summary>How the spikes of a pathway are stored and delivered. Results never depend on it.</summary>
internal enum Delivery
{
    /// <summary>Each synapse has a slot with its values, and runs the code.</summary>
    Slots,

    /// <summary>Each synapse has a slot; events of a target are noted, and their code runs when the source's next event reaches the synapse.</summary>
    Deferred,

    /// <summary>Nothing is stored, since every target gets every spike; spikes are counted.</summary>
    All,

    /// <summary>Rows of bits, one a target; arrivals are counted.</summary>
    Bits,

    /// <summary>Rows of targets; arrivals are counted.</summary>
    Targets,

    /// <summary>Rows of targets and weights, which are added to a variable of the targets.</summary>
    Weights,
}
