using System.Globalization;

namespace Cajal;

/// <summary>Shows reports on a console.</summary>
internal sealed class ConsoleProgress(TextWriter output, bool isTerminal)
{
    private const int BarWidth = 24;
    private int _lastLength;

    public static bool IsTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public void Show(ProgressReport report)
    {
        if (!isTerminal)
        {
            output.WriteLine(Line(report));
            return;
        }

        var line = $"{Bar(report.Fraction)} {Line(report)}";
        // Blanks wipe what is left of a longer line before.
        output.Write("\r" + line.PadRight(_lastLength));
        _lastLength = line.Length;
        if (report.Fraction < 1) { return; }
        output.WriteLine();
        _lastLength = 0;
    }

    /// <summary>A report in words.</summary>
    public static string Line(ProgressReport report)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(report.Fraction * 100),3:0} %  {TimeText.Of(report.Done)} of {TimeText.Of(report.Total)}");
        return report switch
        {
            { Done: 0 } when report.Total > 0 => part,
            { Fraction: >= 1 } => $"{part}  {Speed(report)}, took {TimeText.Of(report.Elapsed.TotalSeconds)}",
            _ => $"{part}  {Speed(report)}, {TimeText.Of(report.SecondsLeft)} left",
        };
    }

    /// <summary>A bar of fixed width, filled from the left.</summary>
    public static string Bar(double fraction) => (int)(fraction * BarWidth) is var full ? $"[{new string('=', full)}{new string(' ', BarWidth - full)}]" : "";

    private static string Speed(ProgressReport report) => string.Create(CultureInfo.InvariantCulture, $"{report.Speed:0.##} x real time");
}
