using System.Collections.Immutable;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Equations;

/// <summary>Names for checks: v and s [volt], I [amp], x [1], n (integer), b (boolean), t [second]; tau = 10 ms; ta(time).</summary>
internal static class TestScope
{
    public static Scope Create(bool allowsUnknown = false) => new(
        [
            new("v", ValueType.Real, Dimension.Voltage), new("I", ValueType.Real, Dimension.Current), new("x", ValueType.Real, Dimension.None),
            new("n", ValueType.Integer, Dimension.None), new("b", ValueType.Boolean, Dimension.None),
            new("s", ValueType.Real, Dimension.Voltage, IsWritable: false) { IsSubexpression = true },
            new("t", ValueType.Real, Dimension.Time, IsWritable: false, IsShared: true),
        ],
        [new("tau", 10 * ms)],
        [new("ta", new Drive())])
    {
        AllowsUnknown = allowsUnknown,
    };

    /// <summary>A plain number that depends on the time.</summary>
    public sealed class Drive : EquationFunction
    {
        public override ImmutableArray<Dimension> ArgumentDimensions => [Dimension.Time];

        public override Dimension ResultDimension => Dimension.None;
    }
}
