namespace Cajal.Elements;

/// <summary>Sources of a level that goes up for pulses: after <see cref="FirstDelay"/> the first, <see cref="SecondDelay"/> after its beginning perhaps a second; then all over again.</summary>
public sealed class PulseGen : Element<PulseGen>
{
    internal PulseGen(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>Level between pulses [A].</summary>
    public ElementField BaseLevel { get => this["baseLevel"]; set => this["baseLevel"] = value; }

    /// <summary>Level of the first pulse [A].</summary>
    public ElementField FirstLevel { get => this["firstLevel"]; set => this["firstLevel"] = value; }

    /// <summary>Time before the first pulse [s].</summary>
    public ElementField FirstDelay { get => this["firstDelay"]; set => this["firstDelay"] = value; }

    /// <summary>Duration of the first pulse [s].</summary>
    public ElementField FirstWidth { get => this["firstWidth"]; set => this["firstWidth"] = value; }

    /// <summary>Level of the second pulse [A].</summary>
    public ElementField SecondLevel { get => this["secondLevel"]; set => this["secondLevel"] = value; }

    /// <summary>Time from the beginning of the first pulse to that of the second [s].</summary>
    public ElementField SecondDelay { get => this["secondDelay"]; set => this["secondDelay"] = value; }

    /// <summary>Duration of the second pulse [s]; 0 for none.</summary>
    public ElementField SecondWidth { get => this["secondWidth"]; set => this["secondWidth"] = value; }

    /// <summary>The present level [A].</summary>
    public ElementField OutputValue => this["outputValue"];

    internal override PulseGen With(int first, int count) => new(Array, first, count);
}
