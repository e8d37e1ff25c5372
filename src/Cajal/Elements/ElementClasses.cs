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
        new("RandSpike", [], (a, k, n) => new RandSpike(a, k, n), SynapseTick, [new("rate", 0, Dimension.Frequency), new("refractT", 0, Dimension.Time)], [ElementNames.SpikeOut], []),
        new("TimedSpikes", [], (a, k, n) => new TimedSpikes(a, k, n), SynapseTick, [], [ElementNames.SpikeOut], []),
        Handler("SimpleSynHandler", (a, k, n) => new SimpleSynHandler(a, k, n), [], []),
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
