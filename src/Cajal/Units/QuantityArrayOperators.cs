using System.Diagnostics.CodeAnalysis;

namespace Cajal.Units;

/// <summary>Gives arrays of numbers a unit: <c>new[] { -60.0, -55.0 } * mV</c>, <c>mV * new[] { 1, 2 }</c>.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "Extension blocks have no names.")]
public static class QuantityArrayOperators
{
    extension(double[])
    {
        /// <summary>Each number times the unit.</summary>
        public static QuantityArray operator *(double[] values, Quantity unit) => (QuantityArray)values * unit;

        /// <summary>Each number times the unit.</summary>
        public static QuantityArray operator *(Quantity unit, double[] values) => values * unit;

        /// <summary>Each number divided by the unit.</summary>
        public static QuantityArray operator /(double[] values, Quantity unit) => (QuantityArray)values / unit;
    }

    extension(int[])
    {
        /// <summary>Each number times the unit.</summary>
        public static QuantityArray operator *(int[] values, Quantity unit) => Array.ConvertAll(values, v => (double)v) * unit;

        /// <summary>Each number times the unit.</summary>
        public static QuantityArray operator *(Quantity unit, int[] values) => values * unit;

        /// <summary>Each number divided by the unit.</summary>
        public static QuantityArray operator /(int[] values, Quantity unit) => Array.ConvertAll(values, v => (double)v) / unit;
    }
}
