namespace Cajal.Elements;

/// <summary>Sources of random spikes: in each step one fires with probability rate·dt, each independently of the others.</summary>
public sealed class RandSpike : Element<RandSpike>
{
    internal RandSpike(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Mean rate of the spikes [Hz].</summary>
    public ElementField Rate { get => this["rate"]; set => this["rate"] = value; }

    /// <summary>Time after a spike in which there is none [s]; the mean rate holds nevertheless.</summary>
    public ElementField RefractT { get => this["refractT"]; set => this["refractT"] = value; }

    internal override RandSpike With(int first, int count) => new(Array, first, count);
}

/// <summary>Sources that spike at given times, each in the first step that ends at or after the time.</summary>
public sealed class TimedSpikes : Element<TimedSpikes>
{
    internal TimedSpikes(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>The times of one element [s], ascending. Read at Reinit.</summary>
    /// <exception cref="ModelException">There are several elements, or a time is not after the one before it, or negative.</exception>
    public IReadOnlyList<double> SpikeTimes
    {
        get => Array.SpikeTimes.GetValueOrDefault(RequireOne(), []);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var element = RequireOne();
            for (var k = 0; k < value.Count; k++)
            {
                if (!(value[k] >= (k == 0 ? 0 : value[k - 1])) || double.IsInfinity(value[k]))
                {
                    throw new ModelException(FormattableString.Invariant($"Spike times ascend from 0 s on, but number {k} of '{Path}' is {value[k]} s."));
                }
            }

            Array.SpikeTimes[element] = [.. value];
            Array.Tree.Change();
        }
    }

    internal override TimedSpikes With(int first, int count) => new(Array, first, count);

    private int RequireOne() => Length == 1 ? First : throw new ModelException($"Each of the {Length} elements of '{Path}' has its own times: set those of one, as in Vec[0].SpikeTimes.");
}
