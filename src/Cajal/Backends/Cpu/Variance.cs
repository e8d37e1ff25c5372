using Cajal.Ir;

namespace Cajal.Backends.Cpu;

/// <summary>Tells which values of a kernel differ from element to element.</summary>
internal sealed class Variance(Kernel kernel)
{
    private readonly Dictionary<Node, bool> known = [];

    /// <summary>Whether a value may differ between elements.</summary>
    public bool Of(Node node)
    {
        if (known.TryGetValue(node, out var varies)) { return varies; }
        varies = node switch
        {
            { Op: Op.Literal or Op.Time or Op.Step } => false,
            { Op: Op.Element or Op.Carried } => true,
            { Host: { } function } => !function.IsStateless || node.Operands[..^1].Any(Of),
            { Local: { } access } => access.Path != AccessPath.Shared || kernel.Written.Contains(access.Array),
            _ => node.Operands.Any(Of),
        };
        known.Add(node, varies);
        return varies;
    }
}
