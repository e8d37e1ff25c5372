namespace Cajal.Tests.Running;

public sealed class ProgressTests
{
    private static ProgressReport At(double done, double total, double elapsed) => new(TimeSpan.FromSeconds(elapsed), done, total);

    [Fact]
    public void A_line_tells_part_speed_and_time_left()
    {
        Assert.Equal("  0 %  0 s of 10 s", ConsoleProgress.Line(At(0, 10, 0)));
        // 2.5 s of model time in 5 s: half of real time; 7.5 s more take 15 s.
        Assert.Equal(" 25 %  2.5 s of 10 s  0.5 x real time, 15 s left", ConsoleProgress.Line(At(2.5, 10, 5)));
        Assert.Equal(" 99 %  9.99 s of 10 s  2 x real time, 5 ms left", ConsoleProgress.Line(At(9.99, 10, 4.995)));
        Assert.Equal("100 %  10 s of 10 s  2 x real time, took 5 s", ConsoleProgress.Line(At(10, 10, 5)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 12)]
    [InlineData(0.999, 23)]
    [InlineData(1, 24)]
    public void A_bar_is_full_only_at_the_end(double fraction, int full) =>
        Assert.Equal($"[{new string('=', full)}{new string(' ', 24 - full)}]", ConsoleProgress.Bar(fraction));

    [Fact]
    public void On_a_terminal_one_line_is_drawn_anew_and_ends_with_the_run()
    {
        using StringWriter output = new() { NewLine = "\n" };
        ConsoleProgress progress = new(output, isTerminal: true);
        progress.Show(At(0, 10, 0));
        progress.Show(At(2.5, 10, 5));
        progress.Show(At(10, 10, 5));

        var lines = output.ToString().Split('\r');
        Assert.Equal(4, lines.Length);
        Assert.True(lines[3].TrimEnd('\n').Length >= lines[2].Length, "a shorter line must wipe the longer one before it");
        Assert.Equal(1, output.ToString().Count(c => c == '\n'));
        Assert.EndsWith("\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_file_each_report_is_a_line_without_control_characters()
    {
        using StringWriter output = new() { NewLine = "\n" };
        ConsoleProgress progress = new(output, isTerminal: false);
        progress.Show(At(0, 10, 0));
        progress.Show(At(10, 10, 5));

        Assert.Equal("  0 %  0 s of 10 s\n100 %  10 s of 10 s  2 x real time, took 5 s\n", output.ToString());
    }

    [Fact]
    public void Between_start_and_end_reports_are_rare_but_those_two_always_come()
    {
        List<double> seen = [];
        var progress = Progress.To(r => seen.Add(r.Done), TimeSpan.FromHours(1));
        for (var run = 0; run < 2; run++)
        {
            for (var done = 0; done <= 1000; done++) { progress.Report(At(done, 1000, done)); }
        }

        Assert.Equal([0, 1000, 0, 1000], seen);
    }

    [Fact]
    public void A_run_of_no_time_is_done_at_once() => Assert.Equal("100 %  0 s of 0 s  0 x real time, took 0 s", ConsoleProgress.Line(At(0, 0, 0)));
}
