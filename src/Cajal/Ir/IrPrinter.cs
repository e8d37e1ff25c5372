using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cajal.Ir;

/// <summary>Prints kernels for people: one line a statement; loaded values, and those that are used more than once, as %n.</summary>
internal static class IrPrinter
{
    /// <summary>The text of a kernel, with functions as calls or as the operations that they are made of.</summary>
    public static string Print(Kernel kernel, bool expandsFunctions = false)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"kernel {kernel.Name} over {kernel.Domain.ToString().ToLowerInvariant()}\n");
        var names = new Dictionary<Node, string>();
        var named = 0;
        var uses = Uses(kernel, Operands);
        foreach (var statement in kernel.Body)
        {
            switch (statement)
            {
                case Load { Local: var local }:
                    names[local] = $"%{named++}";
                    Line($"{names[local]} = load {Place(local.Local!)}");
                    break;
                case Store store:
                    Line($"store {Place(store.Target)}, {Value(store.Value)}");
                    break;
                case Accumulate accumulate:
                    Line($"accumulate {Place(accumulate.Target)}, {Value(accumulate.Value)}");
                    break;
                case StoreBits bits:
                    Line($"bits {bits.Bitmap.Name}, {Value(bits.Condition)}");
                    break;
                case Repeat repeat:
                    PrintRepeat(repeat);
                    break;
            }
        }

        return text.ToString();

        bool IsCall(Node node) => node.Origin is not null && !expandsFunctions;

        ImmutableArray<Node> Operands(Node node) => IsCall(node) ? node.Origin!.Arguments : node.Operands;

        void PrintRepeat(Repeat repeat)
        {
            foreach (var (local, start, _) in repeat.Values)
            {
                var value = Value(start);
                names[local] = $"%{named++}";
                Line($"{names[local]} = carried from {value}");
            }

            // What a pass names has another value in every pass, and none behind them.
            var outside = new Dictionary<Node, string>(names);
            Line($"repeat while {Value(repeat.Condition)}");
            foreach (var (local, _, next) in repeat.Values) { Line($"then {names[local]} = {Value(next)}"); }
            names = outside;
        }

        void Line(string line) => text.Append("  ").Append(line).Append('\n');

        // Operands first, without recursion: a model may nest deeper than a stack reaches.
        string Value(Node wanted)
        {
            var values = new Dictionary<Node, string>();
            var open = new Stack<Node>([wanted]);
            while (open.TryPop(out var node))
            {
                if (names.ContainsKey(node) || values.ContainsKey(node)) { continue; }
                var missing = Operands(node).Where(operand => !names.ContainsKey(operand) && !values.ContainsKey(operand)).ToArray();
                if (missing.Length > 0 && !node.Operands.IsEmpty)
                {
                    open.Push(node);
                    foreach (var operand in missing.Reverse()) { open.Push(operand); }
                    continue;
                }

                values[node] = Written(node, [.. Operands(node).Select(Known)]);
                if (node.Operands.IsEmpty || uses[node] < 2) { continue; }
                names[node] = $"%{named++}";
                Line($"{names[node]} = {values[node]}");
            }

            return Known(wanted);

            string Known(Node node) => names.TryGetValue(node, out var name) ? name : values[node];
        }

        string Written(Node node, string[] operands) =>
            node.Operands.IsEmpty ? Leaf(node) : IsCall(node) ? Call(node.Origin!.Function, operands) : Expression(node, operands);
    }

    /// <summary>How often each value is mentioned.</summary>
    private static Dictionary<Node, int> Uses(Kernel kernel, Func<Node, ImmutableArray<Node>> operandsOf)
    {
        var uses = new Dictionary<Node, int>();
        var open = new Stack<Node>(kernel.Body.SelectMany(statement => statement.Computed));
        while (open.TryPop(out var node))
        {
            uses[node] = uses.GetValueOrDefault(node) + 1;
            if (uses[node] > 1) { continue; }
            foreach (var operand in operandsOf(node)) { open.Push(operand); }
        }

        return uses;
    }

    private static string Call(string function, string[] operands) =>
        function == "/" ? $"({operands[0]} / {operands[1]})" : $"{function}({string.Join(", ", operands)})";

    private static string Place(Access access) => access switch
    {
        { Via: { } via } => $"{access.Array.Name}[{via.Name}[i]]",
        { Path: AccessPath.Shared } => $"{access.Array.Name}[0]",
        { Path: AccessPath.Position } => $"{access.Array.Name}[position]",
        _ => $"{access.Array.Name}[i]",
    };

    private static string Leaf(Node node) => node switch
    {
        { Op: Op.Literal, Type: IrType.Real } => Real(node.Constant),
        { Op: Op.Literal, Type: IrType.Boolean } => node.Bits != 0 ? "true" : "false",
        { Op: Op.Literal } => node.Bits.ToString(CultureInfo.InvariantCulture),
        { Op: Op.Element } => "i",
        { Op: Op.Time } => "t",
        _ => node.Op.ToString().ToLowerInvariant(),
    };

    /// <summary>Reals are told from integers by a point or an exponent.</summary>
    private static string Real(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(value) && !text.Contains('.', StringComparison.Ordinal) && !text.Contains('E', StringComparison.Ordinal) ? text + ".0" : text;
    }

    private static string Expression(Node node, string[] operands)
    {
        var infix = node.Op switch
        {
            Op.Add => "+",
            Op.Subtract => "-",
            Op.Multiply => "*",
            Op.Divide => "/",
            Op.Less => "<",
            Op.LessOrEqual => "<=",
            Op.Equal => "==",
            Op.And => "&",
            Op.Or => "|",
            Op.Xor => "^",
            Op.ShiftLeft => "<<",
            Op.ShiftRightArithmetic => ">>",
            Op.ShiftRightLogical => ">>>",
            _ => null,
        };
        if (infix is not null) { return $"({operands[0]} {infix} {operands[1]})"; }
        return node.Op switch
        {
            Op.Negate => $"-{operands[0]}",
            Op.Not => $"!{operands[0]}",
            Op.FusedMultiplyAdd => $"fma({string.Join(", ", operands)})",
            Op.SquareRoot => $"sqrt({operands[0]})",
            Op.Floor => $"floor({operands[0]})",
            Op.Ceiling => $"ceil({operands[0]})",
            Op.Absolute => $"abs({operands[0]})",
            Op.Select => $"select({string.Join(", ", operands)})",
            Op.SelectRare => $"rarely({string.Join(", ", operands)})",
            Op.Convert => $"{node.Type.ToString().ToLowerInvariant()}({operands[0]})",
            Op.Reinterpret => $"bits_as_{node.Type.ToString().ToLowerInvariant()}({operands[0]})",
            Op.HostCall when node.Operands[^1].Op == Op.Literal => Call(node.Host!.Name, operands[..^1]),
            Op.HostCall => $"({Call(node.Host!.Name, operands[..^1])} where {operands[^1]})",
            _ => $"{node.Table!.Name}[{operands[0]}]",
        };
    }
}
