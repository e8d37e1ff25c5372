using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>What a linked variable stands for: a variable of a group, and which of its elements.</summary>
internal abstract class Link(Subgroup source, string variable)
{
    /// <summary>The group or part that the variable belongs to.</summary>
    public Subgroup Source { get; } = source;

    public NeuronGroup Group { get; } = source.Group as NeuronGroup
        ?? throw new ModelException($"'{source.Group.Name}' has no variables to link to: only a NeuronGroup has.");

    /// <summary>Name of the variable in the group.</summary>
    public string Variable { get; } = variable;

    public Declaration Declaration => Group.DeclarationOf(Variable);

    /// <summary>Whether all elements stand for one.</summary>
    public virtual bool IsShared => Declaration.Flags.HasFlag(VariableFlags.Shared);

    /// <summary>Whether the variable can be changed.</summary>
    public bool IsWritable => Group.IsWritable(Variable);

    /// <summary>The variable, where the elements of the linked object are reached in some way.</summary>
    /// <param name="names">The names of the linked object.</param>
    public Place PlaceIn(ElementReference element, NameTable names, RunContext context) =>
        Group.NamesAt(Declaration.Flags.HasFlag(VariableFlags.Shared) ? ElementReference.Own : Resolve(element, names), context)[Variable];

    /// <summary>The element of the group that an element of the linked object stands for.</summary>
    /// <param name="valueOf">Value of another variable of the linked object for an element.</param>
    public abstract int ElementOf(int element, Func<string, int, double> valueOf);

    protected abstract ElementReference Resolve(ElementReference element, NameTable names);
}

/// <summary>Each element stands for the one of its own number.</summary>
internal sealed class SameElementLink(Subgroup source, string variable) : Link(source, variable)
{
    public override int ElementOf(int element, Func<string, int, double> valueOf) => element;

    protected override ElementReference Resolve(ElementReference element, NameTable names) => element;
}

/// <summary>All elements stand for one.</summary>
internal sealed class OneElementLink(Subgroup source, string variable) : Link(source, variable)
{
    public override bool IsShared => true;

    public override int ElementOf(int element, Func<string, int, double> valueOf) => Source.ElementAt(0);

    protected override ElementReference Resolve(ElementReference element, NameTable names) =>
        ElementReference.At(w => w.Ir.Integer(Source.ElementAt(0)));
}

/// <summary>Each element stands for a listed one.</summary>
internal sealed class ListedLink : Link
{
    private readonly Func<string> _name;
    private readonly int[] _elements;
    private readonly NativeBuffer _memory;

    /// <param name="name">Name of the list within kernels, once the objects have theirs.</param>
    /// <param name="elements">Element of the part for each element of the linked object.</param>
    public ListedLink(Subgroup source, string variable, Func<string> name, IEnumerable<int> elements)
        : base(source, variable)
    {
        (_name, _elements) = (name, [.. elements.Select(source.ElementAt)]);
        var length = StateArray.Spare(_elements.Length) + StateArray.Block;
        _memory = new NativeBuffer(length * sizeof(int));
        var list = _memory.Span<int>(0, length);
        list.Fill(StateArray.Spare(Group.Count));
        _elements.CopyTo(list);
    }

    public override int ElementOf(int element, Func<string, int, double> valueOf) => _elements[element];

    protected override ElementReference Resolve(ElementReference element, NameTable names) => element.Linked(new(_name(), IrType.Integer, ElementStorage.Int32), _memory);
}

/// <summary>Each element stands for the one that a variable of its own names.</summary>
internal sealed class VariableLink(Subgroup source, string variable, string index) : Link(source, variable)
{
    /// <summary>The variable that holds the number of the element.</summary>
    public string Index { get; } = index;

    public override int ElementOf(int element, Func<string, int, double> valueOf) => Source.ElementAt((int)valueOf(Index, element));

    // A number out of range, which a run refuses at its start, cannot leave the group's memory later either.
    protected override ElementReference Resolve(ElementReference element, NameTable names) => ElementReference.At(w =>
    {
        var (ir, number, last) = (w.Ir, w.Read(names[Index]), w.Ir.Integer(Source.Count - 1));
        number = ir.Select(ir.Less(number, ir.Integer(0)), ir.Integer(0), ir.Select(ir.Less(last, number), last, number));
        return Source.ElementIn(w, number);
    });
}
