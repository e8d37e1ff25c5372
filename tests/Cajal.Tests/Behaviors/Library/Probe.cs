namespace Cajal.Tests.Behaviors.Library;

/// <summary>Keeps the values of a variable after each iteration.</summary>
internal sealed class Probe(string variable) : Behavior<NeuronGroup>
{
    /// <summary>Shape [iterations][neurons].</summary>
    public List<double[]> Rows { get; } = [];

    /// <summary>The values of one neuron.</summary>
    public double[] this[int neuron] => [.. Rows.Select(row => row[neuron])];

    public override void Forward(NeuronGroup owner) => Rows.Add(owner[variable].ToArray());

    /// <summary>The iterations, the first being 1, after which the value of a neuron is other than 0.</summary>
    public int[] NonZero(int neuron) => [.. Enumerable.Range(1, Rows.Count).Where(iteration => Rows[iteration - 1][neuron] != 0)];
}
