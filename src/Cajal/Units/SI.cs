using System.Diagnostics.CodeAnalysis;

namespace Cajal.Units;

/// <summary>Units to multiply numbers with: <c>using static Cajal.Units.SI;</c> then <c>20 * mV</c>.</summary>
/// <remarks>
/// Letters that models use for variables (m, g, h, n, C, K, N...) are no units here: write <c>metre</c>, <c>gram</c>, <c>coulomb</c>.
/// A local variable hides a unit of the same name.
/// </remarks>
[SuppressMessage("Naming", "CA1708", Justification = "ms and mS are the units' own names.")]
public static class SI
{
    /// <summary>Time, in SI: second.</summary>
    public static readonly Quantity
        s = new(1, Dimension.Time), ms = 1e-3 * s, us = 1e-6 * s, ns = 1e-9 * s, second = s, msecond = ms, usecond = us, nsecond = ns;

    /// <summary>Frequency or rate, in SI: 1/second.</summary>
    public static readonly Quantity
        Hz = new(1, Dimension.Frequency), kHz = 1e3 * Hz, MHz = 1e6 * Hz, hertz = Hz, khertz = kHz;

    /// <summary>Electric potential, in SI: volt.</summary>
    public static readonly Quantity
        V = new(1, Dimension.Voltage), mV = 1e-3 * V, uV = 1e-6 * V, nV = 1e-9 * V, volt = V, mvolt = mV, uvolt = uV, nvolt = nV;

    /// <summary>Electric current, in SI: ampere.</summary>
    public static readonly Quantity
        A = new(1, Dimension.Current), mA = 1e-3 * A, uA = 1e-6 * A, nA = 1e-9 * A, pA = 1e-12 * A, fA = 1e-15 * A,
        amp = A, ampere = A, mamp = mA, uamp = uA, namp = nA, pamp = pA;

    /// <summary>Electric conductance, in SI: siemens.</summary>
    public static readonly Quantity
        S = new(1, Dimension.Conductance), mS = 1e-3 * S, uS = 1e-6 * S, nS = 1e-9 * S, pS = 1e-12 * S,
        siemens = S, msiemens = mS, usiemens = uS, nsiemens = nS, psiemens = pS;

    /// <summary>Electric resistance, in SI: ohm.</summary>
    public static readonly Quantity
        ohm = new(1, Dimension.Resistance), kohm = 1e3 * ohm, Mohm = 1e6 * ohm, Gohm = 1e9 * ohm;

    /// <summary>Electric capacitance, in SI: farad.</summary>
    public static readonly Quantity
        F = new(1, Dimension.Capacitance), mF = 1e-3 * F, uF = 1e-6 * F, nF = 1e-9 * F, pF = 1e-12 * F, fF = 1e-15 * F,
        farad = F, mfarad = mF, ufarad = uF, nfarad = nF, pfarad = pF;

    /// <summary>Length, area and volume, in SI: powers of the metre.</summary>
    public static readonly Quantity
        metre = new(1, Dimension.Length), meter = metre, cm = 1e-2 * metre, mm = 1e-3 * metre, um = 1e-6 * metre, nm = 1e-9 * metre,
        cmetre = cm, mmetre = mm, umetre = um, nmetre = nm,
        metre2 = metre * metre, cm2 = cm * cm, mm2 = mm * mm, um2 = um * um,
        metre3 = metre2 * metre, cm3 = cm2 * cm, mm3 = mm2 * mm, um3 = um2 * um,
        liter = new(1e-3, Dimension.Length.Pow(3));

    /// <summary>Mass, in SI: kilogram.</summary>
    public static readonly Quantity
        kg = new(1, Dimension.Mass), kilogram = kg, gram = 1e-3 * kg, mgram = 1e-3 * gram, ugram = 1e-6 * gram;

    /// <summary>Amount of substance, in SI: mole.</summary>
    public static readonly Quantity
        mol = new(1, Dimension.Amount), mmol = 1e-3 * mol, umol = 1e-6 * mol, nmol = 1e-9 * mol, mole = mol, mmole = mmol, umole = umol;

    /// <summary>Concentration, in SI: mole/metre^3, which is millimolar.</summary>
    public static readonly Quantity
        molar = new(1e3, Dimension.Concentration), mM = 1e-3 * molar, uM = 1e-6 * molar, nM = 1e-9 * molar, mmolar = mM, umolar = uM, nmolar = nM;

    /// <summary>Units of one name each, all of value 1 in SI.</summary>
    public static readonly Quantity
        kelvin = new(1, Dimension.Temperature), coulomb = new(1, Dimension.Charge), joule = new(1, Dimension.Energy),
        watt = new(1, Dimension.Power), newton = new(1, Dimension.Force), pascal = new(1, Dimension.Pressure),
        weber = new(1, Dimension.MagneticFlux), tesla = new(1, Dimension.MagneticFluxDensity), henry = new(1, Dimension.Inductance);
}
