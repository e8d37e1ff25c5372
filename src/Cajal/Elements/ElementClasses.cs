using Cajal.Units;

namespace Cajal.Elements;

/// <summary>The classes of elements, with the defaults of MOOSE.</summary>
internal static class ElementClasses
{
    private const int StimulusTick = 0, SynapseTick = 1, NeuronTick = 2, TableTick = 8;
    private const string SynHandlerBase = "SynHandlerBase", IntFireBase = "IntFireBase";
    private static readonly Dimension s_volt = SI.V.Dimension, s_ohm = SI.ohm.Dimension, s_farad = SI.F.Dimension, s_ampere = SI.A.Dimension;

    private static readonly FieldInfo[] s_intFireFields =
    [
        new("Vm", -0.06, s_volt, IsState: true), new("initVm", -0.06, s_volt), new("Em", -0.06, s_volt), new("Rm", 1, s_ohm), new("Cm", 1, s_farad),
        new("inject", 0, s_ampere), new("thresh", 0, s_volt), new("vReset", 0, s_volt), new("refractoryPeriod", 0, Dimension.Time),
        new("hasFired", 0, Dimension.None, IsReadOnly: true, IsState: true), new("lastEventTime", 0, Dimension.Time, IsReadOnly: true, IsState: true),
    ];

    private static readonly Dictionary<string, ElementClass> s_classes = new ElementClass[]
    {
        new("Neutral", [], (a, k, n) => new Neutral(a, k, n), -1, [], [], []),
        IntFire("LIF", (a, k, n) => new LIF(a, k, n)),
        IntFire("QIF", (a, k, n) => new QIF(a, k, n), new("vCritical", 0, s_volt), new("a0", 0, Dimension.None / s_volt)),
        IntFire("ExIF", (a, k, n) => new ExIF(a, k, n), new("deltaThresh", 0, s_volt), new("vPeak", 0, s_volt)),
        IntFire("AdExIF", (a, k, n) => new AdExIF(a, k, n), new("deltaThresh", 0, s_volt), new("vPeak", 0, s_volt),
            new("w", 0, s_ampere, IsState: true), new("tauW", 1, Dimension.Time), new("a0", 0, s_ampere / s_volt), new("b0", 0, s_ampere)),
        IntFire("IzhIF", (a, k, n) => new IzhIF(a, k, n), new("a0", 0.04e6, Dimension.Frequency / s_volt), new("b0", 5e3, Dimension.Frequency), new("c0", 140, s_volt * Dimension.Frequency),
            new("a", 0, Dimension.Frequency), new("b", 0, Dimension.Frequency), new("d", 0, s_volt * Dimension.Frequency),
            new("u", 0, s_volt * Dimension.Frequency, IsState: true), new("uInit", 0, s_volt * Dimension.Frequency), new("vPeak", 0, s_volt)),
        new("RandSpike", [], (a, k, n) => new RandSpike(a, k, n), SynapseTick, [new("rate", 0, Dimension.Frequency), new("refractT", 0, Dimension.Time)], [ElementNames.SpikeOut], []),
        new("TimedSpikes", [], (a, k, n) => new TimedSpikes(a, k, n), SynapseTick, [], [ElementNames.SpikeOut], []),
        new("PulseGen", [], (a, k, n) => new PulseGen(a, k, n), StimulusTick,
            [
                new("baseLevel", 0, s_ampere), new("firstLevel", 0, s_ampere), new("firstDelay", 0, Dimension.Time), new("firstWidth", 0, Dimension.Time),
                new("secondLevel", 0, s_ampere), new("secondDelay", 0, Dimension.Time), new("secondWidth", 0, Dimension.Time),
                new("outputValue", 0, s_ampere, IsReadOnly: true, IsState: true),
            ],
            [ElementNames.Output], []),
        Handler("SimpleSynHandler", (a, k, n) => new SimpleSynHandler(a, k, n), [], []),
        Handler("STDPSynHandler", (a, k, n) => new STDPSynHandler(a, k, n),
            [
                new("aPlus0", 0, s_volt), new("tauPlus", 1, Dimension.Time), new("aMinus0", 0, s_volt), new("tauMinus", 1, Dimension.Time),
                new("weightMin", 0, s_volt), new("weightMax", 0, s_volt),
            ],
            [ElementNames.AddPostSpike]),
        new("Table", [], (a, k, n) => new Table(a, k, n), TableTick, [], [ElementNames.RequestOut], [ElementNames.Input]),
    }.ToDictionary(c => c.Name);

    /// <summary>Names of all classes, and of those whose kind they are.</summary>
    public static IEnumerable<string> Names => s_classes.Values.SelectMany(c => c.BaseNames.Prepend(c.Name)).Distinct();

    /// <summary>A class by its name.</summary>
    public static ElementClass Named(string name) => s_classes[name];

    private static ElementClass IntFire(string name, Func<ElementArray, int, int, Element> handle, params FieldInfo[] fields) => new(
        name, [IntFireBase, "Compartment"], handle, NeuronTick, [.. s_intFireFields, .. fields], [ElementNames.SpikeOut, ElementNames.VmOut],
        [ElementNames.Activation, ElementNames.InjectMsg]);

    private static ElementClass Handler(string name, Func<ElementArray, int, int, Element> handle, FieldInfo[] fields, string[] destinations) => new(
        name, [SynHandlerBase], handle, SynapseTick, [new(ElementNames.NumSynapses, 0, Dimension.None), .. fields], [ElementNames.ActivationOut],
        [ElementNames.AddSpike, .. destinations]);
}
