using Cajal.Behaviors;

namespace Cajal.Tests.Behaviors;

/// <summary>Writes down when it is initialised and called.</summary>
internal sealed class Traced<T>(string name, List<string> trace) : Behavior<T>
    where T : class
{
    public bool AtOnce { get; init; }

    public bool Last { get; init; }

    public override bool InitializesAtOnce => AtOnce;

    public override bool InitializesLast => Last;

    public override void Initialize(T owner) => trace.Add($"init {name}");

    public override void Forward(T owner) => trace.Add($"{name} {((IBehaving)owner).Network!.Iteration}");
}

/// <summary>Calls functions of a test.</summary>
internal sealed class Called<T>(Action<T> forward, Action<T>? initialize = null) : Behavior<T>
    where T : class
{
    public override void Initialize(T owner) => initialize?.Invoke(owner);

    public override void Forward(T owner) => forward(owner);
}
