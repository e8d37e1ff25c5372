namespace Cajal.Units;

/// <summary>A physical dimension: one rational exponent for each of the seven SI base units.</summary>
/// <remarks>Exponents are held in sixtieths, so that halves (noise, volt·second^-½), thirds and fifths are exact.</remarks>
public readonly record struct Dimension
{
    private const int PerUnit = 60;
    private readonly short _length, _mass, _time, _current, _temperature, _amount, _luminosity;

    private Dimension(int length, int mass, int time, int current, int temperature, int amount, int luminosity)
    {
        checked
        {
            (_length, _mass, _time, _current) = ((short)length, (short)mass, (short)time, (short)current);
            (_temperature, _amount, _luminosity) = ((short)temperature, (short)amount, (short)luminosity);
        }
    }

    /// <summary>The dimension of a plain number.</summary>
    public static Dimension None => default;

    /// <summary>Length, base unit metre.</summary>
    public static Dimension Length { get; } = new(PerUnit, 0, 0, 0, 0, 0, 0);

    /// <summary>Mass, base unit kilogram.</summary>
    public static Dimension Mass { get; } = new(0, PerUnit, 0, 0, 0, 0, 0);

    /// <summary>Time, base unit second.</summary>
    public static Dimension Time { get; } = new(0, 0, PerUnit, 0, 0, 0, 0);

    /// <summary>Electric current, base unit ampere.</summary>
    public static Dimension Current { get; } = new(0, 0, 0, PerUnit, 0, 0, 0);

    /// <summary>Thermodynamic temperature, base unit kelvin.</summary>
    public static Dimension Temperature { get; } = new(0, 0, 0, 0, PerUnit, 0, 0);

    /// <summary>Amount of substance, base unit mole.</summary>
    public static Dimension Amount { get; } = new(0, 0, 0, 0, 0, PerUnit, 0);

    /// <summary>Luminous intensity, base unit candela.</summary>
    public static Dimension Luminosity { get; } = new(0, 0, 0, 0, 0, 0, PerUnit);

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => new(
        a._length + b._length, a._mass + b._mass, a._time + b._time, a._current + b._current,
        a._temperature + b._temperature, a._amount + b._amount, a._luminosity + b._luminosity);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => a * b.Pow(-1);

    /// <summary>The dimension of a power.</summary>
    /// <exception cref="ModelException">An exponent of the result is not a multiple of a sixtieth.</exception>
    public Dimension Pow(double exponent)
    {
        return new(Scale(_length), Scale(_mass), Scale(_time), Scale(_current), Scale(_temperature), Scale(_amount), Scale(_luminosity));

        int Scale(short sixtieths)
        {
            var scaled = sixtieths * exponent;
            var nearest = Math.Round(scaled);
            return Math.Abs(scaled - nearest) <= 1e-9 * Math.Max(1, Math.Abs(scaled))
                ? checked((int)nearest)
                : throw new ModelException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A dimension cannot be raised to the power {exponent}."));
        }
    }
}
