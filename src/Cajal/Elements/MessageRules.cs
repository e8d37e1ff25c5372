namespace Cajal.Elements;

/// <summary>What can be sent to what.</summary>
internal static class MessageRules
{
    private static readonly (string Source, string Destination)[] s_pairs =
    [
        (ElementNames.SpikeOut, ElementNames.AddSpike), (ElementNames.SpikeOut, ElementNames.AddPostSpike), (ElementNames.SpikeOut, ElementNames.Input),
        (ElementNames.ActivationOut, ElementNames.Activation), (ElementNames.Output, ElementNames.InjectMsg),
        (ElementNames.VmOut, ElementNames.Input), (ElementNames.Output, ElementNames.Input),
    ];

    /// <exception cref="ModelException">The elements do not send or receive this, or the two do not fit together.</exception>
    public static void Require(Element source, string sourceField, Element destination, string destinationField, MessageType type)
    {
        if (source is Synapse) { throw new ModelException($"A Synapse sends no messages, so no '{sourceField}'."); }
        source.Array.Class.RequireSource(sourceField);
        if (destination is not Synapse) { destination.Array.Class.RequireDestination(destinationField); }
        else if (destinationField != ElementNames.AddSpike) { throw new ModelException($"A Synapse does not receive '{destinationField}'. It receives 'addSpike'."); }
        else if (type != MessageType.Single) { throw new ModelException($"A synapse receives the spikes of one source, by a Single message. For {type} send to the handler: each pair then makes a synapse of its own."); }
        var asks = sourceField == ElementNames.RequestOut;
        if (asks == (destination.Array.Class.Asked(destinationField) is not null) && (asks || s_pairs.Contains((sourceField, destinationField)))) { return; }
        var fitting = asks ? destination.Array.Class.Fields.Select(f => f.Getter) : s_pairs.Where(p => p.Source == sourceField).Select(p => p.Destination);
        throw new ModelException($"'{sourceField}' cannot be sent to '{destinationField}'. It goes to {ElementClass.Listed(fitting)}.");
    }
}
