using System.Numerics;
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

    /// <summary>Time from a spike to its effect, within the network [s].</summary>
    public Quantity Delay { get; init; } = new(1.5e-3, Dimension.Time);

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
        if (excess == 0) { rates.Add(0); }
        for (var k = 0; k <= RatesTried; k++)
        {
            var above = LowestRate * Math.Pow(highest / LowestRate, (double)k / RatesTried);
            var next = Excess(above);
            if (excess > 0 != next > 0) { rates.Add(Bisection.Root(Excess, below, above)); }
            (below, excess) = (above, next);
        }

        return new([.. rates], Dimension.Frequency);
    }

    /// <summary>Coefficient of variation of the intervals of a neuron when all neurons fire at a rate.</summary>
    public double IntervalCv(Quantity rate) => Neuron.IntervalCv(Mean(rate), Noise(rate));

    /// <summary>
    /// What comes back of a small rhythm of all neurons after one round through the network, complex amplitude over amplitude: a steady state is unstable to
    /// a rhythm that comes back in phase and larger than it was.
    /// </summary>
    /// <param name="rate">Rate at which all neurons fire [Hz].</param>
    /// <param name="frequency">Frequency of the rhythm [Hz].</param>
    public Complex LoopGain(Quantity rate, Quantity frequency)
    {
        var (mean, noise) = (Mean(rate), Noise(rate));
        var meanPerRate = Tau * J * (ExcitatoryInputs - (InhibitoryInputs * G));
        var noisePerRate = Tau * J * J * (ExcitatoryInputs + (InhibitoryInputs * G * G)) / (2 * noise);
        var response = Neuron.Response(mean, noise, frequency, meanPerRate.Si, noisePerRate.Si);
        return response * Complex.FromPolarCoordinates(1, -2 * Math.PI * (frequency * Delay).Si);
    }

    /// <summary>
    /// The rhythm of 1 Hz to 1 kHz that comes back in phase and largest. With a gain above 1 the steady state is unstable, and the network as a whole oscillates at about
    /// this frequency; below 1 it is stable, and the rhythm is seen, damped, in the fluctuations of a network of finite size. 0 where no rhythm comes back in phase.
    /// </summary>
    /// <param name="rate">Rate at which all neurons fire [Hz].</param>
    public (Quantity Frequency, double Gain) Rhythm(Quantity rate)
    {
        const double lowest = 1, highest = 1000, stride = 1.1;
        var (below, strongest) = (lowest, (Frequency: 0.0, Gain: 0.0));
        for (var imaginary = Loop(below).Imaginary; below < highest; below *= stride)
        {
            var next = Loop(below * stride).Imaginary;
            if (imaginary > 0 != next > 0)
            {
                var crossing = Bisection.Root(f => Loop(f).Imaginary, below, below * stride);
                var gain = Loop(crossing).Real;
                if (gain > strongest.Gain) { strongest = (crossing, gain); }
            }

            imaginary = next;
        }

        return (new(strongest.Frequency, Dimension.Frequency), strongest.Gain);

        Complex Loop(double frequency) => LoopGain(rate, new(frequency, Dimension.Frequency));
    }

    /// <summary>How much more a neuron fires than those that drive it [Hz].</summary>
    private double Excess(double rate)
    {
        Quantity r = new(rate, Dimension.Frequency);
        return Neuron.Rate(Mean(r), Noise(r)).Si - rate;
    }
}
