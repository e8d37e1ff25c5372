namespace Cajal.Cli;

/// <summary>What the command says to a program that calls it.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>It ran, and found something: runs differ, a check failed, the machine lacks something.</summary>
    public const int Finding = 1;

    /// <summary>It could not run: a file that is not there, a wrong option, a mistake in a model.</summary>
    public const int Mistake = 2;
}
