using static Cajal.Units.SI;

namespace Cajal.Equations;

public sealed class EquationsTests
{
    [Fact]
    public void Equations_add_up_whatever_they_come_as()
    {
        var tau = 10 * ms;
        var first = new Equations($"dv/dt = -v/{tau} : volt # the membrane");
        ModelText second = "w : 1";

        Assert.Equal("dv/dt = -v/{tau} : volt\nw : 1", (first + second).ToString());
        Assert.Equal("w : 1\ndv/dt = -v/{tau} : volt", (second + first).ToString());
        Assert.Equal("dv/dt = -v/{tau} : volt\nb : boolean", (first + new Equations("b:boolean")).ToString());
        Assert.Equal("dv/dt = -v/{tau} : volt\nb : boolean", (first + "b:boolean").ToString());
        Assert.Equal(["{tau}"], (first + second).Text.Constants.Keys);
        Assert.Equal(tau, Model(first).Constants["{tau}"]);
        Assert.Equal("w : 1", Model("w : 1").Text);
        Assert.Equal(tau, Model($"w = {tau} : second").Constants["{tau}"]);

        // As a group takes its model.
        static ModelText Model(ModelText text) => text;
    }

    [Fact]
    public void Both_sides_of_a_sum_cannot_declare_one_name()
    {
        var error = Assert.Throws<EquationException>(() => new Equations("v : 1") + new Equations("w : 1\nv : volt"));

        Assert.Equal(("'v' is declared a second time; line 1 declares it already.", 3), (error.Problem, error.Line));
    }

    [Fact]
    public void A_constant_may_have_the_name_of_a_variable()
    {
        var tau = 10 * ms;

        Assert.Equal("dv/dt = -v/{tau} : volt\ntau : second", new Equations($"dv/dt = -v/{tau} : volt\ntau : second").ToString());
    }

    [Fact]
    public void Renaming_reaches_derivatives_and_uses_and_nothing_else()
    {
        var equations = new Equations("dx/dt = -(x + dx + constant)/tau : volt # x\ndx : volt (constant)\nconstant : volt");

        Assert.Equal("dvm/dt = -(vm + dx + constant)/tau : volt # x\ndx : volt (constant)\nconstant : volt", equations.Substitute("x", "vm").Text.Text);
        Assert.Equal("dx/dt = -(x + dx + c)/tau : volt # x\ndx : volt (constant)\nc : volt", equations.Substitute("constant", "c").Text.Text);
    }

    [Fact]
    public void A_value_takes_the_place_of_a_name_that_is_not_declared()
    {
        var equations = new Equations("dv/dt = -v/tau : volt").Substitute("tau", 5 * ms);

        Assert.Equal(5 * ms, equations.Text.Constants["tau"]);
        Assert.StartsWith("The equations declare 'v'", Assert.Throws<ModelException>(() => equations.Substitute("v", 1 * mV)).Message, StringComparison.Ordinal);
        Assert.Equal("The equations have no name 'taum'. Did you mean 'tau'?", Assert.Throws<ModelException>(() => equations.Substitute("taum", 1 * ms)).Message);
        Assert.StartsWith("'a b' cannot be a name", Assert.Throws<ModelException>(() => equations.Substitute("v", "a b")).Message, StringComparison.Ordinal);
    }
}
