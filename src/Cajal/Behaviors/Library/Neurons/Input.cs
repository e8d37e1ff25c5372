namespace Cajal;

/// <summary>
/// Sets the current of the neurons anew in every iteration, so that synapses may add to it later in the same one. Makes the variable I.
/// Numbers are given for each iteration, the first being iteration 1.
/// </summary>
public sealed class Input : Behavior<NeuronGroup>
{
    private readonly Func<NeuronGroup, long, VariableView>? _changing;
    private readonly int? _columns;

    /// <summary>The same current in all iterations; a text such as "normal(5, 1)" gives each neuron its own.</summary>
    /// <param name="current">The current; 0 leaves the neurons to their synapses.</param>
    public Input(Parameter current) => Current = current;

    /// <summary>One current for all neurons in each iteration.</summary>
    /// <param name="current">The current of each iteration; shape [iterations].</param>
    public Input(double[] current)
    {
        ArgumentNullException.ThrowIfNull(current);
        _changing = (owner, iteration) => current[Row(owner, iteration, current.Length)];
    }

    /// <summary>A current for each neuron in each iteration.</summary>
    /// <param name="current">The currents; shape [iterations, neurons].</param>
    public Input(double[,] current)
    {
        ArgumentNullException.ThrowIfNull(current);
        _columns = current.GetLength(1);
        _changing = (owner, iteration) =>
        {
            var values = new double[owner.Count];
            Buffer.BlockCopy(current, Row(owner, iteration, current.GetLength(0)) * values.Length * sizeof(double), values, 0, values.Length * sizeof(double));
            return owner.Vector(values);
        };
    }

    /// <summary>A current that is computed in each iteration.</summary>
    /// <param name="current">Gives the current, one number or one for each neuron, from the number of the iteration.</param>
    public Input(Func<long, VariableView> current)
    {
        ArgumentNullException.ThrowIfNull(current);
        _changing = (_, iteration) => current(iteration);
    }

    /// <summary>Currents that a generator yields, one row for each iteration; it is asked from the start again where a network goes back in time.</summary>
    /// <param name="current">The rows; shape of each [neurons].</param>
    public Input(IEnumerable<double[]> current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var (rows, taken) = (current.GetEnumerator(), 0L);
        _changing = (owner, iteration) =>
        {
            if (iteration <= taken) { (rows, taken) = (current.GetEnumerator(), 0L); }
            for (; taken < iteration; taken++)
            {
                if (!rows.MoveNext()) { Row(owner, iteration, taken); }
            }

            return owner.Vector(rows.Current);
        };
    }

    /// <summary>The variable that is set.</summary>
    public string Variable { get; set; } = "I";

    /// <summary>Current that is the same in all iterations; what changes from one to the next is added to it.</summary>
    public Parameter Current { get; set; } = 0;

    /// <inheritdoc/>
    public override void Initialize(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (_columns is { } columns && columns != owner.Count) { throw new ModelException($"'{owner.Name}' has {owner.Count} neurons, but its input has {columns} numbers for each iteration. The shape is [iterations, neurons]."); }
        owner[Variable] = owner.Vector("zeros");
    }

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner[Variable] = _changing?.Invoke(owner, owner.Network!.Iteration) ?? 0.0;
        owner[Variable] += Current;
    }

    /// <summary>The row of an iteration.</summary>
    private static int Row(NeuronGroup owner, long iteration, long rows) => iteration <= rows
        ? (int)iteration - 1
        : throw new ModelException($"The input of '{owner.Name}' is given for {rows} iterations, but this is iteration {iteration}. Run fewer, give more of it, or give a function of the iteration.");
}
