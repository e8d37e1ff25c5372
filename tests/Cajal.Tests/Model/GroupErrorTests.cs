using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class GroupErrorTests
{
    [Fact]
    public void A_name_that_nobody_defines_is_named_at_the_run_with_its_object()
    {
        Mistake.Says("""
            'taum' is not known here.
              line 1, column 12 of the equations of 'neurons':
                dv/dt = -v/taum : 1
                           ^^^^
            It is no variable, constant or unit. Did you mean 'taun'?
            """, () => { var net = new Network(); net.Add(new NeuronGroup(1, "dv/dt = -v/taum : 1\ntaun : second")); net.Run(1 * ms); });

        Mistake.Says("""
            'Vtt' is not known here.
              line 1, column 5 of the threshold of 'cells':
                v > Vtt
                    ^^^
            It is no variable, constant or unit. Did you mean 'Vt'?
            """, () => { var net = new Network(); net.Add(new NeuronGroup(1, "v : 1", "v > Vtt") { Name = "cells" }); net.Constants["Vt"] = 1; net.Run(1 * ms); });

        Mistake.Says("""
            'rate0' is not known here.
              line 1, column 1 of the rates of 'poisson':
                rate0*2
                ^^^^^
            It is no variable, constant or unit. Give it a value by a hole, as in $"... {rate0} ...", or by network.Constants["rate0"] = ...
            """, () => { var net = new Network(); net.Add(new PoissonGroup(1, "rate0*2")); net.Run(1 * ms); });
    }

    [Fact]
    public void A_constant_of_the_wrong_unit_is_found_when_the_run_brings_it()
    {
        Mistake.Says("""
            dv/dt has to be in hertz, but the right side is a plain number.
              line 1, column 9 of the equations of 'cells':
                dv/dt = -v/taum : 1
                        ^^^^^^^
            The right side may lack a division by a time constant.
            """, () => { var net = new Network(); net.Add(new NeuronGroup(1, "dv/dt = -v/taum : 1") { Name = "cells" }); net.Constants["taum"] = 1; net.Run(1 * ms); });
    }

    [Fact]
    public void A_group_has_at_least_one_element()
    {
        Mistake.Says("""
            A group needs at least one element, but its size is 0.
            """, () => new NeuronGroup(0, "v : volt"));

        Mistake.Says("""
            A group needs at least one element, but its size is -1.
            """, () => new NeuronGroup(-1, "v : volt"));

        Mistake.Says("""
            A group needs at least one element, but its size is 0.
            """, () => new PoissonGroup(0, 5 * Hz));
    }

    [Fact]
    public void A_threshold_is_a_condition()
    {
        Mistake.Says("""
            A threshold has to be true or false, but 'v' is a number.
              line 1, column 1 of the threshold:
                v
                ^
            Compare it with something, as in 'v > -50*mV'.
            """, () => new NeuronGroup(1, "v : volt", "v"));

        Mistake.Says("""
            '=' cannot stand within an expression.
              line 1, column 3 of the threshold:
                v = 3*mV
                  ^
            Use '==' to compare.
            """, () => new NeuronGroup(1, "v : volt", "v = 3*mV"));
    }

    [Fact]
    public void A_reset_and_a_refractory_period_need_a_threshold()
    {
        Mistake.Says("""
            A reset needs a threshold: without one the neurons never spike. Give the group one, as in threshold: "v > -50*mV".
            """, () => new NeuronGroup(1, "v : 1", reset: "v = 0"));

        Mistake.Says("""
            A refractory period needs a threshold: without one the neurons never spike. Give the group one, as in threshold: "v > -50*mV".
            """, () => new NeuronGroup(1, "v : 1", refractory: "5*ms"));
    }

    [Fact]
    public void A_refractory_period_is_a_time_or_a_condition()
    {
        Mistake.Says("""
            The refractory period has to be a time or a condition, but '5*Hz' is in hertz.
              line 1, column 1 of the refractory period:
                5*Hz
                ^^^^
            Write for example 5*ms, or 'v > -40*mV'.
            """, () => new NeuronGroup(1, "v : 1", "v > 1", "v = 0", "5*Hz"));

        Mistake.Says("""
            The refractory period has to be a time or a condition, but '5' is a plain number.
              line 1, column 1 of the refractory period:
                5
                ^
            Write for example 5*ms, or 'v > -40*mV'.
            """, () => new NeuronGroup(1, "v : 1", "v > 1", "v = 0", "5"));
    }

    [Fact]
    public void What_refractoriness_brings_needs_a_refractory_period()
    {
        Mistake.Says("""
            'v' is flagged (unless refractory), but these neurons are never refractory.
              line 1, column 1 of the equations:
                dv/dt = -v/(10*ms) : 1 (unless refractory)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Give the group a refractory period, as in refractory: 5 * ms, or remove the flag.
            """, () => new NeuronGroup(1, "dv/dt = -v/(10*ms) : 1 (unless refractory)", "v > 1", "v = 0"));

        Mistake.Says("""
            'lastspike' is not known here.
              line 1, column 15 of the threshold:
                v > 1 and t - lastspike > 5*ms
                              ^^^^^^^^^
            It is the time of the last spike, kept for neurons with a refractory period: give the group one, as in refractory: 5 * ms.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/(10*ms) : 1", "v > 1 and t - lastspike > 5*ms", "v = 0")); n.Run(1 * ms); });

        Mistake.Says("""
            'not_refractory' is not known here.
              line 1, column 13 of the equations:
                dv/dt = int(not_refractory)*-v/(10*ms) : 1
                            ^^^^^^^^^^^^^^
            It is true unless the neuron is refractory, kept for neurons with a refractory period: give the group one, as in refractory: 5 * ms.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = int(not_refractory)*-v/(10*ms) : 1", "v > 1", "v = 0")); n.Run(1 * ms); });
    }

    [Fact]
    public void A_name_of_the_simulator_is_no_variable()
    {
        Mistake.Says("""
            't' cannot name a variable: it is the time.
              line 1, column 1 of the equations:
                t : second
                ^
            Choose another name, such as 't_0'.
            """, () => new NeuronGroup(1, "t : second"));

        Mistake.Says("""
            'dt' cannot name a variable: it is the time step.
              line 1, column 1 of the equations:
                dt : second
                ^^
            Choose another name, such as 'dt_0'.
            """, () => new NeuronGroup(1, "dt : second"));

        Mistake.Says("""
            'i' cannot name a variable: it is the number of the element (in synapses, of the source neuron).
              line 1, column 2 of the equations:
                di/dt = -i/ms : 1
                 ^
            Choose another name, such as 'i_0'.
            """, () => new NeuronGroup(1, "di/dt = -i/ms : 1"));
    }

    [Fact]
    public void A_subexpression_cannot_be_assigned_to()
    {
        Mistake.Says("""
            'y' cannot be assigned to: it is a subexpression, evaluated anew at each use.
              line 1, column 1 of the reset:
                y = 0
                ^
            Assign to the variables that it is made of, or declare it as a parameter.
            """, () => new NeuronGroup(1, "x : 1\ny = 2*x : 1", "x > 1", "y = 0"));
    }

    [Fact]
    public void A_misspelt_target_is_no_temporary()
    {
        Mistake.Says("""
            'V' is no variable, and nothing reads what it is given.
              line 1, column 1 of the reset:
                V = 0*volt
                ^
            Did you mean 'v'?
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/ms : volt", "v > 1*volt", "V = 0*volt")); n.Run(1 * ms); });
    }

    [Fact]
    public void A_constant_parameter_does_not_change_during_a_run()
    {
        const string Remedy = "Declare it without (constant), or set it between runs.";
        Mistake.Says($"""
            'c' is declared (constant), so it does not change during a run.
              line 1, column 8 of the reset:
                x = 0; c += 1
                       ^
            {Remedy}
            """, () => new NeuronGroup(2, "c : 1 (constant)\nx : 1", "x < 1", "x = 0; c += 1"));
        Mistake.Says($"""
            'c_pre' is declared (constant), so it does not change during a run.
              line 1, column 1 of the code onPre:
                c_pre = 1
                ^^^^^
            {Remedy}
            """, () => { var (net, _) = Mistake.Net(); var g = net.Add(new NeuronGroup(2, "c : 1 (constant)", "c < 1")); net.Add(new Synapses(g, onPre: "c_pre = 1")); });
    }

    [Fact]
    public void A_shared_variable_is_not_for_single_elements()
    {
        Mistake.Says("""
            'p' is shared, and code that runs for single elements cannot change it.
              line 1, column 1 of the reset:
                p += 1
                ^
            Declare it without (shared), or set it from the program.
            """, () => { var n = new Network(); var g = n.Add(new NeuronGroup(2, "p : 1 (shared)\nx : 1", "x < 1", "p += 1")); n.Run(1 * ms); Console.WriteLine(g["p"][0]); });

        Mistake.Says("""
            'v' is shared, but 'x' has a value for each element.
              line 1, column 5 of the equations:
                v = x*volt : volt (shared)
                    ^
            Remove the flag (shared) from 'v', or add it to 'x'.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(2, "v = x*volt : volt (shared)\ndx/dt=v/volt/ms : 1")); n.Run(1 * ms); });
    }

    [Fact]
    public void A_circle_of_subexpressions_is_refused_at_construction()
    {
        Mistake.Says("""
            These subexpressions use each other in a circle: 'a' uses 'b1' uses 'a'.
              line 1, column 1 of the equations:
                a = b1 : 1
                ^^^^^^^^^^
            A quantity that depends on its own past is a variable: give it a differential equation.
            """, () => new NeuronGroup(1, "a = b1 : 1\nb1 = a : 1", "a > 1"));
    }

    [Fact]
    public void A_method_is_one_of_the_list_and_suits_the_equations()
    {
        Mistake.Says("""
            There is no method 'eulr'. Did you mean 'euler'? The methods are exact, linear, independent, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock, implicit.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/ms : 1", method: "eulr")); });

        Mistake.Says("""
            There is no method 'eulr'. Did you mean 'euler'? The methods are exact, linear, independent, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock, implicit.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "v : 1", method: "eulr")); });

        Mistake.Says("""
            'neurons': The method 'exact' cannot integrate these equations: dv/dt is not linear in 'v'. These methods can: euler, rk2, rk4, heun, milstein, rk45, rosenbrock.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v**2/ms : 1", method: "exact")); n.Run(1 * ms); });

        Mistake.Says("""
            'neurons': The method 'rk4' cannot integrate these equations: the equations are stochastic ('xi'). These methods can: euler, heun, milstein.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/ms + xi/ms**0.5 : 1", method: "rk4")); n.Run(1 * ms); });

        Mistake.Says("""
            'neurons': No method can integrate these equations: exact: the equations are stochastic ('xi'); euler: the noise 'xi' does not enter dv/dt as a plain factor; heun: the noise 'xi' does not enter dv/dt as a plain factor.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/ms + xi**2 : 1")); n.Run(1 * ms); });
    }
}
