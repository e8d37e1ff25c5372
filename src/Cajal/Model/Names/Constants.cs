using System.Collections;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>A value that a model names without defining it: a quantity, or a function such as a timed array.</summary>
public readonly record struct ModelConstant
{
    private ModelConstant(object value) => Value = value;

    internal object? Value { get; }

    /// <summary>A quantity as a constant.</summary>
    public static implicit operator ModelConstant(Quantity value) => new(value);

    /// <summary>A plain number as a constant.</summary>
    public static implicit operator ModelConstant(double value) => new((Quantity)value);

    /// <summary>A function as a constant.</summary>
    public static implicit operator ModelConstant(EquationFunction value) => new(value);
}

/// <summary>The values of names that models use and do not define. A run reads them when it starts; between runs they may change.</summary>
public sealed class Constants : IEnumerable<KeyValuePair<string, ModelConstant>>
{
    private readonly Dictionary<string, ModelConstant> _values = [];

    /// <summary>The value of a name.</summary>
    /// <exception cref="ModelException">The name has no value; or it cannot be that of a constant.</exception>
    public ModelConstant this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : throw new ModelException($"There is no constant '{name}'.{Suggest.Sentence(name, _values.Keys)}");
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            if (!char.IsAsciiLetter(name.FirstOrDefault()) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw new ModelException($"'{name}' cannot name a constant. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.");
            }

            _values[name] = ReservedNames.ReasonAgainstConstant(name) is { } reason ? throw new ModelException($"'{name}' cannot name a constant: {reason}.") : value;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ModelConstant>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
