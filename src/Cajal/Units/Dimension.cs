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

    /// <summary>Electric charge, coulomb.</summary>
    public static Dimension Charge { get; } = Current * Time;

    /// <summary>Force, newton.</summary>
    public static Dimension Force { get; } = Mass * Length / Time.Pow(2);

    /// <summary>Pressure, pascal.</summary>
    public static Dimension Pressure { get; } = Force / Length.Pow(2);

    /// <summary>Energy, joule.</summary>
    public static Dimension Energy { get; } = Force * Length;

    /// <summary>Power, watt.</summary>
    public static Dimension Power { get; } = Energy / Time;

    /// <summary>Electric potential, volt.</summary>
    public static Dimension Voltage { get; } = Power / Current;

    /// <summary>Electric resistance, ohm.</summary>
    public static Dimension Resistance { get; } = Voltage / Current;

    /// <summary>Electric conductance, siemens.</summary>
    public static Dimension Conductance { get; } = Current / Voltage;

    /// <summary>Electric capacitance, farad.</summary>
    public static Dimension Capacitance { get; } = Charge / Voltage;

    /// <summary>Magnetic flux, weber.</summary>
    public static Dimension MagneticFlux { get; } = Voltage * Time;

    /// <summary>Magnetic flux density, tesla.</summary>
    public static Dimension MagneticFluxDensity { get; } = MagneticFlux / Length.Pow(2);

    /// <summary>Inductance, henry.</summary>
    public static Dimension Inductance { get; } = MagneticFlux / Current;

    /// <summary>Frequency or rate, hertz.</summary>
    public static Dimension Frequency { get; } = Time.Pow(-1);

    /// <summary>Amount of substance in a volume, mole a cubic metre (which is millimolar).</summary>
    public static Dimension Concentration { get; } = Amount / Length.Pow(3);

    /// <summary>Whether this is the dimension of a plain number.</summary>
    public bool IsNone => this == None;

    /// <summary>The base units with their exponents, in the order m kg s A K mol cd; those with exponent 0 are left out.</summary>
    internal IEnumerable<(string Symbol, double Exponent)> Factors =>
        new (string Symbol, double Exponent)[]
        {
            ("m", _length), ("kg", _mass), ("s", _time), ("A", _current), ("K", _temperature), ("mol", _amount), ("cd", _luminosity),
        }
        .Where(f => f.Exponent != 0)
        .Select(f => (f.Symbol, f.Exponent / PerUnit));

    /// <summary>The dimension of a product.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => new(
        a._length + b._length, a._mass + b._mass, a._time + b._time, a._current + b._current,
        a._temperature + b._temperature, a._amount + b._amount, a._luminosity + b._luminosity);

    /// <summary>The dimension of a quotient.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => a * b.Pow(-1);

    /// <summary>The unit of this dimension whose value in SI is 1: <c>V</c>, <c>V s^-0.5</c>, <c>mM</c>; <c>1</c> for a plain number.</summary>
    public override string ToString() => DimensionText.Of(this);

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
