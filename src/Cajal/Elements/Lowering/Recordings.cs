namespace Cajal.Elements;

/// <summary>What tables record, taken from the monitors of the engine: one event log for all that listen to the same sources, one monitor for all that ask for the same field.</summary>
internal static class Recordings
{
    /// <summary>Adds the monitors that the messages to and from tables ask for.</summary>
    public static void Add(ElementTree tree, RunningModel model)
    {
        var toTables = tree.Messages.Where(m => m.Destination.Class.Name == "Table");
        var fromTables = tree.Messages.Where(m => m.SourceField == ElementNames.RequestOut);
        Dictionary<ElementArray, List<(int Table, Func<double[]> Values)>> parts = [];
        foreach (var messages in toTables.GroupBy(m => m.Source))
        {
            var spikes = model.SpikesOf(messages.Key);
            SpikeLog log = new(model, spikes);
            foreach (var message in messages)
            {
                for (var k = 0; k < message.Count; k++)
                {
                    var element = message.Pre[k];
                    PartsOf(message.Destination).Add((message.Post[k], () => log.Of(element)));
                }
            }
        }

        foreach (var messages in fromTables.GroupBy(m => (m.Source, m.Destination, m.DestinationField)))
        {
            var (table, asked, field) = messages.Key;
            var neurons = model.NeuronsOf(asked) ?? throw new ModelException($"A Table can ask neurons for their values, but '{asked.Path}' is {asked.Class.Name}.");
            var variable = RunningNeurons.VariableOf(asked.Class.Asked(field)!.Name) ?? throw new ModelException($"A Table cannot ask '{asked.Path}' by '{field}'.");
            StateMonitor monitor = new(neurons.Group, [variable], messages.SelectMany(m => m.Post.ToArray())) { When = "end" };
            monitor.Clock = model.ClockOf(table) ?? model.Network.Clock;
            model.Network.Add(monitor);
            foreach (var message in messages)
            {
                for (var k = 0; k < message.Count; k++)
                {
                    var element = message.Post[k];
                    PartsOf(table).Add((message.Pre[k], () => monitor.Samples == 0 ? [] : monitor.Of(variable, element)));
                }
            }
        }

        foreach (var (table, recorded) in parts)
        {
            var byElement = recorded.ToLookup(r => r.Table, r => r.Values);
            table.Recorded = element => [.. byElement[element].SelectMany(values => values())];
        }

        List<(int, Func<double[]>)> PartsOf(ElementArray table) => parts.TryGetValue(table, out var list) ? list : parts[table] = [];
    }

    /// <summary>The spikes of all elements of an array, sorted by element as soon as somebody asks.</summary>
    private sealed class SpikeLog
    {
        private readonly SpikeMonitor _monitor;
        private readonly RunningModel _model;
        private readonly RunningSpikes _spikes;
        private double[][] _trains = [];
        private int _sorted = -1;

        public SpikeLog(RunningModel model, RunningSpikes spikes)
        {
            (_model, _spikes) = (model, spikes);
            _monitor = model.Network.Add(new SpikeMonitor(spikes.Source));
        }

        /// <summary>Times of the spikes of an element [s].</summary>
        public double[] Of(int element)
        {
            if (_sorted != _monitor.Count)
            {
                var dt = _spikes.Source.Clock.Dt.Si;
                var trains = _monitor.CountsByElement().Select(count => new List<double>(count)).ToArray();
                for (var k = 0; k < _monitor.Count; k++)
                {
                    // A source that emits a step ahead has done so for the step that is still to come.
                    var step = _monitor.Steps[k] + _spikes.Lead;
                    if (step * dt < _model.Time + (0.5 * dt)) { trains[_monitor.Indices[k]].Add(step * dt); }
                }

                (_trains, _sorted) = ([.. trains.Select(t => t.ToArray())], _monitor.Count);
            }

            return _trains[element];
        }
    }
}
