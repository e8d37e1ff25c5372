using Cajal.Compilation;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>How a kernel reaches an element of a group.</summary>
internal abstract record ElementReference
{
    /// <summary>The element that the lane works on.</summary>
    public static ElementReference Own { get; } = new OwnElement();

    /// <summary>The element that an index array names.</summary>
    /// <param name="index">The index array.</param>
    /// <param name="memory">Its memory, where a link leads to elements of other workers; null when the caller binds it.</param>
    public static ElementReference Through(ArraySymbol index, NativeBuffer? memory = null) => new IndexedElement(index, memory);

    /// <summary>The element of a number that the kernel computes; it can be read only.</summary>
    public static ElementReference At(Func<KernelWriter, Node> number) => new ComputedElement(number);

    /// <summary>The number of the element.</summary>
    public abstract Place Number { get; }

    /// <summary>The value of a variable that each element has for itself.</summary>
    /// <param name="mask">Variable without which writes have no effect; null when there is none.</param>
    public abstract Place PlaceOf(StateArray array, VariablePlace? mask = null);

    /// <summary>An element of another group that this one is linked to by its place in a list.</summary>
    /// <param name="list">Name of the list.</param>
    /// <param name="elements">Its memory (int32): an element of the other group for each element of this.</param>
    public abstract ElementReference Linked(ArraySymbol list, NativeBuffer elements);

    private sealed record OwnElement : ElementReference
    {
        public override Place Number => new ValuePlace(w => w.Ir.Element);

        public override Place PlaceOf(StateArray array, VariablePlace? mask) => new VariablePlace(new(array.Symbol), array, mask);

        public override ElementReference Linked(ArraySymbol list, NativeBuffer elements) => Through(list, elements);
    }

    private sealed record IndexedElement(ArraySymbol Index, NativeBuffer? Memory) : ElementReference
    {
        public override Place Number => Memory is null ? new IndexPlace(Index, 0) : new ValuePlace(w => w.Lookup(Index, Memory, w.Ir.Element));

        public override Place PlaceOf(StateArray array, VariablePlace? mask) =>
            new VariablePlace(new(array.Symbol, AccessPath.Via, Index), array, mask) { Index = Memory };

        public override ElementReference Linked(ArraySymbol list, NativeBuffer elements) => At(w => w.Lookup(list, elements, w.Read(Number)));
    }

    private sealed record ComputedElement(Func<KernelWriter, Node> Compute) : ElementReference
    {
        public override Place Number => new ValuePlace(Compute);

        public override Place PlaceOf(StateArray array, VariablePlace? mask) => new ValuePlace(w => w.Lookup(array, Compute(w)));

        public override ElementReference Linked(ArraySymbol list, NativeBuffer elements) => At(w => w.Lookup(list, elements, Compute(w)));
    }
}
