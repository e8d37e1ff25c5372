namespace Cajal.Runtime.Random;

/// <summary>
/// Selects each of a row's columns with one probability, in ascending order, by jumping from one selected column to the next:
/// the gaps are geometric, so the cost is that of the selected ones.
/// </summary>
/// <remarks>A row depends only on the stream and its own number, never on other rows.</remarks>
internal struct BernoulliRow
{
    private readonly RandomStream _stream;
    private readonly uint _row;
    private readonly double _probability;
    private readonly double _logOfMiss;
    private long _draws;
    private double _second;

    /// <summary>A row before its first column.</summary>
    /// <param name="probability">0 to 1.</param>
    public BernoulliRow(RandomStream stream, uint row, double probability)
    {
        (_stream, _row, _probability) = (stream, row, probability);
        _logOfMiss = probability is > 0 and < 1 ? PortableLogarithm.Log1p(-probability) : 0;
    }

    /// <summary>Moves to the next selected column below <paramref name="count"/>; a row starts from column -1.</summary>
    /// <returns>False when there is none; then the column is <paramref name="count"/>.</returns>
    public bool Next(ref long column, long count)
    {
        var misses = _probability switch
        {
            <= 0 => double.PositiveInfinity,
            >= 1 => 0,
            // P(misses >= k) = P(1 - u <= (1 - p)^k) = (1 - p)^k.
            _ => Math.Floor(PortableLogarithm.Log(1 - Uniform()) / _logOfMiss),
        };
        column = misses < count - column - 1 ? column + 1 + (long)misses : count;
        return column < count;
    }

    private double Uniform()
    {
        // Each block holds two numbers.
        var draw = _draws++;
        if (long.IsOddInteger(draw)) { return _second; }
        (var first, _second) = _stream.Uniforms(_row, draw / 2, 0);
        return first;
    }
}
