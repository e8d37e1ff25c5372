namespace Cajal.Equations;

public sealed class DeclarationErrorTests
{
    private const string Cases = """
        dv/dt = -v : volt
        > dv/dt has to be in volt/second, but the right side is in volt.
        >   line 1, column 9 of the equations of neurons 'cells':
        >     dv/dt = -v : volt
        >             ^^
        > The right side may lack a division by a time constant.

        dv/dt = -I/tau : volt
        > dv/dt has to be in volt/second, but the right side is in amp/second.
        >   line 1, column 9 of the equations of neurons 'cells':
        >     dv/dt = -I/tau : volt
        >             ^^^^^^
        > Did you forget to multiply '-I/tau' by something in ohm?

        dv/dt = -(v + I)/tau : volt
        > 'v + I' adds volt and amp.
        >   line 1, column 11 of the equations of neurons 'cells':
        >     dv/dt = -(v + I)/tau : volt
        >               ^^^^^
        > Did you forget to multiply 'I' by something in ohm?

        s = v*x : amp
        > 's' is in amp, but 'v*x' is in volt.
        >   line 1, column 5 of the equations of neurons 'cells':
        >     s = v*x : amp
        >         ^^^
        > Did you forget to multiply 'v*x' by something in siemens?

        dx/dt = xi/second**0.5 + xi : 1
        > 'xi/second**0.5 + xi' adds hertz and 1/second**0.5.
        >   line 1, column 9 of the equations of neurons 'cells':
        >     dx/dt = xi/second**0.5 + xi : 1
        >             ^^^^^^^^^^^^^^^^^^^

        s = xi : 1
        > White noise such as 'xi' can only stand in a differential equation.
        >   line 1, column 5 of the equations of neurons 'cells':
        >     s = xi : 1
        >         ^^
        > Elsewhere draw a number with randn().

        a = b1 : 1
        b1 = c1 : 1
        c1 = b1 : 1
        > These subexpressions use each other in a circle: 'b1' uses 'c1' uses 'b1'.
        >   line 2, column 1 of the equations of neurons 'cells':
        >     b1 = c1 : 1
        >     ^^^^^^^^^^^
        > A quantity that depends on its own past is a variable: give it a differential equation.

        a = a : 1
        > 'a' uses itself.
        >   line 1, column 1 of the equations of neurons 'cells':
        >     a = a : 1
        >     ^^^^^^^^^
        > A quantity that depends on its own past is a variable: give it a differential equation.

        s = rand()*volt : volt
        > 's' draws a random number by rand() anew at each use.
        >   line 1, column 5 of the equations of neurons 'cells':
        >     s = rand()*volt : volt
        >         ^^^^^^
        > Add the flag (constant over dt), which draws once a step.

        dv/dt = b : 1
        > 'dv/dt' holds numbers, but 'b' is true or false.
        >   line 1, column 9 of the equations of neurons 'cells':
        >     dv/dt = b : 1
        >             ^
        > 'int(b)' is 1 where it is true and 0 where it is false.

        dx/dt = 1/xi : 1
        > dx/dt has to be in hertz, but the right side is in second**0.5.
        >   line 1, column 9 of the equations of neurons 'cells':
        >     dx/dt = 1/xi : 1
        >             ^^^^

        dx/dt = (xi + xi)/second**0.5 : 1
        > Plain 'xi' stands in the equations a second time.
        >   line 1, column 15 of the equations of neurons 'cells':
        >     dx/dt = (xi + xi)/second**0.5 : 1
        >                   ^^
        > Write 'xi_1' and 'xi_2' for independent noises; one name, such as 'xi_1', is the same noise wherever it stands.

        dx/dt = -x/tau : 1 (event-driven)
        > The flag 'event-driven' of 'x' is for the equations of synapses, not of neurons.
        >   line 1, column 1 of the equations of neurons 'cells':
        >     dx/dt = -x/tau : 1 (event-driven)
        >     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        > Remove the flag.

        s = v > 1*mV : 1
        > 's' holds numbers, but 'v > 1*mV' is true or false.
        >   line 1, column 5 of the equations of neurons 'cells':
        >     s = v > 1*mV : 1
        >         ^^^^^^^^
        > 'int(v > 1*mV)' is 1 where it is true and 0 where it is false.
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void A_right_side_that_cannot_be_right_is_refused_at_the_piece_at_fault(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => Check(text));

        Assert.Equal(message, error.Message);
    }

    private static void Check(string text)
    {
        var declarations = EquationParser.Parse(new(text, "the equations of neurons 'cells'"));
        EquationChecker.RequireSuits(ModelKind.Neurons, declarations);
        EquationChecker.RequireStableRandomness(declarations);
        Subexpressions.Of(declarations);
        EquationChecker.CheckDeclarations(declarations, TestScope.Create());
    }
}
