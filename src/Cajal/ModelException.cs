namespace Cajal;

/// <summary>A model or a call that cannot be right; the message says what is wrong, what was expected, and what would mend it.</summary>
public class ModelException : Exception
{
    /// <summary>An error with its message.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its message and cause.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
