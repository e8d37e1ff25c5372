namespace Cajal.Equations;

public sealed class ExpressionErrorTests
{
    private const string Cases = """
        v + I
        > 'v + I' adds volt and amp.
        >   line 1, column 1 of the threshold:
        >     v + I
        >     ^^^^^
        > Did you forget to multiply 'I' by something in ohm?

        v - 3
        > 'v - 3' subtracts a plain number from volt.
        >   line 1, column 1 of the threshold:
        >     v - 3
        >     ^^^^^
        > '3' may lack a unit, as in '3*volt'.

        v > 20
        > 'v > 20' compares volt with a plain number.
        >   line 1, column 1 of the threshold:
        >     v > 20
        >     ^^^^^^
        > '20' may lack a unit, as in '20*volt'.

        x > -20*mV
        > 'x > -20*mV' compares a plain number with volt.
        >   line 1, column 1 of the threshold:
        >     x > -20*mV
        >     ^^^^^^^^^^
        > 'x' may lack a factor in volt.

        exp(v)
        > exp() takes a plain number, but 'v' is in volt.
        >   line 1, column 5 of the threshold:
        >     exp(v)
        >         ^
        > Did you forget to divide 'v' by something in volt?

        exp(x, x)
        > exp() takes 1 argument, but 2 are given.
        >   line 1, column 1 of the threshold:
        >     exp(x, x)
        >     ^^^^^^^^^

        f(x)
        > 'f' is not known here.
        >   line 1, column 1 of the threshold:
        >     f(x)
        >     ^
        > It is no function.

        v(1-x)
        > 'v' is a value, not a function.
        >   line 1, column 1 of the threshold:
        >     v(1-x)
        >     ^^^^^^
        > Write 'v*(...)' to multiply.

        vv
        > 'vv' is not known here.
        >   line 1, column 1 of the threshold:
        >     vv
        >     ^^
        > It is no variable, constant or unit. Did you mean 'v'?

        tau_m
        > 'tau_m' is not known here.
        >   line 1, column 1 of the threshold:
        >     tau_m
        >     ^^^^^
        > It is no variable, constant or unit. Did you mean 'tau'?

        ta
        > 'ta' is a function, not a value.
        >   line 1, column 1 of the threshold:
        >     ta
        >     ^^
        > Call it as ta(t).

        exp
        > 'exp' is a function, not a value.
        >   line 1, column 1 of the threshold:
        >     exp
        >     ^^^
        > Call it with 1 argument.

        ta(t, x)
        > ta() takes 1 argument, but 2 are given.
        >   line 1, column 1 of the threshold:
        >     ta(t, x)
        >     ^^^^^^^^
        > Write ta(t).

        ta(v)
        > ta() takes a value in second, but 'v' is in volt.
        >   line 1, column 4 of the threshold:
        >     ta(v)
        >        ^

        b + 1
        > '+' takes a number, but 'b' is true or false.
        >   line 1, column 1 of the threshold:
        >     b + 1
        >     ^
        > 'int(b)' is 1 where it is true and 0 where it is false.

        x and b
        > 'and' takes a condition, but 'x' is a number.
        >   line 1, column 1 of the threshold:
        >     x and b
        >     ^
        > Compare it, as in 'x != 0'.

        not x
        > 'not' takes a condition, but 'x' is a number.
        >   line 1, column 5 of the threshold:
        >     not x
        >         ^
        > Compare it, as in 'x != 0'.

        -b
        > '-' takes a number, but 'b' is true or false.
        >   line 1, column 2 of the threshold:
        >     -b
        >      ^
        > 'int(b)' is 1 where it is true and 0 where it is false.

        v // I
        > 'v // I' divides volt by amp to an integer.
        >   line 1, column 1 of the threshold:
        >     v // I
        >     ^^^^^^
        > Did you forget to multiply 'I' by something in ohm?

        exp(t)
        > exp() takes a plain number, but 't' is in second.
        >   line 1, column 5 of the threshold:
        >     exp(t)
        >         ^
        > Did you forget to divide 't' by something in second?

        v**x
        > 'v' is in volt, so its exponent has to be a constant: the unit of the power would change with 'x'.
        >   line 1, column 4 of the threshold:
        >     v**x
        >        ^
        > Divide 'v' by a unit first.

        x**v
        > An exponent has to be a plain number, but 'v' is in volt.
        >   line 1, column 4 of the threshold:
        >     x**v
        >        ^
        > Divide it by a unit.

        v % I
        > 'v % I' takes the remainder of volt by amp.
        >   line 1, column 1 of the threshold:
        >     v % I
        >     ^^^^^
        > Did you forget to multiply 'I' by something in ohm?

        clip(v, 0, 1)
        > clip() takes a value in volt as argument 3, like its first, but '1' is a plain number.
        >   line 1, column 12 of the threshold:
        >     clip(v, 0, 1)
        >                ^
        > '1' may lack a unit, as in '1*volt'.

        timestep(v, t)
        > timestep() takes a value in second as argument 1, but 'v' is in volt.
        >   line 1, column 10 of the threshold:
        >     timestep(v, t)
        >              ^

        xi
        > White noise such as 'xi' can only stand in a differential equation.
        >   line 1, column 1 of the threshold:
        >     xi
        >     ^^
        > Elsewhere draw a number with randn().

        b == 1
        > 'b == 1' compares a number with something that is true or false.
        >   line 1, column 1 of the threshold:
        >     b == 1
        >     ^^^^^^
        > Turn the latter into a number by int(...).

        sqrt(b)
        > sqrt() takes a number, but 'b' is true or false.
        >   line 1, column 6 of the threshold:
        >     sqrt(b)
        >          ^
        > 'int(b)' is 1 where it is true and 0 where it is false.

        true
        > 'true' is not known here.
        >   line 1, column 1 of the threshold:
        >     true
        >     ^^^^
        > It is no variable, constant or unit. Did you mean 'True'?

        v**0.0001
        > An exponent of this unit is too large, or not a multiple of 1/60.
        >   line 1, column 1 of the threshold:
        >     v**0.0001
        >     ^^^^^^^^^

        v**5000
        > An exponent of this unit is too large, or not a multiple of 1/60.
        >   line 1, column 1 of the threshold:
        >     v**5000
        >     ^^^^^^^

        v + n
        > 'v + n' adds volt and a plain number.
        >   line 1, column 1 of the threshold:
        >     v + n
        >     ^^^^^
        > 'n' may lack a factor in volt.

        v*I < v
        > 'v*I < v' compares watt with volt.
        >   line 1, column 1 of the threshold:
        >     v*I < v
        >     ^^^^^^^
        > Did you forget to multiply 'v' by something in amp?

        I*x + v/tau
        > 'I*x + v/tau' adds amp and volt/second.
        >   line 1, column 1 of the threshold:
        >     I*x + v/tau
        >     ^^^^^^^^^^^
        > Did you forget to multiply 'v/tau' by something in farad?

        (v
         + # c
         I)
        > 'v + I' adds volt and amp.
        >   line 1, column 2 of the threshold:
        >     (v
        >      ^
        >     + # c
        >     ^^^^^
        >     I)
        >     ^
        > Did you forget to multiply 'I' by something in ohm?
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void Units_and_types_that_disagree_are_refused_at_the_smallest_piece(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => DimensionChecker.Check(ExpressionParser.Parse(new(text, "the threshold")), TestScope.Create()));

        Assert.Equal(message, error.Message);
    }
}
