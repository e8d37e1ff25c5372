namespace Cajal;

/// <summary>How an example checks its own result: a line for each claim, and an exit code that says whether all held.</summary>
/// <remarks>Lines go to standard error, so that <c>--json -</c> leaves standard output to the report.</remarks>
public static class Check
{
    private static readonly Checklist _list = new(Console.Error);

    /// <summary>Prints whether a claim holds, and remembers when it does not.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="claim">What was expected, such as "the rate is between 30 and 40 Hz".</param>
    public static void That(bool holds, string claim) => _list.That(holds, claim);

    /// <summary>Exit code of the program: 0 when every claim held, 1 otherwise. Use as <c>return Check.Exit();</c>.</summary>
    public static int Exit() => _list.ExitCode;
}

/// <summary>Claims and how many of them failed.</summary>
internal sealed class Checklist(TextWriter output)
{
    private int _failed;

    public int ExitCode => _failed == 0 ? 0 : 1;

    public void That(bool holds, string claim)
    {
        if (!holds) { _failed++; }
        output.WriteLine($"{(holds ? "ok    " : "FAILED")}  {claim}");
    }
}
