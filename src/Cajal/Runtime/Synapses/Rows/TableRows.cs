using System.Numerics;
using Cajal.Runtime.Pairs;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The synapses of a table by their sources, made again from the rules that made them where they are not held.</summary>
internal sealed class TableRows : SynapseRows
{
    private readonly List<Part> _parts = [];
    private readonly int[] _counts;

    /// <param name="table">The synapses.</param>
    /// <param name="sources">Number of elements that can be a source.</param>
    public TableRows(SynapseTable table, int sources)
    {
        Emitters = sources;
        _counts = table.CountsOfSources(sources);
        var first = 0;
        foreach (var set in table.Sets)
        {
            _parts.Add(new(first, set as PairRows, set is PairList list ? new(list.Sources, list.Targets, sources) : null));
            first += (int)set.Count;
        }
    }

    public override int Emitters { get; }

    public override int CountOf(int emitter) => _counts[emitter];

    public override void Fill(int emitter, Span<int> targets, Span<int> numbers)
    {
        var at = 0;
        foreach (var part in _parts) { at += part.Fill(emitter, targets[at..], numbers[at..]); }
    }

    public override (int Emitter, int Target) EndsOf(int synapse) => _parts.FindLast(p => p.First <= synapse)!.EndsOf(synapse);

    /// <summary>A set of the table.</summary>
    /// <param name="First">Number of its first synapse.</param>
    /// <param name="Rule">The rule that gives its rows; null where the pairs are listed.</param>
    /// <param name="List">The listed pairs.</param>
    private sealed record Part(int First, PairRows? Rule, ListedRows? List)
    {
        public int Fill(int emitter, Span<int> targets, Span<int> numbers)
        {
            var row = Rule?.RowOf(emitter) ?? emitter;
            if (row < 0) { return 0; }
            var count = Rule?.CountOf(row) ?? List!.CountOf(row);
            if (Rule is not null)
            {
                Rule.Fill(row, targets[..count]);
                Number(numbers[..count], First + (int)Rule.FirstOf(row));
            }
            else
            {
                List!.Fill(row, targets[..count], numbers[..count]);
                for (var k = 0; k < count; k++) { numbers[k] += First; }
            }

            return count;
        }

        /// <summary>Writes consecutive numbers.</summary>
        private static void Number(Span<int> numbers, int first)
        {
            var k = 0;
            for (; k <= numbers.Length - Vector<int>.Count; k += Vector<int>.Count) { Vector.CreateSequence(first + k, 1).CopyTo(numbers[k..]); }
            for (; k < numbers.Length; k++) { numbers[k] = first + k; }
        }

        public (int Emitter, int Target) EndsOf(int synapse)
        {
            if (Rule is null) { return List!.EndsOf(synapse - First); }
            var row = Rule.RowAt(synapse - First);
            var targets = new int[Rule.CountOf(row)];
            Rule.Fill(row, targets);
            return (Rule.SourceOf(row), targets[synapse - First - (int)Rule.FirstOf(row)]);
        }
    }
}
