using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Equations;

public sealed class ModelTextTests
{
    [Fact]
    public void Constants_keep_their_name_value_and_unit()
    {
        var (El, taum, n, gain) = (-49 * mV, 20 * ms, 3, 0.5);

        ModelText text = $"dv/dt = {gain}*(v-{El})/{taum} + {n}*mV/{taum} : volt";

        Assert.Equal("dv/dt = gain*(v-El)/taum + n*mV/taum : volt", text.Text);
        Assert.Equal([new("gain", 0.5), new("El", El), new("taum", taum), new("n", 3)], text.Constants);
    }

    [Fact]
    public void A_hole_that_is_no_name_gets_one()
    {
        var cell = (Tau: 10 * ms, El: 0 * mV);

        ModelText text = $"v/{cell.Tau} + {2 * ms} + {2 / ms} + {2 * ms} + {5} + {-cell.El}";

        Assert.Equal("v/cell_Tau + _2_ms + _2_ms_2 + _2_ms + _5 + _cell_El", text.Text);
        Assert.Equal(2e-3, text.Constants["_2_ms"].Si);
    }

    [Fact]
    public void Made_names_give_way_where_texts_meet()
    {
        ModelText first = $"a = {2 * ms}", second = $"b = {2 / ms}";

        var sum = first + second;

        Assert.Equal("a = _2_ms\nb = _2_ms_2", sum.Text);
        Assert.Equal([2e-3, 2e3], sum.Constants.Values.Select(q => q.Si));
    }

    [Fact]
    public void Texts_within_texts_bring_their_constants()
    {
        var (tau, Vr, drive) = (20 * ms, -60 * mV, new TestScope.Drive());
        ModelText decay = $"-v/{tau} + {drive}(t)*mV/ms";
        string plain = "w += b";

        ModelText text = $"v = {Vr}; {plain}; r = {decay}";

        Assert.Equal("v = Vr; w += b; r = -v/tau + drive(t)*mV/ms", text.Text);
        Assert.Equal(["Vr", "tau"], text.Constants.Keys);
        Assert.Same(drive, text.Functions["drive"]);
    }

    [Fact]
    public void Texts_add_line_by_line_with_strings_on_either_side()
    {
        var Vr = -60 * mV;
        ModelText reset = $"v = {Vr}";

        Assert.Equal("p = 1\nv = Vr\nw += b", ("p = 1" + reset + "w += b").Text);
        Assert.Equal(["Vr"], ("p = 1" + reset).Constants.Keys);
    }

    [Fact]
    public void One_name_cannot_have_two_values()
    {
        ModelText At(Quantity tau) => $"-v/{tau}";

        Assert.Equal("-v/tau\n-v/tau", (At(1 * ms) + At(1 * ms)).Text);
        var error = Assert.Throws<ModelException>(() => At(10 * ms) + At(20 * ms));
        Assert.Equal("One text is given two values for 'tau', 10 ms and 20 ms. Give them different names.", error.Message);
    }

    [Fact]
    public void A_missing_text_stays_missing() => Assert.Null((ModelText?)(string?)null);
}
