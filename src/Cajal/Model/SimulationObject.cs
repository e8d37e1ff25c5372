using Cajal.Equations;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Anything that takes part in a simulation: a group of neurons, a projection, an input, a monitor.</summary>
public abstract class SimulationObject
{
    private string? _name;

    /// <summary>Name in messages, reports and the schedule; unique in a network, given by the network when the user gives none.</summary>
    /// <exception cref="ModelException">Set after the object joined a network.</exception>
    public string Name
    {
        get => _name ?? DefaultName;
        set => _name = Network is not null ? throw new ModelException($"'{Name}' is part of a network already and keeps its name. Name it where it is made, as in new ...(...) {{ Name = \"{value}\" }}.")
            : string.IsNullOrWhiteSpace(value) ? throw new ModelException($"The name of an object ({DefaultName}) cannot be empty.")
            : value;
    }

    /// <summary>Whether the object takes part in runs. An inactive object keeps its state; events that would reach it are lost.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The network that the object belongs to; null before <see cref="Network.Add"/>.</summary>
    public Network? Network { get; private set; }

    /// <summary>Whether the user gave a name.</summary>
    internal bool HasOwnName => _name is not null;

    /// <summary>Name for objects without an own one, numbered by the network from the second on.</summary>
    internal abstract string DefaultName { get; }

    /// <summary>Number of the object's random streams, by order of joining the network.</summary>
    internal uint Stream { get; private set; }

    /// <summary>Joins a network; where that throws, the object is as it was.</summary>
    internal void Join(Network network, uint stream, string name)
    {
        var before = (Network, Stream, _name);
        (Network, Stream, _name) = (network, stream, name);
        try
        {
            OnJoin(network);
        }
        catch
        {
            (Network, Stream, _name) = before;
            throw;
        }
    }

    /// <summary>The network, or an error that says that there is none yet.</summary>
    internal Network RequireNetwork(string toDoWhat) =>
        Network ?? throw new ModelException($"'{Name}' has to be in a network before {toDoWhat}: var x = network.Add(new ...).");

    /// <summary>A text of this object, which messages call by the object's name once it has one.</summary>
    internal SourceText SourceOf(ModelText text, string what) => new(text.Text, () => _name is null ? what : $"{what} of '{_name}'");

    /// <summary>Sets up memory, now that precision and seed are known.</summary>
    internal virtual void OnJoin(Network network)
    {
    }

    /// <summary>Adds what the object does in a time step.</summary>
    internal abstract void Contribute(RunPlan plan);

    /// <summary>Reckons what it keeps in steps by another duration of a step.</summary>
    /// <param name="from">The old duration [s].</param>
    /// <param name="to">The new duration [s].</param>
    /// <param name="nextStep">The step that comes next, in new steps.</param>
    internal virtual void ChangeStep(double from, double to, long nextStep)
    {
    }

    /// <summary>Stands aside for a run.</summary>
    internal virtual void Skip()
    {
    }

    /// <summary>Takes stock after a run, or what there was of it.</summary>
    internal virtual void EndRun()
    {
    }

    /// <summary>Is told what happened in the last slice of steps, in order of step, then index; no worker runs.</summary>
    /// <param name="stream">The stream of a group's spikes, or of another event.</param>
    internal virtual void TakeEvents(SpikeStream stream, ReadOnlySpan<Spike> events)
    {
    }

    /// <summary>Takes what the last slice of steps left for it; no worker runs.</summary>
    /// <param name="nextStep">The step that comes next.</param>
    internal virtual void EndSlice(long nextStep)
    {
    }

    /// <summary>Puts everything that a run changes into a snapshot.</summary>
    internal virtual void Save(Snapshot snapshot)
    {
    }

    /// <summary>Takes everything back from a snapshot.</summary>
    internal virtual void Restore(Snapshot snapshot)
    {
    }
}
