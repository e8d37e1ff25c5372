namespace Cajal.Runtime;

/// <summary>Runs an action of the user's, which may read and change anything, while no other worker works.</summary>
/// <param name="action">Told the time of the step [s].</param>
internal sealed class ActionOperation(string name, StepClock clock, string slot, int order, Action<double> action) : StepOperation(name, clock, slot, order)
{
    public override bool RunsAlone => true;

    public override bool WritesAnything => true;

    public override IReadOnlyCollection<object> Uses => [];

    public override void Execute(int worker, long step) => action(Clock.TimeOf(step));
}
