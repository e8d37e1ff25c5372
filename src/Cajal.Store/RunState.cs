namespace Cajal.Store;

/// <summary>What has become of a run.</summary>
public enum RunState
{
    /// <summary>It goes on, or was killed.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Complete,

    /// <summary>It was stopped before its end, and can go on.</summary>
    Stopped,

    /// <summary>It ended by an error.</summary>
    Failed,
}
