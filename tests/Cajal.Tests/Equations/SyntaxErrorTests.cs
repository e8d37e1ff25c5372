namespace Cajal.Equations;

public sealed class SyntaxErrorTests
{
    private const string Cases = """
        dv/dt = 3^2 : 1
        > '^' is not part of the equation language.
        >   line 1, column 10 of the equations:
        >     dv/dt = 3^2 : 1
        >              ^
        > Use '**' for powers.

        dv/dt = a & b : 1
        > '&' is not part of the equation language.
        >   line 1, column 11 of the equations:
        >     dv/dt = a & b : 1
        >               ^
        > Use 'and'.

        dv/dt = a || b : 1
        > '||' is not part of the equation language.
        >   line 1, column 11 of the equations:
        >     dv/dt = a || b : 1
        >               ^^
        > Use 'or'.

        dv/dt = v[3] : 1
        > '[' is not part of the equation language.
        >   line 1, column 10 of the equations:
        >     dv/dt = v[3] : 1
        >              ^
        > Elements cannot be picked by an index: code runs for each element with the element's own values.

        dv/dt = v.x : 1
        > '.' is not part of the equation language.
        >   line 1, column 10 of the equations:
        >     dv/dt = v.x : 1
        >              ^
        > Attributes do not exist: variables, constants and functions are plain names.

        dv/dt = a < b < c : boolean
        > Comparisons cannot be chained.
        >   line 1, column 11 of the equations:
        >     dv/dt = a < b < c : boolean
        >               ^^^^^
        > Write 'a < b and b < ...'.

        dn/dt = 1/second : integer
        > 'n' cannot follow a differential equation: it is an integer.
        >   line 1, column 1 of the equations:
        >     dn/dt = 1/second : integer
        >     ^^^^^^^^^^^^^^^^^^^^^^^^^^
        > Give it a unit, or 1.

        v += 1
        > '+=' cannot stand in equations: they say what holds at every time.
        >   line 1, column 3 of the equations:
        >     v += 1
        >       ^^
        > Statements that change a variable belong in code, such as a reset.

        dv/dx = 1 : 1
        > A differential equation has to begin with 'dx/dt =', where x is the variable.
        >   line 1, column 1 of the equations:
        >     dv/dx = 1 : 1
        >     ^^^^^

        dv/dt = (a + b : 1
        > This '(' is never closed.
        >   line 1, column 9 of the equations:
        >     dv/dt = (a + b : 1
        >             ^
        > Add a ')'.

        dv/dt = a + b) : 1
        > This ')' closes nothing.
        >   line 1, column 14 of the equations:
        >     dv/dt = a + b) : 1
        >                  ^

        dv/dt = 2mV : 1
        > An operator is missing between '2' and 'mV'.
        >   line 1, column 9 of the equations:
        >     dv/dt = 2mV : 1
        >             ^^^
        > Write '2*mV'.

        dv/dt = τ : 1
        > 'τ' (U+03C4) cannot stand in a name.
        >   line 1, column 9 of the equations:
        >     dv/dt = τ : 1
        >             ^
        > Names are made of the letters a to z and A to Z, digits and '_'.

        дv/dt = 1 : 1
        > 'д' (U+0434) cannot stand in a name.
        >   line 1, column 1 of the equations:
        >     дv/dt = 1 : 1
        >     ^
        > Names are made of the letters a to z and A to Z, digits and '_'.

        v = (a, b) : 1
        > A ',' can only stand between the arguments of a function.
        >   line 1, column 7 of the equations:
        >     v = (a, b) : 1
        >           ^

        v = a +: 1
        > A value is missing before ':'.
        >   line 1, column 8 of the equations:
        >     v = a +: 1
        >            ^

        v = a b : 1
        > An operator is missing between 'a' and 'b'.
        >   line 1, column 7 of the equations:
        >     v = a b : 1
        >           ^
        > Write '*' to multiply.

        v : volt w : 1
        > 'w' cannot follow the unit of a declaration.
        >   line 1, column 10 of the equations:
        >     v : volt w : 1
        >              ^
        > Start the next declaration on a new line.

        = 3
        > An equation cannot begin with '='.
        >   line 1, column 1 of the equations:
        >     = 3
        >     ^
        > Write 'dx/dt = ... : unit', 'x = ... : unit' or 'x : unit'.

        a, : 1
        > A name is missing before ':'.
        >   line 1, column 4 of the equations:
        >     a, : 1
        >        ^

        v = f(x=1) : 1
        > Arguments cannot be given by name.
        >   line 1, column 7 of the equations:
        >     v = f(x=1) : 1
        >           ^^
        > Give them in order, without names; '==' compares.

        v = a if b else c : 1
        > 'if' is not part of the equation language.
        >   line 1, column 7 of the equations:
        >     v = a if b else c : 1
        >           ^^
        > For a choice between two values multiply each by int(condition).

        v = a == not b : 1
        > 'not' binds less tightly than the operator before it.
        >   line 1, column 10 of the equations:
        >     v = a == not b : 1
        >              ^^^
        > Put parentheses around it: '(not ...)'.

        v = 1e999 : 1
        > '1e999' is larger than any number that can be held.
        >   line 1, column 5 of the equations:
        >     v = 1e999 : 1
        >         ^^^^^
        > Write 'inf' for infinity.

        v = * 2 : 1
        > A value is missing before '*'.
        >   line 1, column 5 of the equations:
        >     v = * 2 : 1
        >         ^

        v : volt (
        > This '(' is never closed.
        >   line 1, column 10 of the equations:
        >     v : volt (
        >              ^
        > Add a ')'.

        v : volt ()
        > A flag is missing here.
        >   line 1, column 11 of the equations:
        >     v : volt ()
        >               ^

        v : siemens/metre**x
        > The exponent of a unit has to be a number.
        >   line 1, column 20 of the equations:
        >     v : siemens/metre**x
        >                        ^
        > Write it as in metre**2, second**-0.5 or second**(-1/2).

        v : second**600
        > An exponent of this unit is too large, or not a multiple of 1/60.
        >   line 1, column 5 of the equations:
        >     v : second**600
        >         ^^^^^^^^^^^

        v :
          volt
          (shared
        > This '(' is never closed.
        >   line 3, column 3 of the equations:
        >     (shared
        >     ^
        > Add a ')'.

        v = 'x' : 1
        > ''' (U+0027) has no meaning in the equation language.
        >   line 1, column 5 of the equations:
        >     v = 'x' : 1
        >         ^

        v = −1 : 1
        > '−' is not part of the equation language.
        >   line 1, column 5 of the equations:
        >     v = −1 : 1
        >         ^
        > Use '-'.
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void A_word_that_cannot_stand_where_it_does_is_pointed_at(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => EquationParser.Parse(new(text, "the equations")));

        Assert.Equal(message, error.Message);
    }
}
