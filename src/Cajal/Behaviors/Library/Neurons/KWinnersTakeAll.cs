namespace Cajal;

/// <summary>
/// Lets no more than k neurons spike in an iteration: where more have reached the threshold, those of the highest voltage win, among equal ones those of the
/// lower index, and the others are reset. Its place is between two calls of the neurons, at <see cref="Stage.Competition"/> or before <see cref="Stage.Neuron"/>.
/// Needs the variables v and threshold of a <see cref="SpikingNeuron"/>.
/// </summary>
public sealed class KWinnersTakeAll : Behavior<NeuronGroup>
{
    /// <param name="winners">How many neurons may spike in an iteration, 1 or more.</param>
    /// <exception cref="ModelException">The number is not positive.</exception>
    public KWinnersTakeAll(int winners) => Winners = winners;

    /// <summary>How many neurons may spike in an iteration.</summary>
    /// <exception cref="ModelException">Not positive.</exception>
    public int Winners
    {
        get;
        set => field = value > 0 ? value : throw new ModelException($"A competition has 1 winner or more, not {value}.");
    }

    /// <summary>Voltage of those that lose [mV]; null for that after a spike.</summary>
    public Parameter? VReset { get; set; }

    /// <inheritdoc/>
    public override void Forward(NeuronGroup owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var v = owner["v"];
        var ready = (v >= owner["threshold"]).NonZero();
        if (ready.Length <= Winners) { return; }
        var voltages = v.ToArray();
        var lost = new double[owner.Count];
        foreach (var loser in ready.OrderByDescending(neuron => voltages[neuron]).Skip(Winners)) { lost[loser] = 1; }
        v[owner.Vector(lost)] = VReset ?? owner.Behaviors.Get<SpikingNeuron>().VReset;
    }
}
