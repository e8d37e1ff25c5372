using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>The variables of a group as those of a part of it: elements are counted within the part.</summary>
internal sealed class PartVariables(NeuronGroup group, Subgroup part) : IVariableOwner, IRecordable
{
    private readonly IVariableOwner _all = group;
    private readonly IRecordable _recorded = group;

    public string Name => part.ToString();

    public Precision Precision => _all.Precision;

    public StateArray? RealArrayOf(string variable) => _all.RealArrayOf(variable);

    public TypeInfo TypeOf(string variable) => _all.TypeOf(variable);

    public bool IsEvaluated(string variable) => _all.IsEvaluated(variable);

    public bool IsShared(string variable) => _all.IsShared(variable);

    public void RequireWritable(string variable) => _all.RequireWritable(variable);

    public double Get(string variable, int index) => _all.Get(variable, index);

    public void Set(string variable, int start, ReadOnlySpan<double> si) => _all.Set(variable, start, si);

    public ElementContext ContextOf(ModelText? text)
    {
        var context = _all.ContextOf(text);
        context.Names["i"] = new ValuePlace(w => part.PositionIn(w, w.Ir.Element));
        context.Names["N"] = new ValuePlace(w => w.Ir.Integer(part.Count));
        return context;
    }

    public Scope? ScopeBeforeMemory(ModelText text) => _all.ScopeBeforeMemory(text);

    public void WhenReady(Action action) => _all.WhenReady(action);

    public int RecordedCount => part.Count;

    public Dimension RecordedDimension(string variable) => _recorded.RecordedDimension(variable);

    public (KernelWriter Writer, Func<int, int> PositionOf, Tiles? Tiles) BeginRecording(string name, RunPlan plan)
    {
        var (writer, _, tiles) = _recorded.BeginRecording(name, plan);
        return (writer, part.ElementAt, tiles);
    }
}
