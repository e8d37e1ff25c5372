namespace Cajal.Units;

/// <summary>Constants of nature, with their units. Values of CODATA 2022.</summary>
public static class PhysicalConstants
{
    /// <summary>Particles in a mole.</summary>
    public static Quantity AvogadroConstant { get; } = 6.02214076e23 / SI.mol;

    /// <summary>Energy of a particle per temperature.</summary>
    public static Quantity BoltzmannConstant { get; } = 1.380649e-23 * SI.joule / SI.kelvin;

    /// <summary>Permittivity of the vacuum.</summary>
    public static Quantity ElectricConstant { get; } = 8.8541878188e-12 * SI.farad / SI.metre;

    /// <summary>Mass of an electron.</summary>
    public static Quantity ElectronMass { get; } = 9.1093837139e-31 * SI.kilogram;

    /// <summary>Charge of a proton.</summary>
    public static Quantity ElementaryCharge { get; } = 1.602176634e-19 * SI.coulomb;

    /// <summary>Charge of a mole of protons.</summary>
    public static Quantity FaradayConstant { get; } = AvogadroConstant * ElementaryCharge;

    /// <summary>Energy of a mole per temperature.</summary>
    public static Quantity GasConstant { get; } = AvogadroConstant * BoltzmannConstant;

    /// <summary>Permeability of the vacuum.</summary>
    public static Quantity MagneticConstant { get; } = 1.25663706127e-6 * SI.newton / (SI.A * SI.A);

    /// <summary>Mass of a mole of atomic mass units.</summary>
    public static Quantity MolarMassConstant { get; } = 1.00000000105e-3 * SI.kilogram / SI.mol;

    /// <summary>0 degrees Celsius as a temperature above absolute zero.</summary>
    public static Quantity ZeroCelsius { get; } = 273.15 * SI.kelvin;

    /// <summary>The constants by the names that model texts use.</summary>
    internal static IReadOnlyDictionary<string, Quantity> ByName { get; } = new Dictionary<string, Quantity>(StringComparer.Ordinal)
    {
        ["avogadro_constant"] = AvogadroConstant,
        ["boltzmann_constant"] = BoltzmannConstant,
        ["electric_constant"] = ElectricConstant,
        ["electron_mass"] = ElectronMass,
        ["elementary_charge"] = ElementaryCharge,
        ["faraday_constant"] = FaradayConstant,
        ["gas_constant"] = GasConstant,
        ["magnetic_constant"] = MagneticConstant,
        ["molar_mass_constant"] = MolarMassConstant,
        ["zero_celsius"] = ZeroCelsius,
    };
}
