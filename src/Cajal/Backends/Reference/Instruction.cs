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
/// <param name="Passes">The code of a <see cref="Repeat"/>; null for anything else.</param>
internal sealed record Instruction(Node? Node, Statement? Statement, int Result, int A, int B, int C, int Array, int Via, Passes? Passes = null)
{
    /// <summary>Numbers of all operands.</summary>
    public int[] Operands { get; private init; } = [];

    /// <summary>A kernel as code: each node once, operands first.</summary>
    public static IReadOnlyList<Instruction> Of(Kernel kernel)
    {
        List<Instruction> code = [];
        Dictionary<Node, int> numbers = [];
        var values = 0;
        foreach (var statement in kernel.Body)
        {
            if (statement is Repeat repeat)
            {
                code.Add(new(null, repeat, 0, 0, 0, 0, 0, 0, PassesOf(repeat)));
                continue;
            }

            var (access, value) = statement switch
            {
                Load load => (load.Local.Local!, null),
                Store store => (store.Target, store.Value),
                Accumulate accumulate => (accumulate.Target, accumulate.Value),
                StoreBits bits => (new Access(bits.Bitmap), bits.Condition),
                _ => throw new System.Diagnostics.UnreachableException($"interpreter: {statement.GetType().Name}"),
            };
            var result = value is null ? numbers[((Load)statement).Local] = values++ : Number(value);
            code.Add(new(null, statement, result, 0, 0, 0, Word(access.Array), access.Via is { } via ? Word(via) : 0));
        }

        return code;

        int Number(Node node)
        {
            if (numbers.TryGetValue(node, out var known)) { return known; }
            int[] operands = [.. node.Operands.Select(Number), 0, 0, 0];
            var number = numbers[node] = values++;
            code.Add(new(node, null, number, operands[0], operands[1], operands[2], node.Table is { } table ? Word(table) : 0, 0)
            {
                Operands = operands[..node.Operands.Length],
            });
            return number;
        }

        Passes PassesOf(Repeat repeat)
        {
            int[] starts = [.. repeat.Values.Select(value => Number(value.Start))];
            int[] locals = [.. repeat.Values.Select(value => numbers[value.Local] = values++)];

            // What a pass makes has another value in every pass, and none behind them.
            var (outside, outsideCode) = (new Dictionary<Node, int>(numbers), code);
            code = [];
            var condition = Number(repeat.Condition);
            var test = code;
            code = [];
            int[] next = [.. repeat.Values.Select(value => Number(value.Next))];
            Passes passes = new(starts, locals, [.. test], condition, [.. code], next);
            (numbers, code) = (outside, outsideCode);
            return passes;
        }

        int Word(ArraySymbol array) => Arguments.Arrays + kernel.Arrays.IndexOf(array);
    }
}

/// <summary>The passes of a <see cref="Repeat"/>, by numbers of values.</summary>
/// <param name="Starts">What the carried values begin with.</param>
/// <param name="Locals">The carried values.</param>
/// <param name="Test">Code of the condition.</param>
/// <param name="Condition">Whether a pass is due.</param>
/// <param name="Work">Code of a pass.</param>
/// <param name="Next">What the carried values become.</param>
internal sealed record Passes(int[] Starts, int[] Locals, Instruction[] Test, int Condition, Instruction[] Work, int[] Next);
