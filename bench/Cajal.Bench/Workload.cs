using System.Globalization;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench;

/// <summary>A standard model with the parameters of its source, and what its cells must do, so that speed cannot hide wrongness. Each run makes a new one.</summary>
internal abstract class Workload
{
    /// <summary>What it is, in one sentence.</summary>
    public abstract string About { get; }

    /// <summary>Model time of the part that is measured, unless <c>--duration</c> says otherwise.</summary>
    public virtual Quantity Duration => 1 * s;

    /// <summary>Model time before that part, in which the network forgets how it began; its populations are then parts of groups.</summary>
    public virtual Quantity Settling => 0 * s;

    /// <summary>Options of this workload alone.</summary>
    public virtual IReadOnlyList<RunOption> Options => [];

    /// <summary>Puts the model into an empty network.</summary>
    /// <returns>Its populations, with the rates that they must have.</returns>
    public abstract IReadOnlyList<Population> Build(Network net, RunOptions options);

    /// <summary>Checks what must hold beyond the rates, by <see cref="Check"/>.</summary>
    /// <param name="report">The run, with the populations that <see cref="Build"/> named.</param>
    public virtual void CheckRun(RunReport report)
    {
    }

    /// <summary>The option <c>--scale</c>: what it multiplies.</summary>
    protected static RunOption ScaleOption(string what) => RunOption.Value("scale", "1", $"{what}, over that of the standard");

    /// <summary>The value of <c>--scale</c>.</summary>
    /// <exception cref="ModelException">It is no number above 0.</exception>
    protected static double Scale(RunOptions options) =>
        double.TryParse(options.Value("scale"), NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0 && double.IsFinite(scale)
            ? scale : throw new ModelException($"--scale needs a number above 0, such as --scale 0.1, not '{options.Value("scale")}'.");
}

/// <summary>Cells whose activity is reported on its own.</summary>
/// <param name="Name">Name of the population; where the cells are a whole group, the name of that.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Lowest">Least mean rate that they may have [Hz].</param>
/// <param name="Highest">Greatest mean rate that they may have [Hz].</param>
/// <param name="Source">Where these rates come from.</param>
internal sealed record Population(string Name, Subgroup Cells, double Lowest, double Highest, string Source);
