using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class FunctionErrorTests
{
    [Fact]
    public void A_function_is_declared_with_names_and_units()
    {
        Mistake.Says("""
            The unit of 'x' is missing.
              line 1, column 2 of the arguments:
                x
                 ^
            End the line with ':' and a unit, such as ': volt', or ': 1' for a plain number.
            """, () => ModelFunction.Of("x", "x**2"));

        Mistake.Says("""
            't' cannot name a variable: it is the time.
              line 1, column 1 of the arguments:
                t : second
                ^
            Choose another name, such as 't_0'.
            """, () => ModelFunction.Of("t : second", "t/ms"));

        Mistake.Says("""
            An argument has a name and a unit only, but 'x' has more.
              line 1, column 1 of the arguments:
                x = 2 : 1
                ^^^^^^^^^
            Write 'x : unit'.
            """, () => ModelFunction.Of("x = 2 : 1", "x"));

        Mistake.Says("""
            'mA' is not a base unit.
              line 1, column 1 of the unit of the result:
                mA
                ^^
            Variables are held in base units: use 'amp' here, and 'mA' in expressions.
            """, () => ModelFunction.Of("v : volt", "mA", v => v));

        Mistake.Says("""
            'amp' cannot follow a unit.
              line 1, column 6 of the unit of the result:
                volt amp
                     ^^^
            """, () => ModelFunction.Of("v : volt", "volt amp", v => v));

        Mistake.Says("""
            The function takes 2 arguments, but 1 is declared in "v : volt".
            """, () => ModelFunction.Of("v : volt", "1", (v, w) => v));

        Mistake.Says("""
            A function takes at most 8 arguments.
              line 1, column 1 of the arguments:
                a, b, c, d, f, g, h, k, m : 1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """, () => ModelFunction.Of("a, b, c, d, f, g, h, k, m : 1", "a"));
    }

    [Fact]
    public void An_expression_of_a_function_is_checked_where_it_is_written()
    {
        Mistake.Says("""
            'taux' is no argument of this function, and no constant or unit.
              line 1, column 5 of the function:
                x + taux
                    ^^^^
            Declare it as an argument, or give it a value by a hole, as in $"... {taux} ...". Did you mean 'tau'?
            """, () => ModelFunction.Of("x, tau : 1", "x + taux"));

        Mistake.Says("""
            'v + 1' adds volt and a plain number.
              line 1, column 1 of the function:
                v + 1
                ^^^^^
            '1' may lack a unit, as in '1*volt'.
            """, () => ModelFunction.Of("v : volt", "v + 1"));
    }

    [Fact]
    public void A_call_has_the_declared_arguments()
    {
        var f = ModelFunction.Of("v : volt; n : integer; on : boolean", "amp", (v, n, on) => v * n * on);
        Mistake.Says("""
            {f}() takes 3 arguments, but 1 is given.
              line 1, column 5 of the equations:
                I = {f}(v) : amp
                    ^^^^^^
            Write {f}(volt, an integer, a condition).
            """, () => new NeuronGroup(1, $"I = {f}(v) : amp\nv : volt"));

        Mistake.Says("""
            {f}() takes a value in volt as argument 1, but '3' is a plain number.
              line 1, column 9 of the equations:
                I = {f}(3, 2, True) : amp
                        ^
            '3' may lack a unit, as in '3*volt'.
            """, () => new NeuronGroup(1, $"I = {f}(3, 2, True) : amp"));

        Mistake.Says("""
            {f}() takes an integer as argument 2, but '2.5' is a real number.
              line 1, column 15 of the equations:
                I = {f}(3*mV, 2.5, True) : amp
                              ^^^
            Use int(...), floor(...) or ceil(...).
            """, () => new NeuronGroup(1, $"I = {f}(3*mV, 2.5, True) : amp"));

        Mistake.Says("""
            {f}() takes a condition as argument 3, but '1' is a number.
              line 1, column 18 of the equations:
                I = {f}(3*mV, 2, 1) : amp
                                 ^
            Compare it with something, as in 'v > 0*mV'.
            """, () => new NeuronGroup(1, $"I = {f}(3*mV, 2, 1) : amp"));

        Mistake.Says("""
            'I' is in volt, but '{f}(3*mV, 2, True)' is in amp.
              line 1, column 5 of the equations:
                I = {f}(3*mV, 2, True) : volt
                    ^^^^^^^^^^^^^^^^^^
            Did you forget to multiply '{f}(3*mV, 2, True)' by something in ohm?
            """, () => new NeuronGroup(1, $"I = {f}(3*mV, 2, True) : volt"));
    }

    [Fact]
    public void A_function_with_a_state_is_called_once_a_step_by_a_subexpression_and_on_one_thread()
    {
        var next = ModelFunction.Of("", "1", () => 1, isStateless: false);
        Mistake.Says("""
            'x' calls {next}(), which gives another value with every call, anew at each use.
              line 1, column 5 of the equations:
                x = {next}() : 1
                    ^^^^^^^^
            Add the flag (constant over dt), which calls it once a step.
            """, () => new NeuronGroup(1, $"x = {next}() : 1"));

        var draw = ModelFunction.Of("m : 1", "m + randn()");
        Mistake.Says("""
            'x' calls {draw}(), which gives another value with every call, anew at each use.
              line 1, column 5 of the equations:
                x = {draw}(2) : 1
                    ^^^^^^^^^
            Add the flag (constant over dt), which calls it once a step.
            """, () => new NeuronGroup(1, $"x = {draw}(2) : 1"));

        Mistake.Says("""
            {next}() has a state, so its calls have to come in one order, but the run has 2 threads. Set Threads = 1, or make the function stateless.
            """, () => { var n = new Network { Threads = 2 }; n.Add(new NeuronGroup(1, $"dx/dt = {next}()/ms : 1")); n.Run(1 * ms); });
    }

    [Fact]
    public void A_function_returns_what_it_declares()
    {
        var half = ModelFunction.Of("x : 1", "integer", x => x / 2);
        Mistake.Says("""
            {half}() has to return an integer, but returned 1.5.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "k : integer"))["k"].Set($"{half}(3)"); });

        var maybe = ModelFunction.Of("x : 1", "boolean", x => x);
        Mistake.Says("""
            {maybe}() has to return 0 or 1 (boolean), but returned 3.
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "k : boolean"))["k"].Set($"{maybe}(3)"); });

        var broken = ModelFunction.Of("x, y : 1", "1", (x, y) => throw new InvalidOperationException("no such point"));
        Mistake.Says("""
            {broken}(3, 0.5) failed: no such point
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "k : 1"))["k"].Set($"{broken}(3, 0.5)"); });
    }

    [Fact]
    public void Constant_arguments_of_random_counts_are_possible_ones()
    {
        var mean = -2 * Hz;
        Mistake.Says("""
            poisson() takes 0 or more, but '-3' is -3.
              line 1, column 13 of the reset:
                v = poisson(-3)*mV
                            ^^
            """, () => new NeuronGroup(1, "v : volt", "v > 1*volt", "v = poisson(-3)*mV"));

        Mistake.Says("""
            poisson() takes 0 or more, but '{mean}*ms' is -0.002.
              line 1, column 13 of the reset:
                v = poisson({mean}*ms)*mV
                            ^^^^^^^^^
            """, () => new NeuronGroup(1, "v : volt", "v > 1*volt", $"v = poisson({mean}*ms)*mV"));

        Mistake.Says("""
            poisson() takes a plain number, but 'v' is in volt.
              line 1, column 13 of the reset:
                v = poisson(v)*mV
                            ^
            Did you forget to divide 'v' by something in volt?
            """, () => new NeuronGroup(1, "v : volt", "v > 1*volt", "v = poisson(v)*mV"));

        Mistake.Says("""
            binomial() takes a whole number of 0 or more as argument 1, but '2.5' is 2.5.
              line 1, column 14 of the reset:
                v = binomial(2.5, 0.1)*mV
                             ^^^
            """, () => new NeuronGroup(1, "v : volt", "v > 1*volt", "v = binomial(2.5, 0.1)*mV"));

        Mistake.Says("""
            binomial() takes a probability from 0 to 1 as argument 2, but '1.5' is 1.5.
              line 1, column 18 of the reset:
                v = binomial(10, 1.5)*mV
                                 ^^^
            """, () => new NeuronGroup(1, "v : volt", "v > 1*volt", "v = binomial(10, 1.5)*mV"));

        Mistake.Says("""
            'x' draws a random number by binomial() anew at each use.
              line 1, column 5 of the equations:
                x = binomial(10, 0.5) : 1
                    ^^^^^^^^^^^^^^^^^
            Add the flag (constant over dt), which draws once a step.
            """, () => new NeuronGroup(1, "x = binomial(10, 0.5) : 1"));
    }
}
