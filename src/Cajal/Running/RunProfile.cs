using System.Globalization;
using System.Text;

namespace Cajal;

/// <summary>Time that one operation of the steps took.</summary>
/// <param name="Name">The object and its operation, as in <c>cells.update</c>.</param>
/// <param name="Seconds">Wall time of the thread that took longest, without waiting for the others [s].</param>
public readonly record struct ProfileEntry(string Name, double Seconds);

/// <summary>Where the time of a run went: see <see cref="Network.Profile"/>.</summary>
public sealed class RunProfile
{
    internal RunProfile(IEnumerable<ProfileEntry> entries) => Entries = [.. entries.OrderByDescending(e => e.Seconds)];

    /// <summary>Each operation of the steps, the slowest first.</summary>
    public IReadOnlyList<ProfileEntry> Entries { get; }

    /// <summary>Time of all operations [s].</summary>
    public double TotalSeconds => Entries.Sum(e => e.Seconds);

    /// <summary>A table: operation, seconds, share.</summary>
    public override string ToString()
    {
        var width = Entries.Select(e => e.Name.Length).Prepend("operation".Length).Max();
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"operation".PadRight(width)}  {"time",10}  {"share",7}");
        foreach (var (name, seconds) in Entries)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name.PadRight(width)}  {TimeText.Of(seconds),10}  {(TotalSeconds > 0 ? 100 * seconds / TotalSeconds : 0),5:0.0} %");
        }

        return text.ToString();
    }
}
