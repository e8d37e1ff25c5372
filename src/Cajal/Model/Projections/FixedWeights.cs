using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Rows;

namespace Cajal;

/// <summary>Finds what each synapse adds, where that cannot change during a run: the code is run once for each.</summary>
internal sealed unsafe class FixedWeights
{
    private const int Lanes = 16;
    private static readonly ArraySymbol s_weights = new("weights", IrType.Real);
    private readonly List<(SynapseValues Values, ArraySymbol OfList)> _found = [];
    private readonly KernelBinding _binding;
    private readonly SynapseStore _store;
    private readonly RunContext _context;

    /// <param name="statement">What is added.</param>
    /// <param name="pathway">The code that it stands in.</param>
    public FixedWeights(Assignment statement, Pathway pathway, SynapseStore store, RunContext context)
    {
        (_store, _context) = (store, context);
        var writer = pathway.Code.WriteWeights($"{pathway.Name}.weights", statement, store, context, s_weights, (values, ofList) => _found.Add((values, ofList)));
        _binding = writer.Finish(context.Compiler, default);
        Text = IrPrinter.Print(_binding.Kernel);
    }

    /// <summary>How the weights are found from the values of the synapses.</summary>
    public string Text { get; }

    /// <summary>What finds the weights of a batch, for one thread.</summary>
    public FillValues OfThread()
    {
        KernelCall call = new(_binding, _context.Clock.Steps);
        NativeList<int> elements = new();
        var found = _found.Select(f => (f.OfList, Fill: f.Values.OfThread())).ToArray();
        var arrays = found.Select(f => f.OfList).Append(s_weights).Select(symbol => new StateArray(symbol, _context.Precision, 0)).ToArray();
        return (batch, values) =>
        {
            Reserve(arrays, batch.Count);
            for (var k = 0; k < found.Length; k++)
            {
                found[k].Fill(batch, values);
                arrays[k].Write(0, values);
            }

            elements.Resize(batch.Count + Lanes);
            _store.PositionsOf(batch.Numbers, elements.AsSpan(0, batch.Count));
            elements.AsSpan(batch.Count, Lanes).Fill(_store.SparePosition);
            foreach (var array in arrays) { call.BindWhereUsed(array.Symbol, array.Address); }
            call.OverList((int*)elements.Address, batch.Count, null, _context.Step);
            arrays[^1].Read(0, values);
        };
    }

    private void Reserve(StateArray[] arrays, int count)
    {
        if (arrays[^1].Count >= count) { return; }
        for (var k = 0; k < arrays.Length; k++) { arrays[k] = new(arrays[k].Symbol, _context.Precision, count); }
    }
}
