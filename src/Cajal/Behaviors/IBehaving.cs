namespace Cajal.Behaviors;

/// <summary>What can have behaviours.</summary>
internal interface IBehaving
{
    /// <summary>Name for messages.</summary>
    string Name { get; }

    /// <summary>The network; null before the object joins one.</summary>
    Network? Network { get; }

    /// <summary>Whether the behaviours take part in a run.</summary>
    bool TakesPart { get; }

    BehaviorTable Behaviors { get; }

    /// <summary>The values of a variable.</summary>
    /// <exception cref="ModelException">There is none of that name.</exception>
    VariableView Variable(string name);

    /// <summary>The value of a parameter, which may be a text such as <c>normal(0.5, 0.1)</c>.</summary>
    VariableView Vector(string mode);
}
