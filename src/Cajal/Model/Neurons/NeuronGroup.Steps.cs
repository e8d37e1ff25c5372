using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <content>What the group does in a step: its update, threshold and reset.</content>
public sealed partial class NeuronGroup
{
    /// <summary>Adds the advance of the state and the threshold: one kernel, or two where something may come between them.</summary>
    private void AddUpdate(RunPlan plan, Scope scope, NameTable names)
    {
        var system = IntegrationStage.SystemOf(Declarations, scope, plan.Context.StepSeconds, _ => true);
        _integration = system.Equations.IsEmpty ? null : Integration.Of(this, system, _method, plan.Context, Count, null, Count);
        StateArray[] parameters = [.. Declarations.Where(IsParameter).Select(d => Memory[d.Name])];
        var periods = CommonPeriods();
        var hasUpdate = _integration is not null || (_spikeRule.IsRefractory && periods is null);
        var isLinkedToItself = hasUpdate && Links.LeadTo(this);
        var before = isLinkedToItself ? HeldLinks.Contribute(plan, this, names) : names;
        if (HasThreshold && hasUpdate && !isLinkedToItself)
        {
            var fused = NewKernel("update", before);
            WriteUpdate(fused);
            WriteThreshold(fused);
            plan.Add(Finished(fused, StepSlot.Groups, Spikes), StepSlot.Thresholds, () =>
            {
                var update = NewKernel("update", before);
                WriteUpdate(update);
                return [Finished(update, StepSlot.Groups, null), Threshold(update.Draws.Count)];
            });
        }
        else
        {
            var update = NewKernel("update", before);
            WriteUpdate(update);
            if (hasUpdate) { plan.Add(Finished(update, StepSlot.Groups, null)); }
            if (HasThreshold) { plan.Add(Threshold(update.Draws.Count)); }
        }

        if (HasThreshold && _spikeRule.IsRefractory)
        {
            plan.Add(new LastSpikeOperation($"{Name}.refractory", Clock.Steps, Order, Spikes, Memory[LastSpikeStep], periods));
        }

        // Those of one duration need no look at every neuron in every step.
        RefractoryPeriods? CommonPeriods()
        {
            if (!HasThreshold || _spikeRule.CommonSteps(NewKernel("refractory", names), scope, plan.Context.StepSeconds) is not { } steps || steps > RefractoryPeriods.MostSteps) { return null; }
            RefractoryPeriods common = new(Tiles, (int)Math.Max(steps, 1), Clock.Steps.NextStep, Memory[LastSpikeStep], Memory[NotRefractory]);
            plan.Add(new RefractoryEndOperation($"{Name}.refractory_end", Clock.Steps, Order, common, Memory[NotRefractory]));
            return common;
        }

        // The threshold draws the same random numbers by itself as behind the update.
        StepOperation Threshold(int drawn)
        {
            var threshold = NewKernel("threshold", names, drawn);
            WriteThreshold(threshold);
            return Finished(threshold, StepSlot.Thresholds, Spikes);
        }

        KernelWriter NewKernel(string what, NameTable places, int drawn = 0) =>
            new($"{Name}.{what}", KernelDomain.Range, new IrBuilder(plan.Context.Precision), places) { FirstDraw = drawn };

        StepOperation Finished(KernelWriter writer, string slot, SpikeStream? spikes) => new RangeOperation(
            writer.Name, Clock.Steps, slot, Order, writer.Finish(plan.Context.Compiler, plan.RandomFor(this, CodeStream.Update), parameters), Tiles.Slices, spikes);

        void WriteUpdate(KernelWriter writer)
        {
            if (_spikeRule.IsRefractory && periods is null)
            {
                writer.WriteUnmasked((VariablePlace)names[NotRefractory], _spikeRule.NotRefractory(writer, scope, (VariablePlace)names[LastSpikeStep], plan.Context.StepSeconds));
            }

            _integration?.Write(writer, before);
        }

        void WriteThreshold(KernelWriter writer)
        {
            var spikes = writer.Evaluate(_spikeRule.Threshold!);
            if (_spikeRule.IsRefractory)
            {
                var notRefractory = (VariablePlace)names[NotRefractory];
                spikes = writer.Ir.And(spikes, writer.Read(notRefractory));
                writer.WriteUnmasked(notRefractory, writer.Ir.And(writer.Read(notRefractory), writer.Ir.Not(spikes)));
            }

            writer.DetectSpikes(spikes, Spikes.Bitmap);
        }
    }

    /// <summary>Whether a variable has one value an element that only the user, or code of theirs, changes.</summary>
    private static bool IsParameter(Declaration d) =>
        d is { Kind: DeclarationKind.Parameter, IsStored: true } && (d.Flags & (VariableFlags.Shared | VariableFlags.Summed)) == 0;

    private void WarnOfEndlessSpikes()
    {
        if (_spikeRule is not { Threshold: { } threshold, Reset.IsEmpty: true, IsRefractory: false }) { return; }
        var read = Subexpressions.Of(Declarations).Inline(threshold).SelfAndDescendants().OfType<Name>();
        if (read.FirstOrDefault(n => Declarations.Any(d => d.Name == n.Id && d.Kind == DeclarationKind.Differential)) is { } state)
        {
            Network!.Warn($"'{Name}' has a threshold, but neither a reset nor a refractory period: a neuron spikes in every step as long as {DimensionChecker.Quote(threshold)} holds. Give it a reset, as in reset: \"{state.Id} = ...\".");
        }
    }

    private void AddReset(RunPlan plan, NameTable names)
    {
        if (!CanSpike || _spikeRule.Reset.IsEmpty) { return; }
        var binding = ListedCode.Compile($"{Name}.reset", _spikeRule.Reset, names, plan.Context, plan.RandomFor(this, CodeStream.Reset), ignoresMask: true);
        plan.Add(new SpikersOperation(binding.Kernel.Name, Clock.Steps, StepSlot.Resets, Order, binding, Spikes));
    }
}
