using System.Runtime.InteropServices;
using Cajal.Behaviors;

namespace Cajal;

/// <summary>Keeps which elements of variables were other than 0, and in which iteration: <c>new EventRecorder("spikes")</c>.</summary>
public sealed class EventRecorder : Behavior<object>, IRecordings
{
    private readonly List<EventRecording> _recorded = [];

    /// <param name="variables">Names of variables, or expressions with them, such as <c>"v > -50"</c>.</param>
    /// <exception cref="EquationException">An expression is not right.</exception>
    public EventRecorder(params IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var text in variables) { _recorded.Add(new(text, VectorFunctions.Parse(text))); }
    }

    /// <inheritdoc/>
    public override bool InitializesLast => true;

    /// <summary>What has been recorded, in the order of the variables.</summary>
    public IReadOnlyList<EventRecording> Recordings => _recorded;

    /// <summary>Forgets what was recorded.</summary>
    public void Reset()
    {
        foreach (var recording in _recorded) { recording.Clear(); }
    }

    /// <inheritdoc/>
    public override void Initialize(object owner)
    {
        Reset();
        foreach (var recording in _recorded) { recording.Values((IBehaving)owner); }
    }

    /// <inheritdoc/>
    public override void Forward(object owner)
    {
        var behaving = (IBehaving)owner;
        foreach (var recording in _recorded) { recording.Add(behaving.Network!.Iteration, recording.Values(behaving).NonZero()); }
    }

    object? IRecordings.Find(string name)
    {
        foreach (var recording in _recorded)
        {
            if (name == recording.Name) { return recording; }
            if (name == $"{recording.Name}.t") { return recording.Iterations.ToArray(); }
            if (name == $"{recording.Name}.i") { return recording.Indices.ToArray(); }
        }

        return null;
    }

    internal override void ForgetAfter(long iteration)
    {
        foreach (var recording in _recorded) { recording.ForgetAfter(iteration); }
    }
}

/// <summary>The events of one variable, in order of iteration, then element. It shows what there is at the moment.</summary>
public sealed class EventRecording
{
    private readonly List<long> _iterations = [];
    private readonly List<int> _indices = [];
    private readonly VectorText _expression;

    internal EventRecording(string name, VectorText expression) => (Name, _expression) = (name, expression);

    /// <summary>The variable or expression.</summary>
    public string Name { get; }

    /// <summary>Number of events.</summary>
    public int Count => _iterations.Count;

    /// <summary>The iteration of each event; shape [events]. Valid until the next run.</summary>
    public ReadOnlySpan<long> Iterations => CollectionsMarshal.AsSpan(_iterations);

    /// <summary>The element of each event; shape [events]. Valid until the next run.</summary>
    public ReadOnlySpan<int> Indices => CollectionsMarshal.AsSpan(_indices);

    internal VariableView Values(IBehaving owner) => VectorFunctions.Evaluate(_expression, owner);

    internal void Add(long iteration, int[] elements)
    {
        _indices.AddRange(elements);
        for (var k = 0; k < elements.Length; k++) { _iterations.Add(iteration); }
    }

    internal void Clear()
    {
        _iterations.Clear();
        _indices.Clear();
    }

    internal void ForgetAfter(long iteration)
    {
        var kept = _iterations.FindLastIndex(i => i <= iteration) + 1;
        _iterations.RemoveRange(kept, _iterations.Count - kept);
        _indices.RemoveRange(kept, _indices.Count - kept);
    }
}
