namespace Cajal.Elements;

/// <summary>Which elements of a source a message joins with which of its destination.</summary>
public enum MessageType
{
    /// <summary>One with one.</summary>
    Single,

    /// <summary>Each with that of the same number.</summary>
    OneToOne,

    /// <summary>One with all.</summary>
    OneToAll,

    /// <summary>All with one.</summary>
    AllToOne,

    /// <summary>Each with that of a number which is higher by <see cref="Message.Stride"/>; those without such a one with none.</summary>
    Diagonal,

    /// <summary>Pairs given by <see cref="Message.SetEntries"/> or drawn by <see cref="Message.SetRandomConnectivity"/>.</summary>
    Sparse,
}
