using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// Potjans and Diesmann (2014), Cereb. Cortex 24, 785-806: the cortex under 1 mm², four layers of excitatory and inhibitory cells, 77,169 cells with 299 million
/// synapses, each with a weight and a delay of its own. At a smaller scale cells have as many synapses fewer as there are cells fewer; weights and a constant
/// current keep mean and variance of their input (van Albada et al. 2015).
/// </summary>
internal sealed class Microcircuit : Workload
{
    private static readonly string[] _names = ["L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"];
    private static readonly int[] _sizes = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948];

    /// <summary>Inputs to each cell from outside, at 8 Hz each.</summary>
    private static readonly int[] _externalInputs = [1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100];

    /// <summary>Probability that a cell of one population (row) has a synapse from a given one of another (column).</summary>
    private static readonly double[,] _probabilities =
    {
        { 0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0 },
        { 0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0 },
        { 0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0 },
        { 0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0 },
        { 0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0 },
        { 0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0 },
        { 0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252 },
        { 0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443 },
    };

    /// <summary>Potentials [mV] from which the network starts close to its steady state, mean and standard deviation (Senk et al. 2026).</summary>
    private static readonly (double Mean, double Spread)[] _start =
        [(-68.28, 5.36), (-63.16, 4.57), (-63.33, 4.74), (-63.45, 4.94), (-63.11, 4.94), (-61.66, 4.55), (-66.72, 5.46), (-61.43, 4.48)];

    /// <summary>Rates of the full network [Hz]: NEST, by the authors of the model.</summary>
    private static readonly double[] _rates = [0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829];

    /// <summary>Rates at a scale of 10 % [Hz]: NEST 3.9.</summary>
    private static readonly double[] _ratesOfTenth = [0.45, 2.18, 3.92, 4.98, 7.05, 7.62, 0.81, 7.01];

    /// <summary>Synapses of the full network, as its authors count them.</summary>
    private const double AllSynapses = 298.88e6;

    private static readonly Quantity _meanWeight = 87.8 * pA, _tau_s = 0.5 * ms, _externalRate = 8 * Hz;

    private double _synapses;

    public override string About => "Cortical microcircuit of 77,169 cells and 299 million synapses (Potjans and Diesmann 2014)";

    public override Quantity Settling => 0.5 * s;

    public override IReadOnlyList<RunOption> Options =>
        [
            ScaleOption("Numbers of cells, and of synapses of a cell, 0.1 to 1"),
            RunOption.Choice("drive", "Input from outside: Poisson processes, or their mean, with which smaller networks fall silent", "poisson", "dc"),
            RunOption.Choice("weights", "How weights are kept: as they are, or rounded to 16 bits", "exact", "compact"),
        ];

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var scale = Scale(options);
        var hasNoise = options.Value("drive") == "poisson";
        int[] sizes = [.. _sizes.Select(n => (int)Math.Round(n * scale))];
        var (tau_m, E_L, C) = (10 * ms, -65 * mV, 250 * pF);
        var cells = net.Add(new NeuronGroup(
            sizes.Sum(),
            $"""
            dv/dt = ({E_L} - v)/{tau_m} + (I + I_dc)/{C} : volt (unless refractory)
            dI/dt = -I/{_tau_s} : amp
            I_dc : amp (constant)
            J : amp (constant)            # mean weight of the synapses that the cell makes
            d : second (constant)         # mean delay
            population : integer (constant)
            """,
            threshold: "v > -50*mV", reset: $"v = {E_L}", refractory: 2 * ms, method: "exact")
        { Name = "cells" });
        Subgroup[] parts = [.. sizes.Select((n, k) => cells[sizes[..k].Sum()..(sizes[..k].Sum() + n)])];
        var synapses = net.Add(new Synapses(
            cells, cells, "w : amp", onPre: "I_post += w", weights: options.Value("weights") == "compact" ? WeightStorage.Compact : WeightStorage.Exact));
        foreach (var (target, part) in parts.Index())
        {
            var isExcitatory = target % 2 == 0;
            part["population"] = target;
            part["J"] = (isExcitatory ? 1 : -4) * _meanWeight / Math.Sqrt(scale);
            part["d"] = isExcitatory ? 1.5 * ms : 0.75 * ms;
            part["v"] = $"{_start[target].Mean}*mV + {_start[target].Spread}*mV*randn()";
            part["I_dc"] = ConstantCurrent(target, scale, hasNoise);
            if (hasNoise) { net.Add(new PoissonInput(part, "I", (int)Math.Round(_externalInputs[target] * scale), _externalRate, _meanWeight / Math.Sqrt(scale))); }
            for (var source = 0; source < parts.Length; source++)
            {
                if (_probabilities[target, source] > 0) { synapses.ConnectFixedTotal((long)Math.Round(Synapses(target, source) * scale * scale), from: parts[source], to: part); }
            }
        }

        synapses["w"] = "J_pre*(1 + int(population_pre == 2 and population_post == 0))*clip(1 + 0.1*randn(), 0, 2)";
        synapses.Delay = $"clip(d_pre*(1 + 0.5*randn()), {net.Dt}, 10*ms)";
        _synapses = AllSynapses * scale * scale;
        return [.. parts.Select((part, k) => Expected(k, part, scale))];
    }

    public override void CheckRun(RunReport report) => Check.That(
        Math.Abs(report.Synapses - _synapses) < 1e-4 * _synapses, FormattableString.Invariant($"there are {_synapses / 1e6:0.000} million synapses: {report.Synapses:N0}"));

    /// <summary>Number of synapses from one population to another at full scale, such that the probability of at least one between two cells is that of the table.</summary>
    private static double Synapses(int target, int source) =>
        Math.Log(1 - _probabilities[target, source]) / Math.Log(1 - (1 / ((double)_sizes[target] * _sizes[source])));

    /// <summary>The mean of the input from outside where that is not noisy, and what smaller numbers of stronger synapses lack of the mean input.</summary>
    private static Quantity ConstantCurrent(int target, double scale, bool hasNoise)
    {
        var external = _externalInputs[target] * _externalRate;
        var recurrent = 0 * Hz;
        for (var source = 0; source < _sizes.Length; source++)
        {
            var strength = source % 2 == 1 ? -4 : source == 2 && target == 0 ? 2 : 1;
            recurrent += strength * Synapses(target, source) / _sizes[target] * _rates[source] * Hz;
        }

        var missing = 1 - Math.Sqrt(scale);
        return _tau_s * _meanWeight * ((hasNoise ? missing : 1) * external + (missing * recurrent));
    }

    /// <summary>A population with its rate in NEST: ± 10 % at full scale, ± 20 % at a tenth, over three standard deviations over 12 seeds here; between the two, any between them.</summary>
    private static Population Expected(int k, Subgroup cells, double scale)
    {
        var (isWhole, isTenth) = (scale >= 1, scale <= 0.1);
        var (lowest, highest) = (isWhole ? 0.9 * _rates[k] : 0.8 * _ratesOfTenth[k], isTenth ? 1.2 * _ratesOfTenth[k] : 1.1 * _rates[k]);
        return new(_names[k], cells, lowest, highest, FormattableString.Invariant($"NEST: {_ratesOfTenth[k]} Hz at a tenth, {_rates[k]} Hz at full scale"));
    }
}
