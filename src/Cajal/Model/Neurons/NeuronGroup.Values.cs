using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <content>How values are set, read and recorded.</content>
public sealed partial class NeuronGroup
{
    Precision IVariableOwner.Precision => RequireNetwork("its values are computed with").Precision;

    StateArray? IVariableOwner.RealArrayOf(string variable) =>
        _memory is { } memory && memory.Holds(variable) && memory[variable] is { Symbol.Type: IrType.Real } array ? array : null;

    TypeInfo IVariableOwner.TypeOf(string variable) => DeclarationOf(variable) is var d ? new(d.Type, d.Dimension) : default;

    bool IVariableOwner.IsEvaluated(string variable) => !Memory.Holds(variable);

    bool IVariableOwner.IsShared(string variable) => Links.InfoOf(DeclarationOf(variable)).IsShared;

    void IVariableOwner.RequireWritable(string variable)
    {
        if (!IsWritable(variable)) { throw VariableErrors.NotWritable(Name, DeclarationOf(variable)); }
    }

    double IVariableOwner.Get(string variable, int index) => Memory[variable][index];

    void IVariableOwner.Set(string variable, int start, ReadOnlySpan<double> si)
    {
        if (Links.Find(variable) is not { } link)
        {
            Memory[variable].Write(start, si);
            return;
        }

        for (var k = 0; k < si.Length; k++)
        {
            ((IVariableOwner)link.Group).Set(link.Variable, link.ElementOf(start + k, (name, element) => Memory[name][element]), [si[k]]);
        }
    }

    ElementContext IVariableOwner.ContextOf(ModelText? text)
    {
        var network = RequireNetwork(text is null ? "its values are read" : "its values are set by an expression");
        var context = network.ContextOn(Clock);
        var definitions = text is null ? Definitions : Definitions.With(text);
        var random = text is null ? default : network.RandomFor(this, (uint)CodeStream.Construction + _constructions++);
        return new(ScopeWith(context.Constants, definitions), NamesWith(context, definitions), Count, context, random);
    }

    Scope? IVariableOwner.ScopeBeforeMemory(ModelText text) => _memory is null ? ScopeWith(null, Definitions.With(text)) : null;

    void IVariableOwner.WhenReady(Action action)
    {
        if (_memory is null) { _whenReady.Add(action); } else { action(); }
    }

    int IRecordable.RecordedCount => Count;

    Dimension IRecordable.RecordedDimension(string variable) => DeclarationOf(variable).Dimension;

    (KernelWriter Writer, Func<int, int> PositionOf, Tiles? Tiles) IRecordable.BeginRecording(string name, RunPlan plan)
    {
        return (new(name, KernelDomain.Sequence, new IrBuilder(plan.Context.Precision), NamesWith(plan.Context, Definitions)), element => element, Tiles);
    }
}
