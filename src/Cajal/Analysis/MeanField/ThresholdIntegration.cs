using System.Numerics;

namespace Cajal;

/// <summary>
/// How the rate of a cell under white noise follows a small modulation of its input, by the method of Richardson (2007): density and flux of the
/// potential are integrated from the threshold down, and the rate is what makes the flux vanish far below.
/// </summary>
/// <remarks>
/// Potentials y are distances from the mean in units of the noise, times are in time constants. The flux is j = -y·p - p'/2, and j' = -iω·p. The cell's mean
/// is modulated by m·exp(iωt), or the square of its noise by the factor 1 + n·exp(iωt), which adds m·p0 and -n·p0'/2 to the flux, p0 being the stationary density.
/// </remarks>
internal readonly struct ThresholdIntegration
{
    private const double Negligible = 40, LongestStep = 0.01, StepOfScale = 0.05;
    private readonly double _reset, _threshold, _refractory, _rate;

    /// <param name="reset">Reset, as a distance from the mean.</param>
    /// <param name="threshold">Threshold, as a distance from the mean.</param>
    /// <param name="refractory">Refractory time, in time constants.</param>
    /// <param name="rate">Stationary rate in a time constant.</param>
    public ThresholdIntegration(double reset, double threshold, double refractory, double rate) =>
        (_reset, _threshold, _refractory, _rate) = (reset, threshold, refractory, rate);

    /// <summary>The complex amplitude of the rate over that of the modulation.</summary>
    /// <param name="frequency">Angular frequency ω.</param>
    /// <param name="mean">The modulation m.</param>
    /// <param name="noise">The modulation n.</param>
    public Complex Response(double frequency, double mean, double noise)
    {
        var lowest = -Math.Sqrt(Math.Pow(Math.Min(_reset, 0), 2) + Negligible);
        var scale = 1 / Math.Max(Math.Max(-lowest, Math.Abs(_threshold)), Math.Sqrt(frequency));
        var system = new Slopes(frequency, mean, noise);
        State state = new(0, 0, 1, 0, 0);
        state = system.Carry(state, _rate, _threshold, _reset, scale);
        state = state with { Flux = state.Flux - Complex.Exp(new(0, -frequency * _refractory)) };
        state = system.Carry(state, 0, _reset, lowest, scale);
        return -state.DrivenFlux / state.Flux;
    }

    /// <summary>The stationary density, density and flux of a modulated rate of 1 without a modulated input, and of a modulated input without a modulated rate.</summary>
    private readonly record struct State(double Stationary, Complex Density, Complex Flux, Complex DrivenDensity, Complex DrivenFlux)
    {
        public static State operator +(State a, State b) =>
            new(a.Stationary + b.Stationary, a.Density + b.Density, a.Flux + b.Flux, a.DrivenDensity + b.DrivenDensity, a.DrivenFlux + b.DrivenFlux);

        public static State operator *(double k, State a) => new(k * a.Stationary, k * a.Density, k * a.Flux, k * a.DrivenDensity, k * a.DrivenFlux);
    }

    private readonly record struct Slopes(double Frequency, double Mean, double Noise)
    {
        /// <summary>Carries a state from one potential to a lower one by the classical Runge-Kutta method.</summary>
        public State Carry(State state, double rate, double from, double to, double scale)
        {
            var steps = (int)Math.Ceiling((from - to) / Math.Min(LongestStep, StepOfScale * scale));
            var h = (to - from) / steps;
            for (var k = 0; k < steps; k++)
            {
                var y = from + (k * h);
                var k1 = At(y, state, rate);
                var k2 = At(y + (h / 2), state + (h / 2 * k1), rate);
                var k3 = At(y + (h / 2), state + (h / 2 * k2), rate);
                var k4 = At(y + h, state + (h * k3), rate);
                state += h / 6 * (k1 + (2 * k2) + (2 * k3) + k4);
            }

            return state;
        }

        private State At(double y, State s, double rate)
        {
            var stationary = -2 * ((y * s.Stationary) + rate);
            var input = (Mean * s.Stationary) - (Noise / 2 * stationary);
            var turn = new Complex(0, -Frequency);
            return new(
                stationary,
                -2 * ((y * s.Density) + s.Flux), turn * s.Density,
                -2 * ((y * s.DrivenDensity) + s.DrivenFlux - input), turn * s.DrivenDensity);
        }
    }
}
