namespace Cajal.Elements;

/// <summary>
/// What tables record, taken from monitors of the engine: one log of spikes for all that listen to the same sources, one monitor for all that ask for the
/// same field in the same steps.
/// </summary>
internal sealed class Recordings
{
    private readonly RunningModel _model;
    private readonly Dictionary<ElementArray, List<(int Element, Func<double[]> Values)>> _parts = [];

    private Recordings(RunningModel model) => _model = model;

    /// <summary>Adds the monitors that the messages from and to tables ask for.</summary>
    /// <exception cref="ModelException">A table asks for what cannot be recorded.</exception>
    public static void Add(ElementTree tree, RunningModel model)
    {
        Recordings recordings = new(model);
        foreach (var messages in tree.Messages.Where(m => m.DestinationField == ElementNames.Input).GroupBy(m => (m.Source, m.SourceField)))
        {
            if (messages.Key.SourceField == ElementNames.SpikeOut)
            {
                SpikeLog log = new(model, model.SpikesOf(messages.Key.Source));
                recordings.Take(messages, m => m.Destination, m => m.Post, m => m.Pre, log.Of);
            }
            else
            {
                var field = messages.Key.SourceField == ElementNames.VmOut ? "Vm" : "outputValue";
                var of = recordings.Sampled(messages.Key.Source, field, messages.Key.Source, messages.SelectMany(m => m.Pre.ToArray()));
                recordings.Take(messages, m => m.Destination, m => m.Post, m => m.Pre, element => of(element) is [_, .. var sent] ? sent : []);
            }
        }

        foreach (var messages in tree.Messages.Where(m => m.SourceField == ElementNames.RequestOut).GroupBy(m => (m.Source, m.Destination, m.DestinationField)))
        {
            var (table, asked, getter) = messages.Key;
            var of = recordings.Sampled(asked, asked.Class.Asked(getter)!.Name, table, messages.SelectMany(m => m.Post.ToArray()));
            recordings.Take(messages, m => m.Source, m => m.Pre, m => m.Post, of);
        }

        foreach (var (table, parts) in recordings._parts)
        {
            var byElement = parts.ToLookup(p => p.Element, p => p.Values);
            table.Recorded = element => [.. byElement[element].SelectMany(values => values())];
        }
    }

    /// <summary>Gives what each element of a source yields to the tables that messages join with it.</summary>
    private void Take(IEnumerable<Message> messages, Func<Message, ElementArray> table, End tables, End elements, Func<int, double[]> of)
    {
        foreach (var message in messages)
        {
            if (!_parts.TryGetValue(table(message), out var parts)) { _parts[table(message)] = parts = []; }
            for (var k = 0; k < message.Count; k++)
            {
                var element = elements(message)[k];
                parts.Add((tables(message)[k], () => of(element)));
            }
        }
    }

    /// <summary>Samples a field at the end of the steps of a clock, and at Reinit.</summary>
    /// <param name="asked">Whose field.</param>
    /// <param name="clocked">The array whose clock says when.</param>
    /// <param name="elements">Of which elements.</param>
    private Func<int, double[]> Sampled(ElementArray asked, string field, ElementArray clocked, IEnumerable<int> elements)
    {
        if (_model.GroupOf(asked) is not { } group || RunningNeurons.VariableOf(field) is not { } variable)
        {
            throw new ModelException($"A Table cannot ask '{asked.Path}' ({asked.Class.Name}) for '{field}': it can ask neurons and pulse generators for what changes.");
        }

        StateMonitor monitor = new(group, [variable], elements) { When = "end", Clock = _model.ClockOf(clocked) ?? _model.Network.Clock };
        _model.Network.Add(monitor);
        return element => monitor.Samples == 0 ? [] : monitor.Of(variable, element);
    }

    /// <summary>One end of the pairs of a message.</summary>
    private delegate ReadOnlySpan<int> End(Message message);

    /// <summary>The spikes of all elements of an array, sorted by element as soon as somebody asks.</summary>
    private sealed class SpikeLog
    {
        private readonly SpikeMonitor _monitor;
        private readonly RunningModel _model;
        private readonly RunningSpikes _spikes;
        private double[][] _trains = [];
        private double _sortedAt = -1;

        public SpikeLog(RunningModel model, RunningSpikes spikes) => (_model, _spikes, _monitor) = (model, spikes, model.Network.Add(new SpikeMonitor(spikes.Source)));

        /// <summary>Times of the spikes of an element [s].</summary>
        public double[] Of(int element)
        {
            if (_sortedAt != _model.Time) { Sort(); }
            return _trains[element];
        }

        private void Sort()
        {
            var dt = _spikes.Source.Clock.Dt.Si;
            var trains = _monitor.CountsByElement().Select(count => new List<double>(count)).ToArray();
            var steps = _monitor.Steps;
            var indices = _monitor.Indices;
            for (var k = 0; k < steps.Length; k++)
            {
                // A source that emits a step ahead has done so for the step that is still to come.
                var time = (steps[k] + _spikes.Lead) * dt;
                if (time < _model.Time + (0.5 * dt)) { trains[indices[k]].Add(time); }
            }

            (_trains, _sortedAt) = ([.. trains.Select(t => t.ToArray())], _model.Time);
        }
    }
}
