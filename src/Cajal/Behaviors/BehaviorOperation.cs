using Cajal.Runtime;

namespace Cajal.Behaviors;

/// <summary>Calls a behaviour, while no other worker works. All behaviours run by the network's clock, before the groups advance.</summary>
internal sealed class BehaviorOperation(string name, Network network, IBehaving owner, Behavior behavior)
    : StepOperation(name, network.Clock.Steps, StepSlot.Before(StepSlot.Groups))
{
    public override bool RunsAlone => true;

    public override bool WritesAnything => true;

    public override IReadOnlyCollection<object> Uses => [];

    public override void Execute(int worker, long step)
    {
        network.BeginIteration(step);
        if (behavior.Enabled && (behavior.Phases.Length == 0 || Tags.Holds(behavior.Phases, network.Phase))) { behavior.CallForward(owner); }
    }
}
