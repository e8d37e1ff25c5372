namespace Cajal.Equations;

public sealed class GeneratorErrorTests
{
    private const string Loops = "> A loop is 'k for k in range(0, 10)', 'k for k in sample(0, N_post, p=0.1)' or 'k for k in sample(0, N_post, size=5)'.";

    private const string Cases = $"""
        k for k
        > 'in' is missing before the end of the text.
        >   line 1, column 8 of j:
        >     k for k
        >            ^
        {Loops}

        k for 3 in range(3)
        > 'for' takes a name, but '3' follows.
        >   line 1, column 7 of j:
        >     k for 3 in range(3)
        >           ^
        {Loops}

        i for i in range(3)
        > 'i' cannot name what a loop goes through: it is the number of the element (in synapses, of the source neuron).
        >   line 1, column 7 of j:
        >     i for i in range(3)
        >           ^
        > Choose another name, such as 'k'.

        k for k in N_post
        > A loop goes through range(...) or sample(...), not through 'N_post'.
        >   line 1, column 12 of j:
        >     k for k in N_post
        >                ^^^^^^
        {Loops}

        k for k in range 3
        > 'range' lacks its arguments.
        >   line 1, column 12 of j:
        >     k for k in range 3
        >                ^^^^^
        {Loops}

        k for k in range(3
        > This '(' is never closed.
        >   line 1, column 17 of j:
        >     k for k in range(3
        >                     ^
        > Add a ')'.

        k for k in range(1, 2, 3, 4)
        > range() takes one to three integers, but 4 are given.
        >   line 1, column 12 of j:
        >     k for k in range(1, 2, 3, 4)
        >                ^^^^^^^^^^^^^^^^^
        > range(stop), range(start, stop) or range(start, stop, step).

        k for k in sample(p=0.1)
        > sample() takes one to three integers, but none is given.
        >   line 1, column 12 of j:
        >     k for k in sample(p=0.1)
        >                ^^^^^^^^^^^^^
        > sample(stop), sample(start, stop) or sample(start, stop, step).

        k for k in sample(10)
        > sample() has to know how many.
        >   line 1, column 12 of j:
        >     k for k in sample(10)
        >                ^^^^^^^^^^
        > Add p=..., the probability of each integer, or size=..., how many of them.

        k for k in range(10, p=0.1)
        > range() has no argument 'p'.
        >   line 1, column 22 of j:
        >     k for k in range(10, p=0.1)
        >                          ^
        > range(start, stop, step) takes all integers; sample(start, stop, step, p=...) takes some at random.

        k for k in sample(10, n=3)
        > sample() has no argument 'n'.
        >   line 1, column 23 of j:
        >     k for k in sample(10, n=3)
        >                           ^
        > sample(start, stop, step) takes p, the probability of each integer, or size, how many of them.

        k for k in sample(10, p=0.1, size=3)
        > sample() takes p or size, not both.
        >   line 1, column 30 of j:
        >     k for k in sample(10, p=0.1, size=3)
        >                                  ^^^^
        > p is the probability of each integer, size how many of them.

        k for k in sample(p=0.1, 10)
        > This argument has no name and stands behind one that has.
        >   line 1, column 26 of j:
        >     k for k in sample(p=0.1, 10)
        >                              ^^
        {Loops}

        k if k > 3 for k in range(10)
        > A loop cannot stand here.
        >   line 1, column 12 of j:
        >     k if k > 3 for k in range(10)
        >                ^^^
        > It comes before the condition: 'k for k in range(10) if k != i'.

        k for k in range(10) for l in range(k)
        > A loop cannot stand here.
        >   line 1, column 22 of j:
        >     k for k in range(10) for l in range(k)
        >                          ^^^
        > There is one loop at most: 'k for k in range(10)'.

        i if i < 3 else 0
        > 'else' is not part of the equation language.
        >   line 1, column 12 of j:
        >     i if i < 3 else 0
        >                ^^^^
        > For a choice between two values multiply each by int(condition).

        for k in range(3)
        > 'for' is not part of the equation language.
        >   line 1, column 1 of j:
        >     for k in range(3)
        >     ^^^
        """;

    public static TheoryData<string, string> Mistakes => Golden.Read(Cases);

    [Theory, MemberData(nameof(Mistakes))]
    public void A_generator_that_is_not_one_says_why(string text, string message) =>
        Assert.Equal(message, Assert.Throws<EquationException>(() => GeneratorParser.Parse(new(text, "j"))).Message);

    [Theory]
    [InlineData("i", "i", null, null)]
    [InlineData("i + 1 if i > 2", "i + 1", null, "i > 2")]
    [InlineData("k for k in range(3)", "k", "k: 0, 3, 1", null)]
    [InlineData("i + k\nfor k in range(-2, N_post)\nif k != 0", "i + k", "k: -2, N_post, 1", "k != 0")]
    [InlineData("k for k in range(10, 0, -1)", "k", "k: 10, 0, -1", null)]
    [InlineData("c for c in sample(a*(b + 1), p=exp(-i))", "c", "c: 0, a*(b + 1), 1, p exp(-i)", null)]
    [InlineData("k for k in sample(1, 9, 2, size=int(x)) if True", "k", "k: 1, 9, 2, size int(x)", "True")]
    public void A_generator_is_read_part_by_part(string text, string value, string? loop, string? condition)
    {
        var generator = GeneratorParser.Parse(new(text, "j"));
        Assert.Equal(value, ExprPrinter.Print(generator.Value));
        Assert.Equal(loop, generator.Loop is not { } l ? null
            : $"{l.Variable}: {ExprPrinter.Print(l.Start)}, {ExprPrinter.Print(l.Stop)}, {ExprPrinter.Print(l.Step)}"
                + (l.Probability is { } p ? $", p {ExprPrinter.Print(p)}" : "") + (l.Size is { } size ? $", size {ExprPrinter.Print(size)}" : ""));
        Assert.Equal(condition, generator.Condition is { } c ? ExprPrinter.Print(c) : null);
    }
}
