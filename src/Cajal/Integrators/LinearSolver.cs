using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// Linear systems of one matrix, written out: the decomposition into triangles and the substitutions as single assignments, of which zeros leave none.
/// Rows are not exchanged.
/// </summary>
internal sealed class LinearSolver
{
    private readonly AdaptiveSteps _steps;
    private readonly string[] _variables;
    private readonly Expr[,] _triangles;

    /// <param name="steps">Where the assignments go.</param>
    /// <param name="matrix">The elements by row and column, in the order of the variables.</param>
    public LinearSolver(AdaptiveSteps steps, Func<int, int, Expr> matrix)
    {
        (_steps, _variables) = (steps, [.. steps.Variables]);
        var n = _variables.Length;
        _triangles = new Expr[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                // L (below the diagonal, its diagonal is 1) and U: Doolittle's order, row by row.
                var value = Enumerable.Range(0, Math.Min(i, j)).Aggregate(
                    Simplifier.Simplify(matrix(i, j)), (sum, k) => Simplifier.Subtract(sum, Simplifier.Multiply(_triangles[i, k], _triangles[k, j])));
                _triangles[i, j] = value is Number { Value: 0 } ? value : steps.Define($"_m_{i}_{j}", i > j ? value / _triangles[j, j] : value);
            }
        }
    }

    /// <summary>The solution for a right side.</summary>
    /// <param name="name">Prefix of the names of the results.</param>
    public Func<string, Name> Solve(string name, Func<string, Expr> right)
    {
        var n = _variables.Length;
        var values = new Expr[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = _steps.Define($"{name}_below_{_variables[i]}", Less(right(_variables[i]), i, 0, i));
        }

        for (var i = n - 1; i >= 0; i--)
        {
            values[i] = _steps.Define($"{name}_{_variables[i]}", Less(values[i], i, i + 1, n) / _triangles[i, i]);
        }

        return x => new Name($"{name}_{x}");

        Expr Less(Expr value, int row, int from, int to) => Enumerable.Range(from, to - from).Aggregate(
            value, (sum, k) => Simplifier.Subtract(sum, Simplifier.Multiply(_triangles[row, k], values[k])));
    }
}
