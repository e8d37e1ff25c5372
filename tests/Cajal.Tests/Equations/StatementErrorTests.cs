namespace Cajal.Equations;

public sealed class StatementErrorTests
{
    private const string Cases = """
        v = 3
        > 'v' is in volt, but '3' is a plain number.
        >   line 1, column 5 of the reset:
        >     v = 3
        >         ^
        > '3' may lack a unit, as in '3*volt'.

        v += I
        > 'v' is in volt, but 'I' is in amp.
        >   line 1, column 6 of the reset:
        >     v += I
        >          ^
        > Did you forget to multiply 'I' by something in ohm?

        v *= I
        > '*=' takes a plain number, but 'I' is in amp: the unit of 'v' would change.
        >   line 1, column 6 of the reset:
        >     v *= I
        >          ^

        s = 1*mV
        > 's' cannot be assigned to: it is a subexpression, evaluated anew at each use.
        >   line 1, column 1 of the reset:
        >     s = 1*mV
        >     ^
        > Assign to the variables that it is made of, or declare it as a parameter.

        t = 3*ms
        > 't' cannot be assigned to: the simulator keeps it.
        >   line 1, column 1 of the reset:
        >     t = 3*ms
        >     ^

        q += 1
        > 'q' has no value yet that '+=' could change.
        >   line 1, column 1 of the reset:
        >     q += 1
        >     ^
        > Assign to it by '=' first.

        n = 1.5
        > 'n' holds integers, but '1.5' is a real number.
        >   line 1, column 5 of the reset:
        >     n = 1.5
        >         ^^^
        > Use int(...), floor(...) or ceil(...).

        b = 1
        > 'b' is true or false, but '1' is a number.
        >   line 1, column 5 of the reset:
        >     b = 1
        >         ^
        > Write a condition such as 'v > 0*mV', True or False.

        x = b
        > 'x' holds numbers, but 'b' is true or false.
        >   line 1, column 5 of the reset:
        >     x = b
        >         ^
        > 'int(b)' is 1 where it is true and 0 where it is false.

        x = v
        > 'x' is a plain number, but 'v' is in volt.
        >   line 1, column 5 of the reset:
        >     x = v
        >         ^
        > Did you forget to divide 'v' by something in volt?

        ms = 3
        > 'ms' cannot be assigned to: it is a constant, a unit or a function.
        >   line 1, column 1 of the reset:
        >     ms = 3
        >     ^^
        > Choose another name.

        r = x*x; v += r
        > 'v' is in volt, but 'r' is a plain number.
        >   line 1, column 15 of the reset:
        >     r = x*x; v += r
        >                   ^
        > 'r' may lack a factor in volt.

        n /= 2
        > 'n' holds integers, but '/=' makes a real number of it.
        >   line 1, column 1 of the reset:
        >     n /= 2
        >     ^
        > Write 'n = n // ...'.

        b += 1
        > 'b' is true or false, so '+=' cannot change it.
        >   line 1, column 1 of the reset:
        >     b += 1
        >     ^
        > Assign a condition by '='.

        q = 1; q = v
        > 'q' is a plain number, but 'v' is in volt.
        >   line 1, column 12 of the reset:
        >     q = 1; q = v
        >                ^
        > Did you forget to divide 'v' by something in volt?
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void An_assignment_that_does_not_fit_is_refused_at_the_piece_at_fault(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => CodeChecker.Check(CodeParser.Parse(new(text, "the reset")), TestScope.Create()));

        Assert.Equal(message, error.Message);
    }
}
