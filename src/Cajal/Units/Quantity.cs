using System.Globalization;

namespace Cajal.Units;

/// <summary>A number with its dimension; the value is held in SI base units.</summary>
/// <remarks>A plain 0 agrees with every dimension, in sums and comparisons as in equations.</remarks>
/// <param name="Si">The value in SI base units.</param>
/// <param name="Dimension">The dimension.</param>
public readonly record struct Quantity(double Si, Dimension Dimension) : IFormattable
{
    /// <summary>A plain number.</summary>
    public static implicit operator Quantity(double value) => new(value, Dimension.None);

    /// <summary>The value of a plain number.</summary>
    /// <exception cref="ModelException">The quantity has a dimension.</exception>
    public static explicit operator double(Quantity quantity) => quantity.Dimension.IsNone
        ? quantity.Si
        : throw new ModelException($"{quantity} is not a plain number. Divide it by a unit, or use In(unit).");

    /// <summary>Sum of two quantities of one dimension.</summary>
    public static Quantity operator +(Quantity a, Quantity b) => new(a.Si + b.Si, Common(a, b, "add"));

    /// <summary>Difference of two quantities of one dimension.</summary>
    public static Quantity operator -(Quantity a, Quantity b) => new(a.Si - b.Si, Common(a, b, "subtract"));

    /// <summary>The same size, the other sign.</summary>
    public static Quantity operator -(Quantity a) => a with { Si = -a.Si };

    /// <summary>Product; also how a number gets its unit: <c>20 * mV</c>.</summary>
    public static Quantity operator *(Quantity a, Quantity b) => new(a.Si * b.Si, a.Dimension * b.Dimension);

    /// <summary>Quotient.</summary>
    public static Quantity operator /(Quantity a, Quantity b) => new(a.Si / b.Si, a.Dimension / b.Dimension);

    /// <summary>Remainder with the sign of <paramref name="a"/>, as C# defines it.</summary>
    public static Quantity operator %(Quantity a, Quantity b) => new(a.Si % b.Si, Common(a, b, "take the remainder of"));

    /// <summary>Whether a is smaller than b.</summary>
    public static bool operator <(Quantity a, Quantity b) => Compare(a, b) is var (x, y) && x < y;

    /// <summary>Whether a is larger than b.</summary>
    public static bool operator >(Quantity a, Quantity b) => Compare(a, b) is var (x, y) && x > y;

    /// <summary>Whether a is at most b.</summary>
    public static bool operator <=(Quantity a, Quantity b) => Compare(a, b) is var (x, y) && x <= y;

    /// <summary>Whether a is at least b.</summary>
    public static bool operator >=(Quantity a, Quantity b) => Compare(a, b) is var (x, y) && x >= y;

    /// <summary>How many of a unit this is: <c>(10 * mV).In(mV)</c> is 10.</summary>
    /// <exception cref="ModelException">The unit has another dimension.</exception>
    public double In(Quantity unit) => Agrees(Dimension, unit.Dimension, Si)
        ? Si / unit.Si
        : throw new ModelException($"{this} cannot be expressed in {unit}: one is {Dimension}, the other {unit.Dimension}.");

    /// <summary>Power; the dimension is raised with the value.</summary>
    public Quantity Pow(double exponent) => new(Math.Pow(Si, exponent), Dimension.Pow(exponent));

    /// <summary>Square root.</summary>
    public Quantity Sqrt() => new(Math.Sqrt(Si), Dimension.Pow(0.5));

    /// <summary>Absolute value.</summary>
    public Quantity Abs() => this with { Si = Math.Abs(Si) };

    /// <summary>Reads "20 mV", "0.1ms", "1e-3 s", "20*mV", "3 V/s", "2 um^2".</summary>
    /// <exception cref="ModelException">The text is no quantity; the message names near units.</exception>
    public static Quantity Parse(string text) => QuantityParser.TryParse(text, out var quantity, out var error) ? quantity : throw new ModelException(error);

    /// <summary>As <see cref="Parse"/>, and false where that throws.</summary>
    public static bool TryParse(string? text, out Quantity quantity) => QuantityParser.TryParse(text ?? "", out quantity, out _);

    /// <summary>The value with the prefix that leaves one to three digits before the point: <c>20 mV</c>, <c>100 us</c>.</summary>
    public override string ToString() => ToString(null);

    /// <summary>As <see cref="ToString()"/> with a numeric format such as <c>G4</c>; without one 13 digits are kept.</summary>
    public string ToString(string? format) => QuantityText.Of(this, format);

    /// <summary>As <see cref="ToString(string?)"/>: the culture is always the invariant one.</summary>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    /// <summary>Whether a value of dimension <paramref name="actual"/> may stand where <paramref name="expected"/> is asked: a plain 0 always may.</summary>
    internal static bool Agrees(Dimension actual, Dimension expected, double value) => actual == expected || (actual.IsNone && value == 0);

    private static Dimension Common(Quantity a, Quantity b, string verb)
    {
        if (Agrees(b.Dimension, a.Dimension, b.Si)) { return a.Dimension; }
        if (Agrees(a.Dimension, b.Dimension, a.Si)) { return b.Dimension; }
        throw new ModelException(string.Create(
            CultureInfo.InvariantCulture, $"Cannot {verb} {a} and {b}: one is {a.Dimension}, the other {b.Dimension}."));
    }

    private static (double A, double B) Compare(Quantity a, Quantity b)
    {
        _ = Common(a, b, "compare");
        return (a.Si, b.Si);
    }
}
