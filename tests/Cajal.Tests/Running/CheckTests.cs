namespace Cajal.Tests.Running;

public sealed class CheckTests
{
    [Fact]
    public void One_failed_claim_fails_the_program()
    {
        using StringWriter output = new() { NewLine = "\n" };
        Checklist list = new(output);

        list.That(true, "the rate is above 30 Hz");
        Assert.Equal(0, list.ExitCode);
        list.That(false, "the CV is near 1");
        list.That(true, "the digest is known");

        Assert.Equal(1, list.ExitCode);
        Assert.Equal("ok      the rate is above 30 Hz\nFAILED  the CV is near 1\nok      the digest is known\n", output.ToString());
    }
}
