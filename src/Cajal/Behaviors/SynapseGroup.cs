using Cajal.Behaviors;
using Cajal.Runtime;
using Cajal.Runtime.Vectors;

namespace Cajal;

/// <summary>
/// Synapses from all neurons of one group to all of another as whole matrices, on which behaviours work. See <see cref="Synapses"/> for synapses that have equations
/// and code of their own, and that deliver spikes by themselves.
/// </summary>
public sealed class SynapseGroup : SimulationObject, IBehaving, IStateful
{
    private const double SparseBelow = 0.3;
    private readonly OrderedDictionary<string, Matrix> _matrices = [];
    private uint _drawn;

    /// <param name="source">Where the synapses come from.</param>
    /// <param name="target">Where they lead to; may be the source itself.</param>
    public SynapseGroup(NeuronGroup source, NeuronGroup target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        (Source, Target) = (source, target);
    }

    /// <summary>Where the synapses come from.</summary>
    public NeuronGroup Source { get; }

    /// <summary>Where they lead to.</summary>
    public NeuronGroup Target { get; }

    /// <summary>The behaviours of the synapses by their keys.</summary>
    public BehaviorTable Behaviors => field ??= new(this);

    /// <summary>A matrix of the synapses by its name; setting one makes it or takes its place.</summary>
    /// <exception cref="ModelException">There is none of that name, or one is set that has another shape than the groups.</exception>
    public Matrix this[string name]
    {
        get => _matrices.TryGetValue(name, out var matrix) ? matrix
            : throw new ModelException($"'{Name}' has no matrix '{name}'.{Suggest.Sentence(name, _matrices.Keys)} A behaviour makes one by s[\"{name}\"] = s.Matrix(\"uniform\").");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            NameRule.Require(name, "a matrix");
            if ((value.Lines.Count, value.Lines.Length) != (Source.Count, Target.Count))
            {
                throw new ModelException($"'{Name}' leads from {Source.Count} neurons to {Target.Count}, but the matrix '{name}' from {value.Lines.Count} to {value.Lines.Length}.");
            }

            _matrices[name] = value;
        }
    }

    /// <summary>Names of the matrices.</summary>
    public IReadOnlyCollection<string> Names => _matrices.Keys;

    bool IBehaving.TakesPart => TakesPart;

    internal override string DefaultName => "synapse_group";

    internal override IEnumerable<SimulationObject> Needs => [Source, Target];

    /// <summary>Whether there is a matrix of a name.</summary>
    public bool Holds(string name) => _matrices.ContainsKey(name);

    /// <summary>One number for each pair of a source and a target.</summary>
    /// <param name="mode">How they are made: "zeros", "ones", a number, or drawn, as in "uniform", "normal(0.5, 0.1)", "rand() * 2 + 1".</param>
    /// <param name="scale">Factor for all of them.</param>
    /// <param name="density">Probability with which a synapse is there; null for all.</param>
    /// <param name="sparse">Whether to hold only the synapses that are there; null where that pays, below a density of 0.3. Values do not depend on it.</param>
    /// <exception cref="ModelException">The group is in no network, or the density is no probability; or the matrix is too large.</exception>
    /// <exception cref="EquationException">The mode is not right.</exception>
    public Matrix Matrix(string mode = "zeros", double scale = 1, double? density = null, bool? sparse = null)
    {
        var network = RequireNetwork("matrices are made");
        VectorMode how = new(mode, scale, density);
        var random = network.RandomFor(this, (uint)CodeStream.Vectors).Split(_drawn++, 0);
        return new(sparse ?? density < SparseBelow ? Sparse(how, random, network.Precision) : Dense(how, random, network.Precision), network.MatrixLayout);
    }

    /// <summary>A matrix that the program gives, dense.</summary>
    /// <param name="values">The elements; shape [rows, columns] of the network's layout.</param>
    /// <exception cref="ModelException">The group is in no network, or the shape is another.</exception>
    public Matrix Matrix(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var network = RequireNetwork("matrices are made");
        Matrix matrix = new(Lines.Zeros(network.Precision, Source.Count, Target.Count), network.MatrixLayout);
        if ((values.GetLength(0), values.GetLength(1)) != (matrix.Rows, matrix.Columns))
        {
            throw new ModelException($"'{Name}' takes matrices of {matrix.Rows} rows and {matrix.Columns} columns ({network.MatrixLayout}), but got {values.GetLength(0)} and {values.GetLength(1)}.");
        }

        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++) { matrix[row, column] = values[row, column]; }
        }

        return matrix;
    }

    /// <summary>A sparse matrix of one number for each neuron, on its way to the neuron of the same index.</summary>
    /// <param name="mode">How the numbers are made, as those of <see cref="Matrix(string, double, double?, bool?)"/>.</param>
    /// <exception cref="ModelException">The groups differ in size, or the group of synapses is in no network.</exception>
    /// <exception cref="EquationException">The mode is not right.</exception>
    public Matrix OneToOne(string mode = "ones")
    {
        if (Source.Count != Target.Count) { throw new ModelException($"'{Name}' leads from {Source.Count} neurons to {Target.Count}: one-to-one synapses need as many."); }
        var network = RequireNetwork("matrices are made");
        var values = new VectorMode(mode).Draw(network, Stream, Source.Count, _drawn++).Readable();
        return new(new Lines(Source.Count, Target.Count, values, [.. Enumerable.Range(0, Source.Count + 1)], [.. Enumerable.Range(0, Source.Count)]), network.MatrixLayout);
    }

    VariableView IBehaving.Variable(string name) => this[name].Values;

    uint IStateful.Drawn { get => _drawn; set => _drawn = value; }

    IEnumerable<(string Name, Lines Lines)> IStateful.Values => _matrices.Select(m => (m.Key, m.Value.Lines));

    void IStateful.Take(string name, Lines lines) => this[name] = new(lines, RequireNetwork("matrices are loaded").MatrixLayout);

    VariableView IBehaving.Vector(string mode) => new VectorMode(mode).Draw(RequireNetwork("vectors are made"), Stream, 1, _drawn++);

    internal override void OnJoin(Network network)
    {
        if (Source.Network != network || Target.Network != network)
        {
            throw new ModelException($"'{Name}' connects '{Source.Name}' to '{Target.Name}', but '{(Source.Network != network ? Source : Target).Name}' is not part of this network. Add the groups first.");
        }
    }

    internal override void Contribute(RunPlan plan)
    {
    }

    internal override void Save(Snapshot snapshot) => snapshot.Put(
        $"{Name}.matrices",
        (_matrices.Select(m => (m.Key, m.Value.Lines.Values.ToArray(), (int[])[.. m.Value.Lines.Starts ?? []], (int[])[.. m.Value.Lines.Places ?? []], m.Value.IsSparse)).ToArray(), _drawn));

    internal override void Restore(Snapshot snapshot)
    {
        (var matrices, _drawn) = snapshot.Get<((string, double[], int[], int[], bool)[], uint)>($"{Name}.matrices");
        var network = RequireNetwork("matrices are put back");
        _matrices.Clear();
        foreach (var (name, values, starts, places, isSparse) in matrices)
        {
            Lines lines = new(Source.Count, Target.Count, Numbers.Of(network.Precision, values), isSparse ? [.. starts] : null, isSparse ? [.. places] : null);
            _matrices[name] = new(lines, network.MatrixLayout);
        }
    }

    private Lines Dense(VectorMode how, Runtime.Random.RandomStream random, Precision precision)
    {
        var lines = Lines.Zeros(precision, Source.Count, Target.Count);
        for (var line = 0; line < lines.Count; line++) { how.Fill(lines.Values.Slice(line * lines.Length, lines.Length), random, line); }
        return lines;
    }

    private Lines Sparse(VectorMode how, Runtime.Random.RandomStream random, Precision precision)
    {
        var line = Numbers.Uninitialized(precision, Target.Count);
        var found = new int[Target.Count];
        var starts = new int[Source.Count + 1];
        List<int> places = [];
        List<double> values = [];
        for (var k = 0; k < Source.Count; k++)
        {
            how.Fill(line, random, k);
            var count = line.FindNonZero(found);
            foreach (var place in found.AsSpan(0, count))
            {
                places.Add(place);
                values.Add(line[place]);
            }

            starts[k + 1] = places.Count;
        }

        return new(Source.Count, Target.Count, Numbers.Of(precision, values.ToArray()), starts, [.. places]);
    }
}
