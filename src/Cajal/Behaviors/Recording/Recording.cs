using Cajal.Runtime.Vectors;

namespace Cajal;

/// <summary>What a <see cref="Recorder"/> has kept of one value: a row for each recorded iteration. It shows what there is at the moment, also while the network runs on.</summary>
public sealed class Recording
{
    private const int NumbersPerChunk = 1 << 15;
    private readonly List<Numbers> _chunks = [];
    private readonly List<long> _iterations = [];
    private readonly int? _maxLength;
    private int _forgotten;

    internal Recording(string name, int? maxLength) => (Name, _maxLength) = (name, maxLength);

    /// <summary>The expression or name under which it was recorded.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _iterations.Count - _forgotten;

    /// <summary>Numbers of a row; 0 before the first row.</summary>
    public int Columns { get; private set; }

    /// <summary>The iteration of each row; shape [rows].</summary>
    public long[] Iterations => [.. _iterations.Skip(_forgotten)];

    private int RowsPerChunk => Math.Max(NumbersPerChunk / Math.Max(Columns, 1), 1);

    /// <summary>One number.</summary>
    /// <exception cref="ModelException">Out of range.</exception>
    public double this[int row, int column] => (uint)column < (uint)Columns
        ? RowAt(row)[column]
        : throw new ModelException($"'{Name}' was recorded in {Rows} rows of {Columns} numbers, so there is no [{row}, {column}].");

    /// <summary>The numbers of one iteration; shape [columns].</summary>
    /// <exception cref="ModelException">Out of range.</exception>
    public double[] Row(int row) => RowAt(row).ToArray();

    /// <summary>One number over time; shape [rows].</summary>
    /// <exception cref="ModelException">Out of range.</exception>
    public double[] Column(int column = 0) => [.. Enumerable.Range(0, Rows).Select(row => this[row, column])];

    /// <summary>Everything; shape [rows, columns].</summary>
    public double[,] ToArray()
    {
        var values = new double[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++) { values[row, column] = this[row, column]; }
        }

        return values;
    }

    /// <summary>Adds a row.</summary>
    internal void Add(long iteration, Numbers values)
    {
        if (_iterations.Count == 0) { Columns = values.Count; }
        if (values.Count != Columns) { throw new ModelException($"'{Name}' has been recorded in rows of {Columns} numbers, but has {values.Count} now."); }
        var (chunk, row) = Math.DivRem(_iterations.Count, RowsPerChunk);
        if (chunk == _chunks.Count) { _chunks.Add(Numbers.Uninitialized(values.Precision, RowsPerChunk * Columns)); }
        _chunks[chunk].Slice(row * Columns, Columns).CopyFrom(values);
        _iterations.Add(iteration);
        if (Rows > _maxLength) { _forgotten++; }
        if (_forgotten == RowsPerChunk)
        {
            _chunks.RemoveAt(0);
            _iterations.RemoveRange(0, RowsPerChunk);
            _forgotten = 0;
        }
    }

    /// <summary>Forgets all rows.</summary>
    internal void Clear()
    {
        _chunks.Clear();
        _iterations.Clear();
        (_forgotten, Columns) = (0, 0);
    }

    /// <summary>Forgets the rows of later iterations.</summary>
    internal void ForgetAfter(long iteration)
    {
        var kept = _iterations.FindLastIndex(i => i <= iteration) + 1;
        _iterations.RemoveRange(kept, _iterations.Count - kept);
        if (kept <= _forgotten) { Clear(); }
    }

    private Numbers RowAt(int row)
    {
        if ((uint)row >= (uint)Rows) { throw new ModelException($"'{Name}' has {Rows} recorded rows, so there is no row {row}."); }
        var (chunk, place) = Math.DivRem(row + _forgotten, RowsPerChunk);
        return _chunks[chunk].Slice(place * Columns, Columns);
    }
}
