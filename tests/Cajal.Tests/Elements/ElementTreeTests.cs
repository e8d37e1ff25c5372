using Cajal.Elements;

namespace Cajal.Tests.Elements;

/// <summary>The tree of elements: making, finding, copying and deleting them, and what is said of them.</summary>
public sealed class ElementTreeTests
{
    [Fact]
    public void An_array_lies_at_its_path_and_starts_with_the_defaults_of_its_class()
    {
        using var moose = Sample();
        var cells = moose.LIF("/sim/cells", 3);

        Assert.Equal(("/sim/cells", "cells", "LIF", 3, 1), (cells.Path, cells.Name, cells.ClassName, cells.NumData, cells.Length));
        Assert.Equal(("/sim/cells[1]", "/sim/cells"), (cells.Vec[1].Path, cells.Vec.Path));
        Assert.Equal((2, 50e-6), (cells.Tick, cells.Dt));
        Assert.Equal([-0.06, -0.06, -0.06], cells.Vec.Em.ToArray());
        Assert.Equal((1, 8), (moose.RandSpike("/sim/noise").Tick, moose.Table("/sim/table").Tick));
        Assert.Equal(100e-6, moose.Table("/sim/table").Dt);
    }

    [Fact]
    public void Fields_are_set_for_all_elements_one_by_one_or_for_one()
    {
        using var moose = Sample();
        var cells = moose.LIF("/sim/cells", 3);
        cells.Vec.Thresh = 0.02;
        cells.Vec["vReset"] = new[] { 0.01, 0.02, 0.03 };
        cells.Vec[1].Thresh = 0.05;
        cells.Inject = 1e-9;

        Assert.Equal([0.02, 0.05, 0.02], cells.Vec.Thresh.ToArray());
        Assert.Equal([0.01, 0.02, 0.03], cells.Vec.VReset.ToArray());
        Assert.Equal([1e-9, 0, 0], cells.Vec.Inject.ToArray());
        Assert.Equal(0.05, cells.Vec[1].Thresh.Value);
    }

    [Fact]
    public void Making_what_is_there_gives_what_is_there()
    {
        using var moose = Sample();
        moose.LIF("/sim/cells", 3).Vec.Thresh = 0.02;
        Assert.Equal([0.02, 0.02, 0.02], moose.LIF("/sim/cells", 3).Vec.Thresh.ToArray());
    }

    [Fact]
    public void Deleting_takes_away_what_is_below_and_the_messages_and_handles_throw()
    {
        using var moose = Sample();
        var (cells, table) = (moose.LIF("/sim/cells", 3), moose.Table("/table", 3));
        moose.Connect(cells, "spikeOut", table, "input", "OneToOne");
        moose.Delete("/sim");

        Assert.False(moose.Exists("/sim"));
        Assert.False(moose.Exists("/sim/cells"));
        Assert.Equal("INCOMING:\nOUTGOING:\n", moose.ShowMsg(table.Vec[0]));
        Assert.Equal("The element 'cells' (LIF) was deleted. Make it anew, or do not use it after Delete(...).", Assert.Throws<ModelException>(() => cells.Vec.Thresh = 1).Message);
        moose.LIF("/cells");
    }

    [Fact]
    public void A_copy_has_the_fields_what_is_below_and_the_messages_among_it()
    {
        using var moose = Sample();
        moose.LIF("/sim/cells", 2).Vec.Thresh = 0.02;
        var synapses = moose.SimpleSynHandler("/sim/synapses", 2);
        synapses.Vec.NumSynapses = 1;
        synapses.Vec[1].Synapse[0].Weight = 0.5;
        moose.Connect(synapses, "activationOut", moose.LIF("/sim/cells", 2), "activation", "OneToOne");
        moose.Neutral("/other");
        var copy = moose.Copy(moose.Element("/sim"), "/other", "copied");

        Assert.Equal("/other/copied", copy.Path);
        Assert.Equal(0.02, moose.Element("/other/copied/cells[1]")["thresh"].Value);
        Assert.Equal("INCOMING:\n  /other/copied/cells[1], [activation] <-- /other/copied/synapses[1], [activationOut]\nOUTGOING:\n", moose.ShowMsg(moose.Element("/other/copied/cells[1]")));
        moose.Element("/other/copied/cells")["thresh"] = 1;
        Assert.Equal(0.02, moose.Element("/sim/cells[0]")["thresh"].Value);
        Assert.Equal(0.5, ((SimpleSynHandler)moose.Element("/other/copied/synapses")).Vec[1].Synapse[0].Weight.Value);
    }

    [Theory]
    [InlineData("/##[ISA=LIF]", "/sim/cells /sim/deep/more")]
    [InlineData("/##[ISA=IntFireBase]", "/sim/cells /sim/deep/more /sim/other")]
    [InlineData("/sim/#", "/sim/cells /sim/deep /sim/other")]
    [InlineData("/sim/##", "/sim/cells /sim/deep /sim/deep/more /sim/other")]
    [InlineData("/##/mo#", "/sim/deep/more")]
    [InlineData("/sim/?ells", "/sim/cells")]
    [InlineData("/sim/#[TYPE!=LIF]", "/sim/deep /sim/other")]
    [InlineData("/##[FIELD(thresh)>0.5]", "/sim/cells[1]")]
    [InlineData("/##[ISA=LIF][FIELD(Vm)<=-0.05]", "/sim/cells[0] /sim/cells[1] /sim/deep/more")]
    [InlineData("/sim/deep, /sim/cells, /sim/deep", "/sim/deep /sim/cells")]
    public void Patterns_find_elements(string pattern, string found)
    {
        using var moose = Sample();
        moose.LIF("/sim/cells", 2).Vec[1].Thresh = 1;
        moose.Neutral("/sim/deep");
        moose.LIF("/sim/deep/more");
        moose.QIF("/sim/other").Vm = 0;
        Assert.Equal(found, string.Join(' ', moose.Find(pattern).Select(e => e.Path)));
    }

    [Fact]
    public void Elements_and_messages_are_listed_as_in_moose()
    {
        using ElementTree moose = new();
        var (cells, synapses, source) = (moose.LIF("/l"), moose.SimpleSynHandler("/s"), moose.TimedSpikes("/t", 2));
        synapses.NumSynapses = 2;
        moose.Connect(synapses, "activationOut", cells, "activation");
        moose.Connect(cells, "spikeOut", synapses.Synapse[0], "addSpike");
        moose.Connect(source.Vec[1], "spikeOut", synapses.Synapse[1], "addSpike");

        Assert.Equal("Elements under /\n/l\n/s\n/t\n", moose.Le());
        Assert.Equal("INCOMING:\n  /l, [activation] <-- /s, [activationOut]\nOUTGOING:\n  /l, [spikeOut] --> /s/synapse[0], [addSpike]\n", moose.ShowMsg(cells));
        Assert.Equal("INCOMING:\n  /s[0]/synapse[1], [addSpike] <-- /t[1], [spikeOut]\nOUTGOING:\n", moose.ShowMsg(synapses.Synapse[1]));
        Assert.Equal("[/s[0]/synapse[1]]\nweight = 1\ndelay = 0\n", moose.ShowFields(synapses.Synapse[1]));
        Assert.Equal("[/t[1]]\n", moose.ShowFields(source.Vec[1]));
        Assert.Equal(["/l", "/s", "/t"], cells.Parent!.Children.Select(c => c.Path));
    }

    private static ElementTree Sample()
    {
        ElementTree moose = new();
        moose.Neutral("/sim");
        return moose;
    }
}
