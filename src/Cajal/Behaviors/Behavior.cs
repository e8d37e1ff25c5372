using Cajal.Behaviors;

namespace Cajal;

/// <summary>A piece of a model in code: what happens to an object at one place of every iteration. Derive from <see cref="Behavior{T}"/>.</summary>
public abstract partial class Behavior
{
    private protected Behavior()
    {
    }

    /// <summary>Whether <c>Forward</c> is called. It can change at any time; a disabled behaviour is still initialised.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Words by which the behaviour is found besides the name of its class, separated by commas.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The phases in which <c>Forward</c> is called, separated by commas, such as "train"; empty for all. See <see cref="Network.Phase"/>.</summary>
    public string Phases { get; set; } = "";

    /// <summary>Whether <c>Initialize</c> is called as soon as the object joins a network, before all others.</summary>
    public virtual bool InitializesAtOnce => false;

    /// <summary>Whether <c>Initialize</c> is called after all others.</summary>
    public virtual bool InitializesLast => false;

    /// <summary>Whether <c>Initialize</c> was called.</summary>
    internal bool IsInitialized { get; private set; }

    /// <summary>The behaviour as messages and the schedule call it.</summary>
    internal string Name => GetType().Name;

    /// <summary>Refuses an object of another kind.</summary>
    /// <exception cref="ModelException">The object is of another kind.</exception>
    internal abstract void RequireSuits(IBehaving owner);

    /// <summary>Sets up the behaviour, once.</summary>
    internal void Begin(IBehaving owner)
    {
        ResolveParameters(owner);
        CallInitialize(owner);
        IsInitialized = true;
        RequireUsedParameters(owner);
    }

    /// <summary>Forgets what it recorded in later iterations: the network went back in time.</summary>
    internal virtual void ForgetAfter(long iteration)
    {
    }

    /// <summary>Lets the behaviour begin anew in another network.</summary>
    internal void Leave() => IsInitialized = false;

    internal abstract void CallForward(IBehaving owner);

    private protected abstract void CallInitialize(IBehaving owner);
}

/// <summary>A behaviour of objects of one kind: a group of neurons, a group of synapses or a network.</summary>
/// <typeparam name="T">The kind: <see cref="NeuronGroup"/>, <see cref="SynapseGroup"/>, <see cref="Network"/>.</typeparam>
public abstract class Behavior<T> : Behavior
    where T : class
{
    /// <summary>Makes the variables that the behaviour needs; called once, in the order of keys over the whole network.</summary>
    public virtual void Initialize(T owner)
    {
    }

    /// <summary>What happens in an iteration; called in the order of keys over the whole network.</summary>
    public virtual void Forward(T owner)
    {
    }

    internal sealed override void RequireSuits(IBehaving owner)
    {
        if (owner is not T) { throw new ModelException($"'{Name}' is a behaviour of a {typeof(T).Name}, but '{owner.Name}' is a {owner.GetType().Name}."); }
    }

    internal sealed override void CallForward(IBehaving owner) => Forward((T)owner);

    private protected sealed override void CallInitialize(IBehaving owner) => Initialize((T)owner);
}
