using System.Text;

namespace Cajal.Elements;

/// <content>Messages between elements.</content>
public sealed partial class ElementTree
{
    /// <summary>Lets elements send something to others.</summary>
    /// <param name="source">Who sends: the first element of an array for a Single message, all for most others; or those of a handle such as <c>Vec[3]</c>.</param>
    /// <param name="sourceField">What is sent, as in <c>spikeOut</c>.</param>
    /// <param name="destination">Who receives.</param>
    /// <param name="destinationField">What the receiver makes of it, as in <c>input</c>; <c>getVm</c> asks for the field Vm.</param>
    /// <param name="type">Which elements the message joins.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ModelException">The elements do not send or receive this, the two do not fit together, or there are not as many as the type needs.</exception>
    public Message Connect(Element source, string sourceField, Element destination, string destinationField, MessageType type = MessageType.Single)
    {
        RequireOwn(source);
        RequireOwn(destination);
        MessageRules.Require(source, sourceField, destination, destinationField, type);
        Message message = new(Whole(source, type is MessageType.Single or MessageType.OneToAll), sourceField,
            Whole(destination, type is MessageType.Single or MessageType.AllToOne), destinationField, type);
        _messages.Add(message);
        Change();
        return message;
    }

    /// <inheritdoc cref="Connect(Element, string, Element, string, MessageType)"/>
    /// <param name="type">Name of the type, as in <c>OneToOne</c>.</param>
    public Message Connect(Element source, string sourceField, Element destination, string destinationField, string type) =>
        Connect(source, sourceField, destination, destinationField, Enum.TryParse<MessageType>(type, out var known) && Enum.IsDefined(known)
            ? known
            : throw new ModelException($"There is no type of message '{type}'.{Suggest.Sentence(type, Enum.GetNames<MessageType>())} The types are {ElementClass.Listed(Enum.GetNames<MessageType>())}."));

    /// <summary>The messages to and from an element, as MOOSE lists them.</summary>
    /// <exception cref="ModelException">It was deleted, or belongs to another tree.</exception>
    public string ShowMsg(Element element)
    {
        RequireOwn(element);
        var path = element is Synapse ? element.Path : PathOf(element.Array, element.First);
        StringBuilder text = new("INCOMING:\n");
        foreach (var message in _messages)
        {
            for (var k = 0; k < message.Count; k++)
            {
                if (IsDestination(message, k, element)) { text.Append("  ").Append(path).Append($", [{message.DestinationField}] <-- {SourcePath(message, k)}, [{message.SourceField}]\n"); }
            }
        }

        text.Append("OUTGOING:\n");
        foreach (var message in _messages)
        {
            for (var k = 0; k < message.Count; k++)
            {
                if (element is not Synapse && message.Source == element.Array && message.Pre[k] == element.First)
                {
                    text.Append("  ").Append(path).Append($", [{message.SourceField}] --> {DestinationPath(message, k)}, [{message.DestinationField}]\n");
                }
            }
        }

        return text.ToString();
    }

    private static bool IsDestination(Message message, int pair, Element element) =>
        message.Destination == element.Array && message.Post[pair] == element.First
        && (element is Synapse synapse ? message.SynapseOf(pair) == synapse.Number : message.FirstSynapse < 0);

    private static string SourcePath(Message message, int pair) => PathOf(message.Source, message.Pre[pair]);

    private static string DestinationPath(Message message, int pair) => PathOf(message.Destination, message.Post[pair])
        + (message.SynapseOf(pair) is var synapse and >= 0 ? $"/synapse[{message.Destination.Synapses.NumberOf(synapse)}]" : "");

    private static string PathOf(ElementArray array, int element) => array.Count > 1 ? $"{array.Path}[{element}]" : array.Path;

    /// <summary>What a handle stands for in a message; one to an array for the first element, or for all.</summary>
    private static Element Whole(Element element, bool isOne) =>
        element.IsArray && !isOne ? new WholeArray(element.Array) : element;

    /// <summary>All elements of an array, whatever their class.</summary>
    private sealed class WholeArray(ElementArray array) : Element(array, 0, array.Count);
}
