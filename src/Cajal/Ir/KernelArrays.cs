using System.Collections.Immutable;

namespace Cajal.Ir;

/// <summary>Finds the arrays that a kernel touches, and the functions that it calls.</summary>
internal static class KernelArrays
{
    /// <summary>The arrays of a body in order of first use.</summary>
    public static ImmutableArray<ArraySymbol> Of(ImmutableArray<Statement> body)
    {
        List<ArraySymbol> arrays = [];
        HashSet<Node> seen = [];
        foreach (var statement in body)
        {
            switch (statement)
            {
                case Load load: Visit(load.Local); break;
                case Store store: Touch(store.Target); break;
                case Accumulate accumulate: Touch(accumulate.Target); break;
                case StoreBits bits: Add(bits.Bitmap); break;
            }

            foreach (var value in statement.Computed) { Visit(value); }
        }

        return [.. arrays];

        void Visit(Node node)
        {
            if (!seen.Add(node)) { return; }
            if (node.Local is { } access) { Touch(access); }
            if (node.Table is { } table) { Add(table); }
            foreach (var operand in node.Operands) { Visit(operand); }
        }

        void Touch(Access access)
        {
            if (access.Via is { } via) { Add(via); }
            Add(access.Array);
        }

        void Add(ArraySymbol array)
        {
            if (!arrays.Contains(array)) { arrays.Add(array); }
        }
    }

    /// <summary>The functions of the program that a body calls, in order of first use.</summary>
    public static ImmutableArray<HostFunction> FunctionsOf(ImmutableArray<Statement> body)
    {
        List<HostFunction> functions = [];
        HashSet<Node> seen = [];
        foreach (var statement in body)
        {
            foreach (var value in statement.Computed) { Visit(value); }
        }

        return [.. functions];

        void Visit(Node node)
        {
            if (!seen.Add(node)) { return; }
            foreach (var operand in node.Operands) { Visit(operand); }
            if (node.Host is { } function && !functions.Contains(function)) { functions.Add(function); }
        }
    }
}
