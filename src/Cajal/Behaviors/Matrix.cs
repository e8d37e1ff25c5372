using Cajal.Runtime.Vectors;

namespace Cajal;

/// <summary>
/// One number for each pair of a source and a destination of a <see cref="SynapseGroup"/>. A sparse matrix holds only the synapses that are there;
/// it gives the same results as a dense one with zeros. Arithmetic is element by element.
/// </summary>
public sealed partial class Matrix
{
    private readonly bool _linesAreColumns;

    /// <param name="lines">The numbers: each line those of one source.</param>
    internal Matrix(Lines lines, MatrixLayout layout) => (Lines, _linesAreColumns) = (lines, layout == MatrixLayout.DxS);

    /// <summary>Number of rows: destinations where the layout is <see cref="MatrixLayout.DxS"/>, else sources.</summary>
    public int Rows => _linesAreColumns ? Lines.Length : Lines.Count;

    /// <summary>Number of columns: sources where the layout is <see cref="MatrixLayout.DxS"/>, else destinations.</summary>
    public int Columns => _linesAreColumns ? Lines.Count : Lines.Length;

    /// <summary>What rows and columns stand for.</summary>
    public MatrixLayout Layout => _linesAreColumns ? MatrixLayout.DxS : MatrixLayout.SxD;

    /// <summary>Whether only the synapses that are there are held.</summary>
    public bool IsSparse => Lines.IsSparse;

    /// <summary>Number of elements that are held.</summary>
    public int Held => Lines.Values.Count;

    /// <summary>The elements that are held, those of one source after those of the one before; what is assigned to them is assigned to the matrix.</summary>
    public VariableView Values => new(Lines.Values);

    internal Lines Lines { get; private set; }

    /// <summary>One element; 0 where a sparse matrix holds none.</summary>
    /// <exception cref="ModelException">Out of range; or one is set that a sparse matrix does not hold.</exception>
    public double this[int row, int column]
    {
        get => Find(row, column) is >= 0 and var found ? Lines.Values[found] : 0;
        set => Lines.Values[Find(row, column) is >= 0 and var found ? found
            : throw new ModelException($"The sparse matrix holds no element [{row}, {column}], so it cannot be set. Take ToDense() first.")] = value;
    }

    /// <summary>The product with a vector: for each row, the sum over columns of element times number. Where the layout is DxS and the numbers are spikes, what reaches each destination.</summary>
    /// <param name="x">One number for each column; only those other than 0 cost time.</param>
    /// <returns>One number for each row.</returns>
    /// <exception cref="ModelException">The vector has another size.</exception>
    public VariableView MatVec(VariableView x) => new(Product(x, Columns, "columns", overLines: _linesAreColumns));

    /// <summary>The product of a vector with the matrix: for each column, the sum over rows. Where the layout is SxD and the numbers are spikes, what reaches each destination.</summary>
    /// <param name="x">One number for each row; only those other than 0 cost time.</param>
    /// <returns>One number for each column.</returns>
    /// <exception cref="ModelException">The vector has another size.</exception>
    public VariableView VecMat(VariableView x) => new(Product(x, Rows, "rows", overLines: !_linesAreColumns));

    /// <summary>What numbers of the sources bring to the destinations, whatever the layout.</summary>
    /// <param name="x">One number for each source, such as its spike.</param>
    /// <returns>One number for each destination.</returns>
    /// <exception cref="ModelException">The vector has another size.</exception>
    public VariableView FromSources(VariableView x) => new(Product(x, Lines.Count, "sources", overLines: true));

    /// <summary>The sum over destinations for each source, or over sources for each destination.</summary>
    public VariableView SumTo(bool destinations)
    {
        var precision = Lines.Values.Precision;
        var ones = Numbers.Uninitialized(precision, destinations ? Lines.Count : Lines.Length);
        ones.CopyFrom(Numbers.Of(precision, [1]));
        return new(destinations ? Lines.SumOfLines(ones) : Lines.SumInLines(ones));
    }

    /// <summary>Adds to the element of each synapse that is held the product of a number of its destination and one of its source: a step of Hebbian learning.</summary>
    /// <param name="ofDestination">One number for each destination.</param>
    /// <param name="ofSource">One number for each source; only those other than 0 cost time.</param>
    /// <param name="lowest">Bound below for the elements that change.</param>
    /// <param name="highest">Bound above for the elements that change.</param>
    /// <exception cref="ModelException">A vector has another size.</exception>
    public void AddOuter(VariableView ofDestination, VariableView ofSource, double lowest = double.NegativeInfinity, double highest = double.PositiveInfinity) =>
        LineUpdates.AddOuter(Lines, Sized(ofSource, Lines.Count, "sources"), Sized(ofDestination, Lines.Length, "destinations"), lowest, highest);

    /// <summary>Multiplies the elements of each destination by a number.</summary>
    /// <param name="factors">One number for each destination.</param>
    /// <exception cref="ModelException">The vector has another size.</exception>
    public void ScaleDestinations(VariableView factors) => LineUpdates.ScalePlaces(Lines, Sized(factors, Lines.Length, "destinations"));

    /// <summary>Multiplies the elements of each source by a number.</summary>
    /// <param name="factors">One number for each source.</param>
    /// <exception cref="ModelException">The vector has another size.</exception>
    public void ScaleSources(VariableView factors) => LineUpdates.ScaleLines(Lines, Sized(factors, Lines.Count, "sources"));

    /// <summary>The sum of all elements.</summary>
    public double Sum() => Lines.Values.Sum();

    /// <summary>The mean of all elements, those that are not held counting as 0.</summary>
    public double Mean() => Sum() / ((double)Rows * Columns);

    /// <summary>Number of elements other than 0.</summary>
    public int CountNonZero() => Lines.Values.FindNonZero(new int[Held]);

    /// <summary>A copy that shares nothing.</summary>
    public Matrix Copy() => With(Lines.With(Lines.Values.Copy()));

    /// <summary>All elements, those that are not held as zeros.</summary>
    public Matrix ToDense() => With(Lines.ToDense());

    /// <summary>A copy of all elements; shape [rows, columns].</summary>
    public double[,] ToArray()
    {
        var values = new double[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++) { values[row, column] = this[row, column]; }
        }

        return values;
    }

    private Matrix With(Lines lines) => new(lines, Layout);

    private int Find(int row, int column)
    {
        if ((uint)row >= (uint)Rows || (uint)column >= (uint)Columns) { throw new ModelException($"The matrix has {Rows} rows and {Columns} columns, so no element [{row}, {column}]."); }
        return _linesAreColumns ? Lines.Find(column, row) : Lines.Find(row, column);
    }

    private Numbers Product(VariableView x, int size, string what, bool overLines)
    {
        var numbers = Sized(x, size, what);
        return overLines ? Lines.SumOfLines(numbers) : Lines.SumInLines(numbers);
    }

    private Numbers Sized(VariableView x, int size, string what)
    {
        ArgumentNullException.ThrowIfNull(x);
        var numbers = x.Operand(Lines.Values.Precision);
        return numbers.Count == size ? numbers : throw new ModelException($"The matrix has {size} {what}, but the vector has {numbers.Count} numbers: it needs as many.");
    }
}
