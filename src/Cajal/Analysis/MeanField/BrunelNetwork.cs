using Cajal.Units;

namespace Cajal;

/// <summary>
/// Mean-field theory of the sparse network of excitatory and inhibitory integrate-and-fire neurons of Brunel (2000), model A: both kinds of neurons are
/// alike. The values given here are those of the paper.
/// </summary>
/// <param name="G">Relative strength of inhibition, over 4 where it dominates.</param>
/// <param name="Eta">Rate of the external input, over <see cref="ThresholdRate"/>.</param>
public sealed record BrunelNetwork(double G, double Eta)
{
    private const int RatesTried = 400;
    private const double LowestRate = 1e-6, HighestRate = 1e5;

    /// <summary>Time constant of the membrane [s].</summary>
    public Quantity Tau { get; init; } = new(20e-3, Dimension.Time);

    /// <summary>Threshold, from rest [V].</summary>
    public Quantity Threshold { get; init; } = new(20e-3, Dimension.Voltage);

    /// <summary>Potential after a spike, from rest [V].</summary>
    public Quantity Reset { get; init; } = new(10e-3, Dimension.Voltage);

    /// <summary>Refractory time [s].</summary>
    public Quantity Refractory { get; init; } = new(2e-3, Dimension.Time);

    /// <summary>What an excitatory spike adds to the potential [V]; an inhibitory one takes <see cref="G"/> times as much.</summary>
    public Quantity J { get; init; } = new(0.1e-3, Dimension.Voltage);

    /// <summary>Excitatory synapses onto each neuron from within the network, and as many from outside.</summary>
    public int ExcitatoryInputs { get; init; } = 1000;

    /// <summary>Inhibitory synapses onto each neuron.</summary>
    public int InhibitoryInputs { get; init; } = 250;

    /// <summary>The theory of one neuron of the network.</summary>
    public WhiteNoiseLif Neuron => new(Tau, Threshold, Reset, Refractory);

    /// <summary>Rate of the external input, of each synapse, that alone brings the mean potential to the threshold [Hz].</summary>
    public Quantity ThresholdRate => Threshold / (J * ExcitatoryInputs * Tau);

    /// <summary>Mean of a neuron's input when all neurons fire at a rate [V].</summary>
    public Quantity Mean(Quantity rate) => Tau * J * ((ExcitatoryInputs * (rate + (Eta * ThresholdRate))) - (InhibitoryInputs * G * rate));

    /// <summary>Noise of a neuron's input when all neurons fire at a rate, sigma of <see cref="WhiteNoiseLif"/> [V].</summary>
    public Quantity Noise(Quantity rate) => J * (Tau * ((ExcitatoryInputs * (rate + (Eta * ThresholdRate))) + (InhibitoryInputs * G * G * rate))).Sqrt();

    /// <summary>
    /// Rates at which the network can fire steadily [Hz], ascending: those that, as input, give themselves as output. There is one where inhibition
    /// dominates, up to three where excitation does, of which the middle one is unstable.
    /// </summary>
    public QuantityArray StationaryRates()
    {
        var highest = Math.Min(1 / Refractory.Require(Dimension.Time), HighestRate);
        List<double> rates = [];
        var (below, excess) = (0.0, Excess(0));
        for (var k = 0; k <= RatesTried; k++)
        {
            var above = LowestRate * Math.Pow(highest / LowestRate, (double)k / RatesTried);
            var next = Excess(above);
            if (excess > 0 != next > 0) { rates.Add(Root(below, above, excess > 0)); }
            (below, excess) = (above, next);
        }

        return new([.. rates], Dimension.Frequency);
    }

    /// <summary>Coefficient of variation of the intervals of a neuron when all neurons fire at a rate.</summary>
    public double IntervalCv(Quantity rate) => Neuron.IntervalCv(Mean(rate), Noise(rate));

    /// <summary>How much more a neuron fires than those that drive it [Hz].</summary>
    private double Excess(double rate)
    {
        Quantity r = new(rate, Dimension.Frequency);
        return Neuron.Rate(Mean(r), Noise(r)).Si - rate;
    }

    private double Root(double below, double above, bool falling)
    {
        for (var middle = (below + above) / 2; middle > below && middle < above; middle = (below + above) / 2)
        {
            if (Excess(middle) > 0 == falling) { below = middle; }
            else { above = middle; }
        }

        return below;
    }
}
