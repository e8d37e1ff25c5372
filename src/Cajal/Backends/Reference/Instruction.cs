using Cajal.Ir;

namespace Cajal.Backends.Reference;

/// <summary>One operation of an interpreted kernel; values are numbered in the order in which they are made.</summary>
/// <param name="Node">What is computed; null for a statement that computes nothing new.</param>
/// <param name="Statement">What is done after the value is known; null for a value only.</param>
/// <param name="Result">Number of the value that is made, or that the statement writes.</param>
/// <param name="A">Number of the first operand, 0 when there is none.</param>
/// <param name="B">Number of the second operand.</param>
/// <param name="C">Number of the third operand.</param>
/// <param name="Array">Word of the argument block with the address of the array that is touched.</param>
/// <param name="Via">Word with the address of the index array.</param>
internal sealed record Instruction(Node? Node, Statement? Statement, int Result, int A, int B, int C, int Array, int Via)
{
    /// <summary>Numbers of all operands.</summary>
    public int[] Operands { get; private init; } = [];

    /// <summary>A kernel as straight-line code: each node once, operands first.</summary>
    public static IReadOnlyList<Instruction> Of(Kernel kernel)
    {
        List<Instruction> code = [];
        Dictionary<Node, int> numbers = [];
        foreach (var statement in kernel.Body)
        {
            var (access, value) = statement switch
            {
                Load load => (load.Local.Local!, null),
                Store store => (store.Target, store.Value),
                Accumulate accumulate => (accumulate.Target, accumulate.Value),
                StoreBits bits => (new Access(bits.Bitmap), bits.Condition),
                _ => throw new System.Diagnostics.UnreachableException($"interpreter: {statement.GetType().Name}"),
            };
            var result = value is null ? numbers[((Load)statement).Local] = numbers.Count : Number(value);
            code.Add(new(null, statement, result, 0, 0, 0, Word(access.Array), access.Via is { } via ? Word(via) : 0));
        }

        return code;

        int Number(Node node)
        {
            if (numbers.TryGetValue(node, out var known)) { return known; }
            int[] operands = [.. node.Operands.Select(Number), 0, 0, 0];
            var number = numbers[node] = numbers.Count;
            code.Add(new(node, null, number, operands[0], operands[1], operands[2], node.Table is { } table ? Word(table) : 0, 0)
            {
                Operands = operands[..node.Operands.Length],
            });
            return number;
        }

        int Word(ArraySymbol array) => Arguments.Arrays + kernel.Arrays.IndexOf(array);
    }
}
