namespace Cajal.Equations;

public sealed class CodeErrorTests
{
    private const string Cases = """
        a = b = c
        > One statement cannot assign to two names.
        >   line 1, column 7 of the reset:
        >     a = b = c
        >           ^
        > Write one assignment a line; '==' compares.

        a == b
        > '==' compares and changes nothing.
        >   line 1, column 3 of the reset:
        >     a == b
        >       ^^
        > Write 'a = ...' to assign.

        x ** 2
        > 'x' is assigned nothing: an '=' is missing.
        >   line 1, column 3 of the reset:
        >     x ** 2
        >       ^^
        > A statement is 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.

        3 = a
        > A statement cannot begin with '3'.
        >   line 1, column 1 of the reset:
        >     3 = a
        >     ^
        > Write 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.

        a
        > 'a' is assigned nothing: an '=' is missing.
        >   line 1, column 2 of the reset:
        >     a
        >      ^
        > A statement is 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.

        a = 1; ; b
        > 'b' is assigned nothing: an '=' is missing.
        >   line 1, column 11 of the reset:
        >     a = 1; ; b
        >               ^
        > A statement is 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.

        a = 1 2
        > An operator is missing between '1' and '2'.
        >   line 1, column 7 of the reset:
        >     a = 1 2
        >           ^
        > Write '*' to multiply.

        a = 1
         b
        > 'b' neither goes on with the line before nor begins a statement.
        >   line 2, column 2 of the reset:
        >     b
        >     ^
        > Put an operator before it, or '=' or ':' after it.

        if = 1
        > A statement cannot begin with 'if'.
        >   line 1, column 1 of the reset:
        >     if = 1
        >     ^^
        > Write 'x = ...', 'x += ...', 'x -= ...', 'x *= ...' or 'x /= ...'.
        """;

    public static TheoryData<string, string> AllCases => Golden.Read(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void Code_that_cannot_be_right_is_refused_at_the_piece_at_fault(string text, string message)
    {
        var error = Assert.Throws<EquationException>(() => CodeParser.Parse(new(text, "the reset")));

        Assert.Equal(message, error.Message);
    }
}
