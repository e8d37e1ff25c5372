using Cajal.Units;

namespace Cajal.Elements;

/// <summary>An array of random sources in the engine, each with its own spikes.</summary>
internal sealed class RunningRandomSpikes : IRunningFields
{
    private readonly ElementArray _array;

    /// <param name="array">The sources.</param>
    public RunningRandomSpikes(ElementArray array)
    {
        _array = array;
        var (rates, pauses) = (array.Column("rate"), array.Column("refractT"));
        for (var k = 0; k < array.Count; k++)
        {
            if (!(rates[k] * pauses[k] < 1)) { throw new ModelException(FormattableString.Invariant($"'{array.Path}[{k}]' cannot have a rate of {rates[k]} Hz, as it pauses for {pauses[k]} s after a spike. Use a lower rate or a shorter refractT.")); }
        }

        Source = pauses.Common == 0
            ? new PoissonGroup(array.Count, Rates(array))
            : new NeuronGroup(array.Count, "rate : Hz\nrefractT : second\nlastEvent : second",
                threshold: "rand() < rate/(1 - rate*refractT)*dt and t - lastEvent > refractT - 0.5*dt", reset: "lastEvent = t");
        if (Source is NeuronGroup group)
        {
            (group["rate"], group["refractT"]) = (Rates(array), new QuantityArray(pauses.ToArray(), Dimension.Time));
            group["lastEvent"] = "-refractT - dt";
        }

        array.Running = this;
    }

    public SpikeSource Source { get; }

    public static QuantityArray Rates(ElementArray array) => new(array.Column("rate").ToArray(), Dimension.Frequency);

    public double[] Read(FieldInfo field, int first, int count) => throw new System.Diagnostics.UnreachableException("A RandSpike has no field that a simulation changes.");

    public void Write(FieldInfo field, int first, int count)
    {
        switch (Source)
        {
            case PoissonGroup poisson when field.Name == "rate": poisson.SetRates(Rates(_array)); break;
            case NeuronGroup group: group[field.Name] = new QuantityArray(_array.Column(field.Name).ToArray(), field.Dimension); break;
            default: _array.Tree.Change(); break;
        }
    }
}
