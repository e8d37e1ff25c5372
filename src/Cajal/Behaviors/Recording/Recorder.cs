using Cajal.Behaviors;

namespace Cajal;

/// <summary>
/// Keeps variables, or expressions of them, of each iteration: <c>new Recorder("voltage", "mean(voltage)")</c>. It sees what behaviours of smaller keys have done.
/// Memory and time grow with the number of recorded rows and no faster.
/// </summary>
public sealed class Recorder : Behavior<object>, IRecordings
{
    private readonly List<(Recording Recording, Func<IBehaving, VariableView> Value)> _recorded = [];
    private readonly int? _maxLength;

    /// <param name="variables">Names of variables, or expressions with them: <c>"v"</c>, <c>"mean(v)"</c>, <c>"v[0:5]"</c>, <c>"sum(spikes) / 80"</c>.</param>
    /// <exception cref="EquationException">An expression is not right.</exception>
    public Recorder(params IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var text in variables)
        {
            var expression = VectorFunctions.Parse(text);
            Add(text, owner => VectorFunctions.Evaluate(expression, owner));
        }
    }

    /// <summary>Every how many iterations a row is kept: those of which the number is a multiple of it. 1 or 0 keeps all.</summary>
    /// <exception cref="ModelException">Negative.</exception>
    public int GapWidth
    {
        get;
        init => field = value >= 0 ? value : throw new ModelException($"A recorder keeps every iteration, every second one and so on: a gap of 0 or more, not {value}.");
    }

    /// <summary>Most rows that are kept, the last ones; null for all.</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public int? MaxLength
    {
        get => _maxLength;
        init
        {
            _maxLength = value is null or > 0 ? value : throw new ModelException($"A recorder keeps 1 row or more, or all of them (null), not {value}.");
            for (var k = 0; k < _recorded.Count; k++) { _recorded[k] = (new(_recorded[k].Recording.Name, value), _recorded[k].Value); }
        }
    }

    /// <inheritdoc/>
    public override bool InitializesLast => true;

    /// <summary>What has been recorded, in the order of the variables.</summary>
    public IReadOnlyList<Recording> Recordings => [.. _recorded.Select(r => r.Recording)];

    /// <summary>A recorder of one value that a C# function gives.</summary>
    /// <param name="name">Name under which it is found.</param>
    /// <param name="value">Gives a vector or a number.</param>
    public static Recorder Of<T>(string name, Func<T, VariableView> value)
        where T : class
        => new Recorder().And(name, value);

    /// <summary>One more value, given by a C# function.</summary>
    /// <returns>The recorder itself.</returns>
    public Recorder And<T>(string name, Func<T, VariableView> value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        Add(name, owner => value(owner as T ?? throw new ModelException($"'{name}' is recorded of a {typeof(T).Name}, but '{owner.Name}' is a {owner.GetType().Name}.")));
        return this;
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Reset()
    {
        foreach (var (recording, _) in _recorded) { recording.Clear(); }
    }

    /// <inheritdoc/>
    public override void Initialize(object owner)
    {
        Reset();
        foreach (var (_, value) in _recorded) { value((IBehaving)owner); }
    }

    /// <inheritdoc/>
    public override void Forward(object owner)
    {
        var behaving = (IBehaving)owner;
        var network = behaving.Network!;
        if (GapWidth > 1 && network.Iteration % GapWidth != 0) { return; }
        foreach (var (recording, value) in _recorded) { recording.Add(network.Iteration, value(behaving).Operand(network.Precision)); }
    }

    object? IRecordings.Find(string name) => _recorded.Find(r => r.Recording.Name == name).Recording;

    internal override void ForgetAfter(long iteration)
    {
        foreach (var (recording, _) in _recorded) { recording.ForgetAfter(iteration); }
    }

    private void Add(string name, Func<IBehaving, VariableView> value) => _recorded.Add((new(name, _maxLength), value));
}
