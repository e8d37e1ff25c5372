using Cajal.Behaviors;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// A setting of a behaviour: a number, a quantity (its value in SI base units counts), or a text such as <c>"normal(0.5, 0.1)"</c>, from which each
/// element gets a value of its own when the behaviour is initialised. In arithmetic it stands for its value or values.
/// </summary>
public sealed class Parameter
{
    private readonly string? _mode;
    private readonly string? _positive;
    private VariableView? _values;

    private Parameter(string mode, string? positive = null) => (_mode, _positive) = (mode, positive);

    private Parameter(double value) => _values = value;

    /// <summary>The value, when it is one number.</summary>
    /// <exception cref="ModelException">Each element has a value of its own.</exception>
    public double Value => _mode is null ? _values!.Sum() : throw new ModelException($"The parameter \"{_mode}\" has a value for each element: use it in arithmetic, or by Values.");

    /// <summary>The value, or one for each element.</summary>
    /// <exception cref="ModelException">The behaviour is not initialised yet.</exception>
    public VariableView Values => _values ?? throw new ModelException($"The parameter \"{_mode}\" is drawn when its behaviour is initialised, so it has no values before.");

    /// <summary>A number.</summary>
    public static implicit operator Parameter(double value) => new(value);

    /// <summary>A quantity, of which the value in SI base units counts.</summary>
    public static implicit operator Parameter(Quantity value) => new(value.Si);

    /// <summary>A value for each element, made as by <see cref="NeuronGroup.Vector(string, double, double?)"/>.</summary>
    /// <exception cref="EquationException">The text is not right.</exception>
    public static implicit operator Parameter(string mode)
    {
        _ = new VectorMode(mode);
        return new(mode);
    }

    /// <summary>The value or values in arithmetic.</summary>
    public static implicit operator VariableView(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Values;
    }

    /// <summary>The parameter as one whose values have to be positive, those that are still to be drawn included.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="ModelException">A value is not positive.</exception>
    internal Parameter RequirePositive(string what)
    {
        if (_mode is not null) { return new(_mode, what); }
        RequirePositive(Values, what);
        return this;
    }

    /// <summary>Draws what is to be drawn.</summary>
    internal void Resolve(IBehaving owner)
    {
        if (_mode is null) { return; }
        _values = owner.Vector(_mode);
        if (_positive is not null) { RequirePositive(_values, $"{_positive}, drawn by \"{_mode}\" for '{owner.Name}',"); }
    }

    private static void RequirePositive(VariableView values, string what)
    {
        var least = values.ToArray().Min();
        if (!(least > 0)) { throw new ModelException(FormattableString.Invariant($"{char.ToUpperInvariant(what[0])}{what[1..]} has to be positive, but is {least}.")); }
    }
}
