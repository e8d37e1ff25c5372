using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Units;

public class QuantityArrayTests
{
    [Fact]
    public void An_array_of_numbers_gets_its_unit_by_multiplication_from_either_side()
    {
        var left = new[] { -60.0, -55.0 } * mV;
        var right = mV * new double[] { -60, -55 };
        Assert.Equal(Dimension.Voltage, left.Dimension);
        Assert.Equal([-60, -55], left.In(mV));
        Assert.Equal(left.AsSpan(), right.AsSpan());
        Assert.Equal(left.AsSpan(), (new[] { -60, -55 } * mV).AsSpan());
        Assert.Equal(Dimension.Frequency, (new[] { 1.0 } / second).Dimension);
    }

    [Fact]
    public void Collected_quantities_must_agree_in_dimension()
    {
        QuantityArray values = [10 * mV, 0, 20 * mV];
        Assert.Equal([10, 0, 20], values.In(mV));
        QuantityArray converted = new[] { 1 * nS, 2 * nS };
        Assert.Equal(2 * nS, converted[1]);
        var error = Assert.Throws<ModelException>(() => QuantityArray.Create(10 * mV, 3 * nS));
        Assert.Equal("The elements of an array must have one dimension: element 1 is 3 nS, others are in V.", error.Message);
    }

    [Fact]
    public void Arithmetic_goes_element_by_element()
    {
        var v = new[] { 10.0, 20.0 } * mV;
        Assert.Equal([11, 21], (v + 1 * mV).In(mV));
        Assert.Equal([-9, -19], (1 * mV - v).In(mV));
        Assert.Equal([20, 40], (2 * v).In(mV));
        Assert.Equal([0.5, 1], (v / (20 * mV)).In(1));
        Assert.Equal([20, 40], (v + v).In(mV));
        Assert.Equal([1, 1], (v / v).In(1));
        Assert.Equal([-10, -20], (-v).In(mV));
        Assert.Equal(Dimension.Current, (v * (new[] { 1.0, 2.0 } * nS)).Dimension);
        Assert.Throws<ModelException>(() => v + 1 * nS);
        Assert.Throws<ModelException>(() => v + new[] { 1.0 } * mV);
    }

    [Fact]
    public void A_range_is_a_slice()
    {
        var v = new[] { 1.0, 2, 3, 4 } * mV;
        Assert.Equal([2, 3], v[1..3].In(mV));
        Assert.Equal(4 * mV, v[^1]);
    }

    [Fact]
    public void A_required_array_of_another_dimension_is_refused()
    {
        var weights = new[] { 1.0, 2.0 } * mV;
        Assert.Equal(2, weights.Require(Dimension.Voltage).Length);
        Assert.Equal("weights: expected S, got 1 mV", Assert.Throws<ModelException>(() => weights.Require(Dimension.Conductance).Length).Message);
        Assert.Equal(3, new QuantityArray(new double[3], Dimension.None).Require(Dimension.Conductance).Length);
    }
}
