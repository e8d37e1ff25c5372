using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Equations;

public sealed class ModelTextTests
{
    [Fact]
    public void Constants_keep_their_name_value_and_unit()
    {
        var (El, taum, n, gain) = (-49 * mV, 20 * ms, 3.0, 0.5);

        ModelText text = $"dv/dt = {gain}*(v-{El})/{taum} + {n}*mV/{taum} : volt";

        Assert.Equal("dv/dt = {gain}*(v-{El})/{taum} + {n}*mV/{taum} : volt", text.Text);
        Assert.Equal([new("{gain}", 0.5), new("{El}", El), new("{taum}", taum), new("{n}", 3)], text.Constants);
    }

    [Fact]
    public void A_hole_keeps_the_expression_that_stood_in_it()
    {
        var cell = (Tau: 10 * ms, El: 0 * mV);

        ModelText text = $"v/{cell.Tau} + {2 * ms} + {2 / ms} + {2 * ms} + {5.0} + {-cell.El}";

        Assert.Equal("v/{cell.Tau} + {2 * ms} + {2 / ms} + {2 * ms} + {5.0} + {-cell.El}", text.Text);
        Assert.Equal(2e-3, text.Constants["{2 * ms}"].Si);
    }

    [Fact]
    public void An_integer_stays_one()
    {
        var (n, down) = (3, -2);

        ModelText text = $"i//{n} + {down}**2";

        Assert.Equal("i//3 + (-2)**2", text.Text);
        Assert.Empty(text.Constants);
    }

    [Fact]
    public void A_constant_never_clashes_with_a_variable_of_its_name()
    {
        var w = 3.0;

        ModelText text = $"w = clip(w, 0, {w})";

        var call = Assert.IsType<Call>(CodeParser.Parse(new(text.Text, "the code"))[0].Value);
        Assert.Equal(["w", "0", "{w}"], call.Arguments.Select(ExprPrinter.Print));
    }

    [Fact]
    public void Texts_within_texts_bring_their_constants()
    {
        var (tau, Vr, drive) = (20 * ms, -60 * mV, new TestScope.Drive());
        ModelText decay = $"-v/{tau} + {drive}(t)*mV/ms";
        string plain = "w += b";

        ModelText text = $"v = {Vr}; {plain}; r = {decay}";

        Assert.Equal("v = {Vr}; w += b; r = -v/{tau} + {drive}(t)*mV/ms", text.Text);
        Assert.Equal(["{Vr}", "{tau}"], text.Constants.Keys);
        Assert.Same(drive, text.Functions["{drive}"]);
    }

    [Fact]
    public void Texts_add_line_by_line_with_strings_on_either_side()
    {
        var Vr = -60 * mV;
        ModelText reset = $"v = {Vr}";

        Assert.Equal("p = 1\nv = {Vr}\nw += b", ("p = 1" + reset + "w += b").Text);
        Assert.Equal(["{Vr}"], ("p = 1" + reset).Constants.Keys);
    }

    [Fact]
    public void Where_texts_meet_with_two_values_of_one_name_the_second_is_numbered()
    {
        ModelText At(Quantity tau) => $"-v/{tau}";

        Assert.Equal("-v/{tau}\n-v/{tau}", (At(1 * ms) + At(1 * ms)).Text);
        var sum = At(10 * ms) + At(20 * ms) + (At(20 * ms) + At(10 * ms));
        Assert.Equal("-v/{tau}\n-v/{tau#2}\n-v/{tau#2}\n-v/{tau}", sum.Text);
        Assert.Equal([10e-3, 20e-3], sum.Constants.Values.Select(q => q.Si));
    }

    [Fact]
    public void A_missing_text_stays_missing() => Assert.Null((ModelText?)(string?)null);
}
