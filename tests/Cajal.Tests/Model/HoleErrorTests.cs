using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class HoleErrorTests
{
    [Fact]
    public void A_forgotten_dollar_is_found_at_construction()
    {
        var tau = 10 * ms;
        Mistake.Says("""
            '{El}' is not known here.
              line 1, column 10 of the equations:
                dv/dt = ({El} - v)/{tau} : volt
                         ^^^^
            A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $"... {El} ...".
            """, () => new NeuronGroup(1, "dv/dt = ({El} - v)/{tau} : volt"));

        Mistake.Says("""
            '{El}' is not known here.
              line 1, column 5 of the threshold:
                v > {El}
                    ^^^^
            A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $"... {El} ...".
            """, () => new NeuronGroup(1, "v : volt", "v > {El}"));

        Mistake.Says("""
            '{-50*mV}' is not known here.
              line 1, column 5 of the threshold:
                v > {-50*mV}
                    ^^^^^^^^
            A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $"... {-50*mV} ...".
            """, () => new NeuronGroup(1, "v : volt", "v > {-50*mV}"));

        Mistake.Says("""
            '{El}' is not known here.
              line 1, column 6 of the code onPre:
                v += {El}
                     ^^^^
            A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $"... {El} ...".
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, onPre: "v += {El}")).Connect(); net.Run(1 * ms); });
    }

    [Fact]
    public void A_forgotten_dollar_is_found_in_a_value()
    {
        Mistake.Says("""
            '{El}' is not known here.
              line 1, column 1 of the value of neurons.v:
                {El}
                ^^^^
            A hole takes its value from the program only in an interpolated string: put a $ before the text, as in $"... {El} ...".
            """, () => { var (net, c) = Mistake.Net(); c["v"] = "{El}"; });
    }

    [Fact]
    public void A_constant_has_a_name_that_models_can_use()
    {
        var tau = 10 * ms;
        Mistake.Says("""
            '2x' cannot name a constant. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.
            """, () => { var n = new Network(); n.Constants["2x"] = 3; n.Constants["mV"] = 3; n.Constants["v"] = 1; n.Constants["exp"] = 1; });

        Mistake.Says("""
            '{tau}' cannot name a constant. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.
            """, () => new NeuronGroup(1, $"dv/dt = -v/{tau} : 1", "v > 1", "v = 0", constants: new() { ["{tau}"] = 3 * ms }));
    }

    [Fact]
    public void A_constant_is_not_declared_too()
    {
        Mistake.Says("""
            'tau' is declared here and given as a constant too.
              line 2, column 1 of the equations:
                tau : second
                ^^^^^^^^^^^^
            Remove one of the two.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/tau : 1\ntau : second", constants: new() { ["tau"] = 3 * ms })); n.Run(1 * ms); });
    }

    [Fact]
    public void A_constant_is_not_called()
    {
        Mistake.Says("""
            'tau' is a value, not a function.
              line 1, column 12 of the equations of 'neurons':
                dv/dt = -v/tau(t) : 1
                           ^^^^^^
            Write 'tau*(...)' to multiply.
            """, () => { var n = new Network(); n.Constants["tau"] = 3 * ms; n.Add(new NeuronGroup(1, "dv/dt = -v/tau(t) : 1")); n.Run(1 * ms); });
    }

    [Fact]
    public void What_the_network_gives_a_name_that_means_something_already_changes_nothing_but_is_said()
    {
        List<string> said = [];
        using Network net = new() { Warned = said.Add };
        var tau = 10 * ms;
        net.Add(new NeuronGroup(1, "dv/dt = (E - v)/tau : 1\nE : 1", constants: new() { ["tau"] = tau }) { Name = "cells" });
        net.Constants["tau"] = 20 * ms;
        net.Constants["E"] = 3;

        net.Run(1 * ms);
        net.Run(1 * ms);

        Assert.Equal(
            [
                "'tau' is 10 ms by the constants of 'cells' and 20 ms by those of the network; to 'cells' it is 10 ms. Rename one of the two.",
                "'E' is a variable of 'cells' and a constant of the network; to 'cells' it is the variable. Rename one of the two.",
            ],
            said);
    }
}
