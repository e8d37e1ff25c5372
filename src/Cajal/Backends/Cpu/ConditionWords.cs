using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>Conditions of the lanes as bits of a word (int64), the first lane's lowest: what comes from bits in memory and goes to bits needs no vector.</summary>
internal sealed class ConditionWords(LaneSet lanes)
{
    private readonly Dictionary<Node, Expression> words = [];

    /// <summary>Takes a word that is at hand.</summary>
    public void Add(Node condition, Expression word) => words.Add(condition, word);

    /// <summary>The word of a condition; bits above those of the lanes may be anything.</summary>
    /// <param name="body">Where the condition is computed.</param>
    public Expression Of(Node condition, ValueEmitter body)
    {
        if (!words.TryGetValue(condition, out var word)) { words.Add(condition, word = body.Local(Make(condition, body))); }
        return word;
    }

    private Expression Make(Node condition, ValueEmitter body) => !ComesFromWords(condition) ? lanes.ConditionBits(condition, body.Emit) : condition.Op switch
    {
        Op.And => And(Of(condition.Operands[0], body), Of(condition.Operands[1], body)),
        Op.Or => Or(Of(condition.Operands[0], body), Of(condition.Operands[1], body)),
        _ => Not(Of(condition.Operands[0], body)),
    };

    private bool ComesFromWords(Node condition) =>
        words.ContainsKey(condition) || (condition.Op is Op.And or Op.Or or Op.Not && condition.Operands.Any(ComesFromWords));
}
