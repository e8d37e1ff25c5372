using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

/// <summary>What methods of one's own and tolerances say when they are wrong.</summary>
public sealed class MethodErrorTests
{
    [Fact]
    public void An_updater_without_dt_does_not_fit_its_units() => Mistake.Says("""
            'x + f(x, t)' adds volt and volt/second.
              line 1, column 9 of the explicit updater:
                x_new = x + f(x, t)
                        ^^^^^^^^^^^
            Did you forget to multiply 'f(x, t)' by something in second?
            """, () => _ = new ExplicitUpdater("x_new = x + f(x, t)"));

    [Fact]
    public void An_updater_ends_with_the_new_value()
    {
        Mistake.Says("""
            The last line has to give 'x_new', the value after the step.
              line 1, column 1 of the explicit updater:
                k = dt*f(x, t)
                ^^^^^^^^^^^^^^
            """, () => _ = new ExplicitUpdater("k = dt*f(x, t)"));
        Mistake.Says("""
            'x_new' can only be given in the last line.
              line 1, column 1 of the explicit updater:
                x_new = x
                ^^^^^^^^^
            """, () => _ = new ExplicitUpdater("x_new = x\nk = dt*f(x, t)"));
        Mistake.Says("""
            'x_new' has no value before the end of the step.
              line 1, column 18 of the explicit updater:
                x_new = x + dt*f(x_new, t)
                                 ^^^^^
            'x' is the value at its start.
            """, () => _ = new ExplicitUpdater("x_new = x + dt*f(x_new, t)"));
        Mistake.Says("""
            A method needs at least one line.
            Write 'x_new = x + dt*f(x, t)'.
            """, () => _ = new ExplicitUpdater(""));
    }

    [Fact]
    public void A_line_of_an_updater_names_something_new()
    {
        Mistake.Says("""
            'k' is given a second time.
              line 2, column 1 of the explicit updater:
                k = 2*k
                ^^^^^^^
            Each line of a method names something new.
            """, () => _ = new ExplicitUpdater("k = dt*f(x, t)\nk = 2*k\nx_new = x + k"));
        Mistake.Says("""
            A line of a method gives a name its value by '='.
              line 1, column 1 of the explicit updater:
                x_new += dt*f(x, t)
                ^^^^^^^^^^^^^^^^^^^
            Write 'k = ...' or 'x_new = ...'.
            """, () => _ = new ExplicitUpdater("x_new += dt*f(x, t)"));
    }

    [Fact]
    public void An_updater_knows_its_names_only_and_draws_nothing()
    {
        Mistake.Says("""
            'k1' is not known here.
              line 1, column 13 of the explicit updater:
                x_new = x + k1
                            ^^
            It is no variable, constant or unit. Did you mean 'kg'?
            """, () => _ = new ExplicitUpdater("x_new = x + k1"));
        Mistake.Says("""
            f() takes 2 arguments, but 1 is given.
              line 1, column 16 of the explicit updater:
                x_new = x + dt*f(x)
                               ^^^^
            Write f(volt, second).
            """, () => _ = new ExplicitUpdater("x_new = x + dt*f(x)"));
        Mistake.Says("""
            A method draws no random numbers of its own.
              line 1, column 11 of the explicit updater:
                x_new = x*randn()
                          ^^^^^^^
            dW is the increment of the noise over the step, sqrt(dt)*randn().
            """, () => _ = new ExplicitUpdater("x_new = x*randn()"));
    }

    [Fact]
    public void An_updater_that_ignores_noise_or_takes_one_refuses_more()
    {
        Mistake.Says("""
            'neurons': The method 'explicit updater' cannot integrate these equations: the equations are stochastic ('xi'), and the updater uses neither g(x, t) nor dW. These methods can: euler, heun, milstein.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = -v/ms + xi/ms**0.5 : 1", method: new ExplicitUpdater("x_new = x + dt*f(x, t)"))); n.Run(1 * ms); });
        Mistake.Says("""
            'neurons': The method 'explicit updater' cannot integrate these equations: dv/dt has several noises, and an updater takes one a variable. These methods can: euler, heun.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = (xi_1 + xi_2)/ms**0.5 : 1", method: new ExplicitUpdater("x_new = x + dt*f(x, t) + g(x, t)*dW"))); n.Run(1 * ms); });
    }

    [Fact]
    public void Tolerances_are_for_methods_that_have_some_and_for_variables_that_there_are()
    {
        Mistake.Says("""
            The method 'rk4' takes one step a dt and has no tolerances. Those with tolerances are rk45 and rosenbrock.
            """, () => _ = new AdaptiveMethod("rk4"));
        Mistake.Says("""
            There is no method 'rk54'. Did you mean 'rk4' or 'rk45'? The methods are exact, linear, independent, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock, implicit.
            """, () => _ = new AdaptiveMethod("rk54"));
        Mistake.Says("""
            A relative tolerance is between 0 and 1, such as 1e-6, and not 0.
            """, () => _ = new AdaptiveMethod("rk45") { RelativeTolerance = 0 });
        Mistake.Says("""
            A method takes at least 1 inner step, so MaxSteps cannot be 0.
            """, () => _ = new AdaptiveMethod("rk45") { MaxSteps = 0 });
        Mistake.Says("""
            There is a tolerance for 'v', which has no differential equation.
            """, () => _ = new NeuronGroup(1, "dvm/dt = -vm/ms : volt", method: new AdaptiveMethod("rk45") { AbsoluteTolerances = { ["v"] = 1 * uV } }));
        Mistake.Says("""
            the tolerance of 'v': expected V, got 1 nA
            """, () => _ = new NeuronGroup(1, "dv/dt = -v/ms : volt", method: new AdaptiveMethod("rk45") { AbsoluteTolerances = { ["v"] = 1 * nA } }));
        Mistake.Says("""
            The tolerance of 'v' is 0 V, but has to be positive.
            """, () => _ = new NeuronGroup(1, "dv/dt = -v/ms : volt", method: new AdaptiveMethod("rk45") { AbsoluteTolerances = { ["v"] = 0 * mV } }));
    }
}
