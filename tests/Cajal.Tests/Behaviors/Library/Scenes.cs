namespace Cajal.Tests.Behaviors.Library;

/// <summary>Small networks for the behaviours of the library.</summary>
internal static class Scenes
{
    /// <summary>A group whose neurons spike in given iterations, the first being 1.</summary>
    public static NeuronGroup Spiking(Network net, string name, params int[][] iterations)
    {
        Input script = new(k => iterations.Select(mine => mine.Contains((int)k) ? 1.0 : 0.0).ToArray()) { Variable = "spikes" };
        return net.Add(new NeuronGroup(iterations.Length) { Name = name, Behaviors = { [Stage.Input] = new Input(0), [Stage.Neuron] = script } });
    }

    /// <summary>A behaviour of its own: what happens at the start, in code of a test.</summary>
    public sealed class Setup(Action<SynapseGroup> action) : Behavior<SynapseGroup>
    {
        public override void Initialize(SynapseGroup owner) => action(owner);
    }
}
