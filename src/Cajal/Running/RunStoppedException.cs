namespace Cajal;

/// <summary>A run was stopped from outside before its end, and its state is kept.</summary>
public sealed class RunStoppedException : ModelException
{
    /// <summary>Exit code of a program that stops so.</summary>
    internal const int ExitCode = 130;

    /// <param name="message">When it was stopped, and how it goes on.</param>
    public RunStoppedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public RunStoppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
