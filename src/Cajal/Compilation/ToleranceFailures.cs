using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal.Compilation;

/// <summary>Which elements did not reach the tolerance of their method, by variable and time; filled by a kernel, looked at between slices of a run.</summary>
/// <param name="owner">Name of the object, the first part of the arrays' names.</param>
/// <param name="places">Number of places in memory, gaps included.</param>
internal sealed class ToleranceFailures(string owner, Precision precision, int places)
{
    private readonly StateArray _variables = new(new($"{owner}.failed_variable", IrType.Integer), precision, places);
    private readonly StateArray _times = new(new($"{owner}.failed_time", IrType.Real), precision, places);

    /// <summary>Writes the first failure of each element.</summary>
    /// <param name="variable">Number of the variable, from 1; 0 for none.</param>
    public void Note(KernelWriter writer, Node variable)
    {
        var (places, times) = (new VariablePlace(new(_variables.Symbol), _variables), new VariablePlace(new(_times.Symbol), _times));
        var ir = writer.Ir;
        var isFirst = ir.Equal(writer.Read(places), ir.Integer(0));
        writer.Write(times, ir.Select(isFirst, ir.Time, writer.Read(times)));
        writer.Write(places, ir.Select(isFirst, variable, writer.Read(places)));
    }

    /// <summary>The number of the variable (from 1) that failed at a place, and when [s]; null when none did.</summary>
    public (int Variable, double Seconds)? At(int place) =>
        _variables[place] is var variable and not 0 ? ((int)variable, _times[place]) : null;
}
