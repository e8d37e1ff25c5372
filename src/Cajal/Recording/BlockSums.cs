using System.Numerics;
using System.Runtime.CompilerServices;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>
/// Sums of values of synapses over blocks: the synapses from one population to another. Those of a target are added as they lie in memory, then the targets
/// of a grain, then the grains: an order that does not depend on how targets are shared among workers, whose slices consist of whole grains.
/// </summary>
internal sealed unsafe class BlockSums
{
    private const int Grain = StateArray.Block;

    private readonly Memberships _from, _to;
    private readonly SynapseLayout _layout;
    private readonly int _variables;
    private readonly long[] _counts;
    private readonly NativeBuffer _ofTargets, _ofGrains;

    /// <param name="from">Populations of the sources.</param>
    /// <param name="to">Populations of the targets.</param>
    /// <param name="layout">Where the synapses lie.</param>
    /// <param name="variables">How many values a synapse has.</param>
    /// <param name="samples">How many samples are kept at once.</param>
    public BlockSums(Memberships from, Memberships to, SynapseLayout layout, int variables, long samples)
    {
        (_from, _to, _layout, _variables, _counts) = (from, to, layout, variables, new long[from.Populations * to.Populations]);
        _ofTargets = new((long)variables * from.Populations * to.Elements * sizeof(double));
        _ofGrains = new(samples * BytesOf(from, to, variables));
        var sources = layout.Source.Span<int>(0, layout.SlotCount);
        var targets = layout.Target.Span<int>(0, layout.SlotCount);
        for (var slot = 0; slot < layout.SlotCount; slot++)
        {
            foreach (var f in from.Of(sources[slot]))
            {
                foreach (var t in to.Of(targets[slot])) { _counts[(f * to.Populations) + t]++; }
            }
        }
    }

    private int Blocks => _counts.Length;

    private int Grains => GrainsOf(_to);

    /// <summary>Bytes of a sample.</summary>
    public static long BytesOf(Memberships from, Memberships to, int variables) => (long)GrainsOf(to) * variables * from.Populations * to.Populations * sizeof(double);

    /// <summary>Forgets the sums of a worker's targets.</summary>
    /// <param name="first">The first target.</param>
    /// <param name="end">One past the last.</param>
    public void Clear(int first, int end)
    {
        for (var row = 0; row < _variables * _from.Populations; row++) { new Span<double>(OfTargets(row) + first, end - first).Clear(); }
    }

    /// <summary>Adds the values of some slots to the sums of their targets.</summary>
    /// <param name="variable">Which of the values of a synapse.</param>
    /// <param name="values">The value of each slot.</param>
    /// <param name="slot">The first slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<T>(int variable, ReadOnlySpan<T> values, int slot)
        where T : unmanaged, INumberBase<T>
    {
        var sources = (int*)_layout.Source.Address + slot;
        var targets = (int*)_layout.Target.Address + slot;
        var sums = OfTargets(variable * _from.Populations);
        var populations = _from.Of(sources[0]);
        for (var k = 0; k < values.Length; k++)
        {
            // As a rule the synapses of a source lie together.
            if (k > 0 && sources[k] != sources[k - 1]) { populations = _from.Of(sources[k]); }
            foreach (var population in populations) { sums[((long)population * _to.Elements) + targets[k]] += double.CreateTruncating(values[k]); }
        }
    }

    /// <summary>Adds the sums of a worker's targets to those of their grains in a sample.</summary>
    /// <param name="first">The first target, where a grain begins.</param>
    /// <param name="end">One past the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fold(int first, int end, long sample)
    {
        for (var target = first; target < end; target++)
        {
            var sums = OfGrain(sample, target / Grain);
            if (target % Grain == 0) { new Span<double>(sums, _variables * Blocks).Clear(); }
            foreach (var t in _to.Of(target))
            {
                for (var row = 0; row < _variables * _from.Populations; row++) { sums[(row * _to.Populations) + t] += OfTargets(row)[target]; }
            }
        }
    }

    /// <summary>Writes the means of a variable over the blocks, source populations one after the other; none is a number where there is no synapse.</summary>
    public void WriteMeans(long sample, int variable, Span<double> means)
    {
        means.Clear();
        for (var grain = 0; grain < Grains; grain++)
        {
            for (var block = 0; block < Blocks; block++) { means[block] += OfGrain(sample, grain)[(variable * Blocks) + block]; }
        }

        for (var block = 0; block < Blocks; block++) { means[block] /= _counts[block]; }
    }

    private static int GrainsOf(Memberships to) => (to.Elements + Grain - 1) / Grain;

    /// <summary>The sums of all targets for a variable and a population of sources.</summary>
    private double* OfTargets(int row) => (double*)_ofTargets.Address + ((long)row * _to.Elements);

    /// <summary>The sums of a grain in a sample: by variable, then block.</summary>
    private double* OfGrain(long sample, int grain) => (double*)_ofGrains.Address + (((sample * Grains) + grain) * _variables * Blocks);
}
