using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Rows;

namespace Cajal;

/// <summary>Values of all synapses of a projection that are not held, but known how to find: numbers and expressions for consecutive synapses.</summary>
internal sealed class SynapseValues
{
    private readonly double _initial;
    private List<Piece> _pieces = [];

    /// <param name="initial">Value of all synapses, and of those that will join them.</param>
    public SynapseValues(double initial)
    {
        _initial = initial;
        _pieces.Add(new(0, initial, null));
    }

    /// <summary>The value, where all synapses have one number; else null.</summary>
    public double? Common => _pieces is [{ Recipe: null } only] ? only.Number : null;

    /// <summary>Gives consecutive synapses the values of an expression.</summary>
    /// <param name="total">Number of all synapses.</param>
    public void Set(int start, int count, int total, SynapseRecipe recipe) => Splice(start, count, total, new(start, 0, recipe));

    /// <summary>What finds the values of a batch, for one thread.</summary>
    public FillValues OfThread()
    {
        var fills = _pieces.Select(p => p.Recipe?.OfThread()).ToArray();
        RowBatch part = new();
        return (batch, values) =>
        {
            ReadOnlySpan<int> numbers = batch.Numbers;
            for (int first = 0, end; first < numbers.Length; first = end)
            {
                var piece = PieceOf(numbers[first]);
                end = first + CountIn(piece, numbers[first..]);
                if (fills[piece] is not { } fill)
                {
                    values[first..end].Fill(_pieces[piece].Number);
                }
                else if (end - first == batch.Count)
                {
                    fill(batch, values);
                }
                else
                {
                    part.Fill(batch, first, end);
                    fill(part, values[first..end]);
                }
            }
        };
    }

    /// <summary>The values of all synapses, in order of creation.</summary>
    /// <param name="take">Told the number of the first of some synapses, and their values.</param>
    public void ForAll(SynapseTable table, Action<int, ReadOnlySpan<double>> take)
    {
        var (fill, batch, values) = (OfThread(), new RowBatch(), new double[RowBatch.Size]);
        for (var first = 0; first < table.Count; first += RowBatch.Size)
        {
            batch.Fill(table, first, Math.Min(RowBatch.Size, table.Count - first));
            fill(batch, values.AsSpan(0, batch.Count));
            take(first, values.AsSpan(0, batch.Count));
        }
    }

    /// <summary>How many of the first of some synapses are in a piece.</summary>
    private int CountIn(int piece, ReadOnlySpan<int> numbers)
    {
        var (start, end) = (_pieces[piece].Start, piece + 1 == _pieces.Count ? int.MaxValue : _pieces[piece + 1].Start);
        var foreign = numbers.IndexOfAnyExceptInRange(start, end - 1);
        return foreign < 0 ? numbers.Length : foreign;
    }

    private int PieceOf(int synapse)
    {
        var (low, high) = (0, _pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_pieces[middle].Start <= synapse) { low = middle; } else { high = middle - 1; }
        }

        return low;
    }

    private void Splice(int start, int count, int total, Piece piece)
    {
        if (count == 0) { return; }
        var end = start + count;
        var behind = end < total ? _pieces[PieceOf(end)] with { Start = end } : new(end, _initial, null);
        _pieces = [.. _pieces.Where(p => p.Start < start), piece, behind, .. _pieces.Where(p => p.Start > end)];
    }

    /// <summary>The values from one synapse on.</summary>
    /// <param name="Start">Number of the synapse.</param>
    /// <param name="Number">The value, where there is no recipe.</param>
    /// <param name="Recipe">What gives each its value; null for a number.</param>
    private readonly record struct Piece(int Start, double Number, SynapseRecipe? Recipe);
}
