namespace Cajal.Elements;

/// <summary>The synapses of handlers in the engine: a projection for each array of sources and each array of neurons that a handler joins.</summary>
/// <param name="tree">The tree.</param>
/// <param name="model">The model that they become part of.</param>
internal sealed class SynapseLowering(ElementTree tree, RunningModel model)
{
    /// <summary>Adds the synapses of a handler.</summary>
    /// <exception cref="ModelException">Sources, handler and neurons have different time steps, or the handler hears other spikes than those of its neurons.</exception>
    public void Add(ElementArray handler)
    {
        RunningWeights weights = new(tree);
        handler.RunningWeights = weights;
        var sent = tree.Messages.Where(m => m.Destination == handler && m.FirstSynapse >= 0).ToLookup(m => m.Source);
        foreach (var received in tree.Messages.Where(m => m.Source == handler && m.DestinationField == ElementNames.Activation).GroupBy(m => m.Destination))
        {
            var targets = TargetsOf(handler, received);
            var hearsNeurons = HearsNeurons(handler, received.Key, targets);
            foreach (var fromOne in sent)
            {
                RequireSameStep(fromOne.Key, handler, received.Key);
                if (RunningCounts.CanStandFor(fromOne.Key, tree.Messages)) { AddCounts(handler, received.Key, fromOne, targets); }
                else { AddProjections(handler, received.Key, fromOne, targets, hearsNeurons, weights); }
            }
        }
    }

    private void AddProjections(ElementArray handler, ElementArray neurons, IGrouping<ElementArray, Message> messages, int[][] targets, bool hearsNeurons, RunningWeights weights)
    {
        var ends = EndsOf(messages, targets);
        if (ends.Pre.Length == 0) { return; }
        foreach (var part in tree.TimeComparison == TimeComparison.FloatingPoint ? ends.ByDelay(handler.Synapses.Delays) : [ends])
        {
            new RunningSynapses(model.SpikesOf(messages.Key), model.NeuronsOf(neurons)!, handler, part, hearsNeurons).Enlist(weights);
        }
    }

    private void AddCounts(ElementArray handler, ElementArray neurons, IGrouping<ElementArray, Message> messages, int[][] targets)
    {
        var counts = new int[neurons.Count];
        foreach (var message in messages)
        {
            foreach (var element in message.Post)
            {
                foreach (var target in targets[element]) { counts[target]++; }
            }
        }

        _ = new RunningCounts(messages.Key, model.NeuronsOf(neurons)!.Group, counts, handler.Synapses.Weights[messages.First().SynapseOf(0)]);
    }

    /// <summary>The neurons that messages join with each element of a handler, whoever sends.</summary>
    private static int[][] TargetsOf(ElementArray handler, IEnumerable<Message> messages)
    {
        var targets = new int[handler.Count][];
        Array.Fill(targets, []);
        foreach (var message in messages)
        {
            var isFromHandler = message.Source == handler;
            for (var k = 0; k < message.Count; k++)
            {
                var (element, neuron) = isFromHandler ? (message.Pre[k], message.Post[k]) : (message.Post[k], message.Pre[k]);
                targets[element] = [.. targets[element], neuron];
            }
        }

        return targets;
    }

    private static SynapseEnds EndsOf(IEnumerable<Message> messages, int[][] targets)
    {
        if (messages.ToList() is [var only] && targets.Index().All(t => t.Item is [var one] && one == t.Index)) { return new(only.Pre, only.Post, null, only.FirstSynapse); }
        var count = 0;
        foreach (var message in messages)
        {
            foreach (var element in message.Post) { count += targets[element].Length; }
        }

        var (pre, post, numbers, next) = (new int[count], new int[count], new int[count], 0);
        foreach (var message in messages)
        {
            for (var k = 0; k < message.Count; k++)
            {
                foreach (var target in targets[message.Post[k]])
                {
                    (pre[next], post[next], numbers[next]) = (message.Pre[k], target, message.SynapseOf(k));
                    next++;
                }
            }
        }

        return new(pre, post, numbers, 0);
    }

    /// <summary>Whether the elements of a handler hear the spikes of the neurons that they drive.</summary>
    private bool HearsNeurons(ElementArray handler, ElementArray neurons, int[][] targets)
    {
        var heard = tree.Messages.Where(m => m.Destination == handler && m.DestinationField == ElementNames.AddPostSpike).ToList();
        if (heard.Count == 0) { return false; }
        var isSame = heard.TrueForAll(m => m.Source == neurons)
            && TargetsOf(handler, heard).Zip(targets).All(p => p.First.Order().SequenceEqual(p.Second.Order()));
        return isSame ? true : throw new ModelException(
            $"Each element of '{handler.Path}' has to hear the spikes of the neurons that it drives, those of '{neurons.Path}', and of no others. Join the two by the same pairs: Connect(neurons, \"spikeOut\", handler, \"addPostSpike\", MessageType.OneToOne).");
    }

    private void RequireSameStep(ElementArray source, ElementArray handler, ElementArray target)
    {
        var (first, second, third) = (model.StepOf(source), model.StepOf(handler), model.StepOf(target));
        if (first == second && second == third) { return; }
        throw new ModelException(FormattableString.Invariant(
            $"'{source.Path}' works every {first} s, its synapses '{handler.Path}' every {second} s and the neurons '{target.Path}' every {third} s. What spikes pass through takes one time step: use SetClock or UseClock."));
    }
}
