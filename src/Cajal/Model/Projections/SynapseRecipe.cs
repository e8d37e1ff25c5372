using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Rows;

namespace Cajal;

/// <summary>
/// An expression that gives each synapse a value when the value is needed, and the same value each time: random numbers belong to the synapse, and
/// of the variables of neurons it keeps the values that they had when the expression was given.
/// </summary>
internal sealed class SynapseRecipe
{
    private static readonly ArraySymbol s_values = new("values", IrType.Real);
    private readonly KernelBinding _binding;
    private readonly RunContext _context;
    private readonly long _step;

    private SynapseRecipe(KernelBinding binding, RunContext context) => (_binding, _context, _step) = (binding, context, context.Step);

    /// <summary>An expression as a recipe.</summary>
    /// <param name="expression">An expression that asks for no variable of the synapses.</param>
    /// <param name="context">What it is evaluated in.</param>
    public static SynapseRecipe Of(Expr expression, ElementContext context)
    {
        Compilation.KernelWriter writer = new("values", KernelDomain.Range, new IrBuilder(context.Run.Precision), context.Names);
        writer.Record(s_values, writer.Evaluate(expression));
        var binding = writer.Finish(context.Run.Compiler, context.Random);
        var kept = binding.Arrays.OfType<StateArray>().ToDictionary(array => array.Symbol, array => array.Clone());
        return new(
            binding with
            {
                Arrays = [.. kept.Values, .. binding.Arrays.Where(array => array is not StateArray)],
                Addresses = binding.Addresses.ToImmutableDictionary(a => a.Key, a => kept.TryGetValue(a.Key, out var copy) ? copy.Address : a.Value),
            },
            context.Run);
    }

    /// <summary>What evaluates it for a batch, for one thread.</summary>
    public FillValues OfThread()
    {
        KernelCall call = new(_binding, _context.Clock.Steps);
        StateArray results = new(s_values, _context.Precision, 0);
        return (batch, values) =>
        {
            if (results.Count < batch.Count) { results = new(s_values, _context.Precision, batch.Count); }
            call.BindWhereUsed(s_values, results.Address);
            call.BindWhereUsed(SynapseCode.SourceIndex, batch.EmittersAddress);
            call.BindWhereUsed(SynapseCode.TargetIndex, batch.TargetsAddress);
            call.OverRange(0, StateArray.WholeBlocks(batch.Count), _step, batch.PaddedNumbers);
            results.Read(0, values);
        };
    }
}
