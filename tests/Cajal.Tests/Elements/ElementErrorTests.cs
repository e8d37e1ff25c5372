using Cajal.Elements;
using Cajal.Tests.Model;

namespace Cajal.Tests.Elements;

/// <summary>What is said of mistakes with elements.</summary>
public sealed class ElementErrorTests
{
    public static TheoryData<string, Action<ElementTree>> Mistakes => new()
    {
        { "'sim' is no path: a path begins at the root, as in '/sim/cells'.", m => m.Neutral("sim") },
        { "'/sim//x' has an empty name between two '/'.", m => m.Neutral("/sim//x") },
        { "'a[1]' in '/a[1]' cannot name an element: names have letters, digits, '_', '-' and '.'. One element of an array is Vec[k].", m => m.Neutral("/a[1]") },
        { "'/' is the place of the root. A path is as '/sim/cells'.", m => m.Neutral("/") },
        { "An array has at least one element, but '/x' is to have 0.", m => m.LIF("/x", 0) },
        { "'/cells' is there already: 3 of class LIF. Take another name, or Delete(\"/cells\") before.", m => m.LIF("/cells", 4) },
        { "'/cells' is there already: 3 of class LIF. Take another name, or Delete(\"/cells\") before.", m => m.QIF("/cells", 3) },
        { "There is no element '/cels'. Did you mean 'cells'?", m => m.Delete("/cels") },
        { "There is no element '/sim'. Make it before what is below it, as in Neutral(path).", m => m.LIF("/sim/model/x") },
        { "The root '/' cannot be deleted. Delete the elements below it.", m => m.Delete("/") },
        { "'/cells' has the elements 0 to 2, so none '[3]'.", m => m.Element("/cells[3]") },
        { "'/cells' has the elements 0 to 2, so none of number 3.", m => _ = Cells(m).Vec[3] },
        { "A Table has no field 'threshold'. Its fields are none.", m => m.Table("/table")["threshold"] = 1 },
        { "'/cells.Vm' has 3 values, not one: index one of them, or take all by ToArray().", m => _ = Cells(m).Vec.Vm.Value },
        { "'/cells.Vm' has the elements 0 to 2, so none of number 3.", m => _ = Cells(m).Vec.Vm[3] },
        { "'/cells.thresh' has 3 elements, but got 2 values. Give one for each, or one for all.", m => Cells(m).Vec.Thresh = new[] { 1.0, 2 } },
        { "'/cells.hasFired' cannot be set: only a simulation changes it.", m => Cells(m)["hasFired"] = 1 },
        { "'/s[0]' has 2 synapses, 0 to 1, so none of number 2. Set numSynapses before.", m => _ = Handler(m).Vec[0].Synapse[2] },
        { "'/s[0]' has 2 synapses and can get more, but numSynapses is set to 1.", m => Handler(m).Vec.NumSynapses = 1 },
        { "'/s' has 3 elements, each with its own synapses: take one, as in Vec[0].Synapse.", m => _ = Handler(m).Vec.Synapse },
        { "A delay of -1 s of '/s[0]/synapse[0]' is not possible: a spike cannot arrive before it is sent.", m => Handler(m).Vec[0].Synapse[0].Delay = -1 },
        { "A Synapse has no field 'wieght'. Did you mean 'weight'? Its fields are 'weight', 'delay'.", m => _ = Handler(m).Vec[0].Synapse[0]["wieght"] },
        { "A LIF does not send 'spikesOut'. Did you mean 'spikeOut'? It sends 'spikeOut', 'VmOut'.", m => m.Connect(Cells(m), "spikesOut", m.Table("/t"), "input") },
        { "A Neutral sends no messages, so no 'spikeOut'.", m => m.Connect(m.Neutral("/n"), "spikeOut", m.Table("/t"), "input") },
        { "A Table does not receive 'inputs'. Did you mean 'input'? It receives 'input'.", m => m.Connect(Cells(m), "spikeOut", m.Table("/t"), "inputs") },
        { "'spikeOut' cannot be sent to 'activation'. It goes to 'addSpike', 'addPostSpike', 'input'.", m => m.Connect(Cells(m), "spikeOut", Cells(m), "activation") },
        { "'spikeOut' cannot be sent to 'getVm'. It goes to 'addSpike', 'addPostSpike', 'input'.", m => m.Connect(Cells(m), "spikeOut", Cells(m), "getVm") },
        { "A Synapse sends no messages, so no 'spikeOut'.", m => m.Connect(Handler(m).Vec[0].Synapse[0], "spikeOut", m.Table("/t"), "input") },
        { "A Synapse does not receive 'input'. It receives 'addSpike'.", m => m.Connect(Cells(m), "spikeOut", Handler(m).Vec[0].Synapse[0], "input") },
        { "A synapse receives the spikes of one source, by a Single message. For OneToOne send to the handler: each pair then makes a synapse of its own.", m => m.Connect(Cells(m), "spikeOut", Handler(m).Vec[0].Synapse[0], "addSpike", "OneToOne") },
        { "There is no type of message 'OneToone'. Did you mean 'OneToOne'? The types are 'Single', 'OneToOne', 'OneToAll', 'AllToOne', 'Diagonal', 'Sparse'.", m => m.Connect(Cells(m), "spikeOut", m.Table("/t"), "input", "OneToone") },
        { "OneToOne joins elements of the same number, but '/cells' has 3 and '/t' has 2. Take parts of one size, or another type of message.", m => m.Connect(Cells(m), "spikeOut", m.Table("/t", 2), "input", "OneToOne") },
        { "The message from '/cells' to '/t' is Single; only one that is Diagonal has this. Give the type where it is made: Connect(..., MessageType.Diagonal).", m => m.Connect(Cells(m), "spikeOut", m.Table("/t"), "input").Stride = 2 },
        { "There are 2 sources and 1 destinations; each pair takes one of both, so they have to be as many.", m => Handler(m).ConnectSparse(Cells(m), [0, 1], [0], 1, 0) },
        { "post[1] is 3, but '/s' has the elements 0 to 2.", m => Handler(m).ConnectSparse(Cells(m), [0, 1], [0, 3], 1, 0) },
        { "There are 2 pairs, but 3 values of weight. Give one for each, or one for all.", m => Handler(m).ConnectSparse(Cells(m), [0, 1], [0, 1], new[] { 1.0, 2, 3 }, 0) },
        { "A probability has to be from 0 to 1, but is 2.", m => m.Connect(Cells(m), "spikeOut", Handler(m), "addSpike", MessageType.Sparse).SetRandomConnectivity(2, 1) },
        { "'cells' is no pattern of paths: it begins at the root, as in '/##[ISA=LIF]'.", m => m.Find("cells") },
        { "'[LIF]' in '/##[LIF]' is no condition. Conditions are as [ISA=LIF], [TYPE!=Neutral] and [FIELD(Vm)>=-65e-3].", m => m.Find("/##[LIF]") },
        { "There is no class 'LIFF'. Did you mean 'LIF'?", m => m.Find("/##[ISA=LIFF]") },
        { "'low' in '/##[FIELD(Vm)<low]' is no number.", m => m.Find("/##[FIELD(Vm)<low]") },
        { "'/cells' cannot be copied to '/cells', which is part of it.", m => m.Copy(Cells(m), "/cells") },
        { "'/cells' is there already. Give the copy another name.", m => m.Copy(Cells(m), "/") },
        { "A clock has the ticks 0 to 31, so none of number 32.", m => m.SetClock(32, 1e-3) },
        { "A time step has to be a positive time, but that of tick 2 is set to 0 s.", m => m.SetClock(2, 0) },
        { "Elements do 'process' in a clock tick, not 'proc'.", m => m.UseClock(2, "/cells", "proc") },
        { "'/n' is Neutral and does nothing, so it uses no clock.", m => m.UseClock(2, m.Neutral("/n").Path) },
        { "There is nothing to start yet: call Reinit() when all elements and messages are there.", m => m.Start(0.1) },
        { "There is nothing to report yet: call Reinit() and Start(...) first.", m => m.Report("x") },
        { "Elements, messages or clock ticks have changed since Reinit(). Call it again, which starts from time 0.", m => Then(m, () => m.Table("/late")) },
        { "A simulation takes 0 s or more, not -1 s.", m => Then(m, () => { }, -1) },
        { "'/cells' works in tick 9, which has no time step. Give it one, as in SetClock(9, 50e-6).", m => { m.UseClock(9, "/cells"); m.Reinit(); } },
        { "Spike times ascend from 0 s on, but number 1 of '/t' is 0.1 s.", m => m.TimedSpikes("/t").SpikeTimes = [0.2, 0.1] },
        { "Each of the 2 elements of '/t' has its own times: set those of one, as in Vec[0].SpikeTimes.", m => m.TimedSpikes("/t", 2).Vec.SpikeTimes = [0.2] },
        { "'/t[0]' spikes twice in the step that ends at 0.001 s. Use a smaller time step, or two elements.", m => { var t = m.TimedSpikes("/t"); t.SpikeTimes = [0.00096, 0.00099]; m.Connect(t, "spikeOut", m.Table("/spikes"), "input"); m.Reinit(); } },
        { "Each of the 3 elements of '/v' has its own values: take those of one, as in Vec[0].Vector.", m => _ = m.Table("/v", 3).Vec.Vector },
        { "deltaThresh of '/e[0]' has to be above 0, but is 0. Set it before Reinit().", m => { m.ExIF("/e"); m.Reinit(); } },
        { "'/r[0]' cannot have a rate of 500 Hz, as it pauses for 0.002 s after a spike. Use a lower rate or a shorter refractT.", m => Random(m, 500, 0.002) },
        { "A Table cannot ask '/s' (SimpleSynHandler) for 'numSynapses': it can ask neurons and pulse generators for what changes.", m => { m.Connect(m.Table("/t"), "requestOut", Handler(m), "getNumSynapses"); m.Reinit(); } },
        { "'/cells' works every 5E-05 s, its synapses '/s' every 5E-05 s and the neurons '/slow' every 0.001 s. What spikes pass through takes one time step: use SetClock or UseClock.", Slow },
        { "Each element of '/plastic' has to hear the spikes of the neurons that it drives, those of '/one', and of no others. Join the two by the same pairs: Connect(neurons, \"spikeOut\", handler, \"addPostSpike\", MessageType.OneToOne).", Deaf },
        { "A time constant of '/plastic' is 1E-05 s; it has to be longer than a step, 5E-05 s.", m => Plastic(m, m.LIF("/one")).TauPlus = 1e-5 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_remedy(string message, Action<ElementTree> mistake)
    {
        using ElementTree moose = new();
        Cells(moose);
        Mistake.Says(message, () =>
        {
            mistake(moose);
            if (moose.Exists("/plastic")) { moose.Reinit(); }
        });
    }

    [Fact]
    public void Elements_of_two_trees_cannot_be_joined()
    {
        using ElementTree moose = new(), other = new();
        Mistake.Says("'/cells' belongs to another tree.", () => moose.Connect(Cells(other), "spikeOut", moose.Table("/t"), "input"));
    }

    private static LIF Cells(ElementTree moose) => moose.LIF("/cells", 3);

    private static SimpleSynHandler Handler(ElementTree moose)
    {
        var handler = moose.SimpleSynHandler("/s", 3);
        handler.Vec.NumSynapses = 2;
        return handler;
    }

    private static void Then(ElementTree moose, Action change, double runtime = 0.1)
    {
        moose.Reinit();
        change();
        moose.Start(runtime);
    }

    private static void Random(ElementTree moose, double rate, double pause)
    {
        var source = moose.RandSpike("/r");
        (source.Rate, source.RefractT) = (rate, pause);
        moose.Connect(source, "spikeOut", moose.Table("/t"), "input");
        moose.Reinit();
    }

    private static void Slow(ElementTree moose)
    {
        moose.Connect(moose.SimpleSynHandler("/s"), "activationOut", moose.LIF("/slow"), "activation");
        moose.Connect(Cells(moose), "spikeOut", moose.SimpleSynHandler("/s"), "addSpike");
        moose.SetClock(9, 1e-3);
        moose.UseClock(9, "/slow");
        moose.Reinit();
    }

    private static void Deaf(ElementTree moose)
    {
        Plastic(moose, moose.LIF("/one"));
        moose.Connect(Cells(moose), "spikeOut", moose.STDPSynHandler("/plastic"), "addPostSpike");
    }

    private static STDPSynHandler Plastic(ElementTree moose, LIF neuron)
    {
        var handler = moose.STDPSynHandler("/plastic");
        moose.Connect(handler, "activationOut", neuron, "activation");
        moose.Connect(Cells(moose), "spikeOut", handler, "addSpike");
        return handler;
    }
}
