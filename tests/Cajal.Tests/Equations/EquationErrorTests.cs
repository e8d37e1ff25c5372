namespace Cajal.Equations;

public sealed class EquationErrorTests
{
    private const string Cases = """
        dv/dt = -v/tau
        > The unit of 'v' is missing.
        >   line 1, column 15 of the equations:
        >     dv/dt = -v/tau
        >                   ^
        > End the line with ':' and a unit, such as ': volt', or ': 1' for a plain number.

        dv/dt = -v/tau : volt : amp
        > A second unit follows 'volt'.
        >   line 1, column 23 of the equations:
        >     dv/dt = -v/tau : volt : amp
        >                           ^
        > A variable has one unit; start the next declaration on a new line.

        dv/dt = -v/tau
        dw/dt = -w/tau : 1
        > The unit of 'v' is missing.
        >   line 1, column 15 of the equations:
        >     dv/dt = -v/tau
        >                   ^
        > End the line with ':' and a unit, such as ': volt', or ': 1' for a plain number.

        v : mvolt
        > 'mvolt' is not a base unit.
        >   line 1, column 5 of the equations:
        >     v : mvolt
        >         ^^^^^
        > Variables are held in base units: use 'volt' here, and 'mvolt' in expressions.

        v : mV
        > 'mV' is not a base unit.
        >   line 1, column 5 of the equations:
        >     v : mV
        >         ^^
        > Variables are held in base units: use 'volt' here, and 'mV' in expressions.

        v : voltage
        > 'voltage' is not a unit.
        >   line 1, column 5 of the equations:
        >     v : voltage
        >         ^^^^^^^
        > Units are base units such as volt, amp, siemens, farad, ohm, second, hertz and metre, their products and powers (siemens/metre**2), 1 for a plain number, integer, or boolean.

        v : 1.0*volt
        > '1.0' is not a unit.
        >   line 1, column 5 of the equations:
        >     v : 1.0*volt
        >         ^^^
        > Units are base units such as volt, amp, siemens, farad, ohm, second, hertz and metre, their products and powers (siemens/metre**2), 1 for a plain number, integer, or boolean.

        v : bool
        > 'bool' is not a unit.
        >   line 1, column 5 of the equations:
        >     v : bool
        >         ^^^^
        > Use 'boolean'.

        v :
        > A unit is missing after ':'.
        >   line 1, column 4 of the equations:
        >     v :
        >        ^
        > Units are base units such as volt, amp, siemens, farad, ohm, second, hertz and metre, their products and powers (siemens/metre**2), 1 for a plain number, integer, or boolean.

        v : volt
        w : 1
        dv/dt = 1 : volt
        > 'v' is declared a second time; line 1 declares it already.
        >   line 3, column 2 of the equations:
        >     dv/dt = 1 : volt
        >      ^
        > Remove one of the two, or rename it.

        t : second
        > 't' cannot name a variable: it is the time.
        >   line 1, column 1 of the equations:
        >     t : second
        >     ^
        > Choose another name, such as 't_0'.

        i : 1
        > 'i' cannot name a variable: it is the number of the element (in synapses, of the source neuron).
        >   line 1, column 1 of the equations:
        >     i : 1
        >     ^
        > Choose another name, such as 'i_0'.

        N : 1
        > 'N' cannot name a variable: it is the number of elements.
        >   line 1, column 1 of the equations:
        >     N : 1
        >     ^
        > Choose another name, such as 'N_0'.

        xi_1 : 1
        > 'xi_1' cannot name a variable: names that begin with 'xi_' are white noise.
        >   line 1, column 1 of the equations:
        >     xi_1 : 1
        >     ^^^^
        > Choose another name, such as 'noise_1'.

        mV : volt
        > 'mV' cannot name a variable: it is a unit.
        >   line 1, column 1 of the equations:
        >     mV : volt
        >     ^^
        > Choose another name, such as 'mV_0'.

        exp : 1
        > 'exp' cannot name a variable: it is a function.
        >   line 1, column 1 of the equations:
        >     exp : 1
        >     ^^^
        > Choose another name, such as 'exp_0'.

        pi : 1
        > 'pi' cannot name a variable: it is a constant.
        >   line 1, column 1 of the equations:
        >     pi : 1
        >     ^^
        > Choose another name, such as 'pi_0'.

        lambda : 1
        > 'lambda' cannot name a variable: it is a reserved word.
        >   line 1, column 1 of the equations:
        >     lambda : 1
        >     ^^^^^^
        > Choose another name, such as 'lambda_0'.

        _x : 1
        > '_x' cannot name a variable: names that begin with '_' belong to the simulator.
        >   line 1, column 1 of the equations:
        >     _x : 1
        >     ^^
        > Choose another name, such as 'x'.

        x_pre : 1
        > 'x_pre' cannot name a variable: '_pre' refers to the source neurons of synapses.
        >   line 1, column 1 of the equations:
        >     x_pre : 1
        >     ^^^^^
        > Choose another name, such as 'x_syn'.

        x = 1 : 1 (summed)
        > The summed variable 'x' does not say where it goes.
        >   line 1, column 1 of the equations:
        >     x = 1 : 1 (summed)
        >     ^
        > Write 'x_post' for a parameter of the target neurons, 'x_pre' for one of the source neurons.

        v : volt (unless refractory)
        > The flag 'unless refractory' does not suit a parameter.
        >   line 1, column 11 of the equations:
        >     v : volt (unless refractory)
        >               ^^^^^^^^^^^^^^^^^
        > A parameter may have the flags 'shared', 'constant', 'linked'.

        v : volt (const)
        > 'const' is not a flag.
        >   line 1, column 11 of the equations:
        >     v : volt (const)
        >               ^^^^^
        > A parameter may have the flags 'shared', 'constant', 'linked'.

        dv/dt = 1/second : 1 (event-driven, clock-driven)
        > The flags 'event-driven' and 'clock-driven' exclude each other.
        >   line 1, column 22 of the equations:
        >     dv/dt = 1/second : 1 (event-driven, clock-driven)
        >                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        > Keep one of them.

        x = rand() : 1 (summed, shared)
        > The flags 'summed' and 'shared' exclude each other.
        >   line 1, column 16 of the equations:
        >     x = rand() : 1 (summed, shared)
        >                    ^^^^^^^^^^^^^^^
        > Keep one of them.
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void A_text_that_is_not_one_of_equations_is_refused_at_the_piece_at_fault(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => EquationParser.Parse(new(text, "the equations")));

        Assert.Equal(message, error.Message);
    }
}
