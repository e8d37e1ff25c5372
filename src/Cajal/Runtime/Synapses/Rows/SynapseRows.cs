namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The synapses of a projection by the element whose spikes reach them; those of one come in order of creation. Any thread may ask at any time.</summary>
internal abstract class SynapseRows
{
    /// <summary>Number of elements that can emit.</summary>
    public abstract int Emitters { get; }

    /// <summary>Number of synapses of an emitter.</summary>
    public abstract int CountOf(int emitter);

    /// <summary>The synapses of an emitter.</summary>
    /// <param name="targets">Receives the target of each.</param>
    /// <param name="numbers">Receives the number of creation of each.</param>
    public abstract void Fill(int emitter, Span<int> targets, Span<int> numbers);

    /// <summary>The emitter and the target of a synapse, by its number of creation.</summary>
    public abstract (int Emitter, int Target) EndsOf(int synapse);
}

/// <summary>Rows of synapses whose ends are held in lists.</summary>
internal sealed class ListedRows : SynapseRows
{
    private readonly NativeList<int> _emitters, _targets;
    private readonly int[] _rowEnds;
    private readonly int[] _numbers;

    /// <param name="emitters">Emitter of each synapse, in order of creation.</param>
    /// <param name="targets">Target of each.</param>
    /// <param name="count">Number of elements that can emit.</param>
    public ListedRows(NativeList<int> emitters, NativeList<int> targets, int count)
    {
        (_emitters, _targets, Emitters) = (emitters, targets, count);

        // A counting sort; after it, the entry of a row is the end of that row, which is the start of the next.
        _rowEnds = new int[count + 1];
        foreach (var emitter in emitters.AsSpan()) { _rowEnds[emitter + 1]++; }
        for (var r = 0; r < count; r++) { _rowEnds[r + 1] += _rowEnds[r]; }
        _numbers = new int[emitters.Count];
        for (var k = 0; k < _numbers.Length; k++) { _numbers[_rowEnds[emitters[k]]++] = k; }
    }

    public override int Emitters { get; }

    public override int CountOf(int emitter) => _rowEnds[emitter] - StartOf(emitter);

    public override void Fill(int emitter, Span<int> targets, Span<int> numbers)
    {
        var row = _numbers.AsSpan(StartOf(emitter).._rowEnds[emitter]);
        row.CopyTo(numbers);
        for (var k = 0; k < row.Length; k++) { targets[k] = _targets[row[k]]; }
    }

    public override (int Emitter, int Target) EndsOf(int synapse) => (_emitters[synapse], _targets[synapse]);

    private int StartOf(int emitter) => emitter == 0 ? 0 : _rowEnds[emitter - 1];
}
