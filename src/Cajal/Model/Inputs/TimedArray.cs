using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// A function of time given by its values at a fixed interval: value k holds from k·dt to (k+1)·dt, the first before, the last after.
/// In a model it is called <c>f(t)</c>; with several columns <c>f(t, i)</c>.
/// </summary>
/// <remarks>A time within rounding of a border (up to a sixteenth of a step before it) belongs to the later interval. Methods with stages or inner steps
/// take the value at the time of each. A column that does not exist gives NaN.</remarks>
public sealed class TimedArray : EquationFunction, ILowered
{
    private readonly double[] _values;
    private readonly int[]? _rowOf;
    private readonly double _interval;

    /// <summary>One value an interval, the same for all neurons.</summary>
    /// <param name="values">Values; shape [intervals].</param>
    /// <param name="dt">The interval [s].</param>
    /// <exception cref="ModelException">No values, or the interval is not a positive time.</exception>
    public TimedArray(QuantityArray values, Quantity dt)
        : this(values, 1, dt, [Dimension.Time])
    {
    }

    /// <summary>One value an interval and column.</summary>
    /// <param name="values">Values, row after row; shape [intervals × columns].</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="dt">The interval [s].</param>
    /// <exception cref="ModelException">The values do not fill whole rows, or the interval is not a positive time.</exception>
    public TimedArray(QuantityArray values, int columns, Quantity dt)
        : this(values, columns, dt, [Dimension.Time, Dimension.None])
    {
    }

    private TimedArray(QuantityArray values, int columns, Quantity dt, ImmutableArray<Dimension> arguments)
    {
        ArgumentNullException.ThrowIfNull(values);
        _interval = dt.Require(Dimension.Time);
        if (!(_interval > 0)) { throw new ModelException($"The interval of a timed array must be a positive time, but is {dt}."); }
        if (values.Length == 0) { throw new ModelException("A timed array needs at least one value."); }
        if (columns < 1 || values.Length % columns != 0)
        {
            throw new ModelException($"A timed array of {columns} columns needs a positive multiple of {columns} values, but got {values.Length}.");
        }

        (_values, Columns, Rows) = (values.AsSpan().ToArray(), columns, values.Length / columns);
        (ArgumentDimensions, ResultDimension) = (arguments, values.Dimension);
    }

    /// <summary>Rows of values that hold in several intervals.</summary>
    /// <param name="values">Values in SI base units, row after row.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowOf">The row that holds in each interval.</param>
    /// <param name="interval">The interval [s].</param>
    /// <param name="dimension">Dimension of the values.</param>
    internal TimedArray(double[] values, int columns, int[] rowOf, double interval, Dimension dimension)
    {
        (_values, Columns, _rowOf, Rows, _interval) = (values, columns, rowOf, rowOf.Length, interval);
        (ArgumentDimensions, ResultDimension) = ([Dimension.Time, Dimension.None], dimension);
    }

    /// <summary>Number of columns; 1 for a function of time alone.</summary>
    public int Columns { get; }

    /// <summary>Number of intervals.</summary>
    public int Rows { get; }

    /// <inheritdoc/>
    public override ImmutableArray<Dimension> ArgumentDimensions { get; }

    /// <inheritdoc/>
    public override Dimension ResultDimension { get; }

    /// <summary>The value at a time.</summary>
    /// <param name="time">The time [s].</param>
    /// <param name="column">The column, for an array with several.</param>
    /// <exception cref="ModelException">The column does not exist, or the time is none.</exception>
    public Quantity At(Quantity time, int column = 0) => column < 0 || column >= Columns
        ? throw new ModelException($"column: expected 0 to {Columns - 1}, got {column}.")
        : new(_values[(RowAt(time.Require(Dimension.Time), _interval) * Columns) + column], ResultDimension);

    internal override string Describe() =>
        $"a TimedArray of {Rows} times {Columns} values each {new Quantity(_interval, Dimension.Time)}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData([.. MemoryMarshal.AsBytes(_values.AsSpan()), .. MemoryMarshal.AsBytes(_rowOf.AsSpan())]))}";

    void ILowered.DefineIn(NameTable names, string name, RunContext context)
    {
        var (precision, stepSeconds) = (context.Precision, context.StepSeconds);

        // One spare block behind the last row: vectors may read past it.
        StateArray table = new(new($"{name}()", IrType.Real), precision, _values.Length);
        for (var k = 0; k < _values.Length; k++) { table[k] = _values[k]; }

        names.AddFunction(name, (writer, arguments, call) =>
        {
            var row = call.Arguments[0] is Name { Id: "t" }
                ? writer.StepValue($"{name}.row", time => RowAt(time, stepSeconds))
                : RowNode(writer, arguments[0], stepSeconds);
            return Columns == 1 && arguments.Count == 1
                ? writer.Lookup(table, row)
                : ColumnNode(writer, table, row, arguments[1]);
        });
    }

    /// <summary>The row of a time: with the correction that keeps times on a border, multiples of the step, from falling back by rounding.</summary>
    private long RowAt(double time, double stepSeconds)
    {
        var interval = (long)Math.Clamp(Math.Floor((time / _interval) + BorderCorrection(stepSeconds)), 0, Rows - 1);
        return _rowOf is null ? interval : _rowOf[interval];
    }

    private double BorderCorrection(double stepSeconds) =>
        0.5 / Math.Max(Math.Pow(2, Math.Ceiling(Math.Log2(8 * _interval / stepSeconds))), 1);

    private Node RowNode(KernelWriter writer, Node time, double stepSeconds)
    {
        var ir = writer.Ir;
        var row = ir.Call("floor", [ir.Add(ir.Divide(time, ir.Real(_interval)), ir.Real(BorderCorrection(stepSeconds)))]);
        var interval = ir.Clip(row, ir.Integer(0), ir.Integer(Rows - 1));
        if (_rowOf is null) { return interval; }
        StateArray rows = new(new("row of the interval", IrType.Integer), ir.Precision, Rows);
        for (var k = 0; k < Rows; k++) { rows[k] = _rowOf[k]; }
        return writer.Lookup(rows, interval);
    }

    private Node ColumnNode(KernelWriter writer, StateArray table, Node row, Node column)
    {
        var ir = writer.Ir;
        var inside = ir.Clip(column, ir.Integer(0), ir.Integer(Columns - 1));
        var value = writer.Lookup(table, ir.Add(ir.Multiply(row, ir.Integer(Columns)), inside));
        return ir.Select(ir.Equal(inside, column), value, ir.Real(double.NaN));
    }
}
