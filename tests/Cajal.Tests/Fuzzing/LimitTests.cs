using System.Globalization;

namespace Cajal.Tests.Fuzzing;

/// <summary>The largest models that are taken cost little, and one more is refused.</summary>
public sealed class LimitTests
{
    private static readonly Dictionary<string, (Func<int, ModelTexts> Texts, int Limit, string Message)> s_limits = new()
    {
        ["length"] = (n => new("v : 1" + new string('\n', n - 5)), 100_000, """
            The text has 100,001 characters; the limit is 100,000.
              line 1, column 1 of the equations:
                v : 1
                ^
            """),
        ["parentheses"] = (n => new($"x = {Repeat("(", n)}1{Repeat(")", n)} : 1", "x > 0"), 199, """
            The expression is nested more than 200 levels deep.
              line 1, column 205 of the equations:
                ((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
                                                        ^
            Name its parts as subexpressions.
            """),
        ["operations one after the other"] = (n => new($"dx/dt = ({Sum(n)})/ms : 1"), 499, """
            The expression is more than 500 operations deep.
              line 1, column 9 of the equations:
                dx/dt = (x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Split it into subexpressions that are stored (constant over dt), or shorten it.
            """),
        ["doubling subexpressions"] = (n => new(Lines(n, k => $"a{k} = a{k + 1} + a{k + 1} : 1") + $"\na{n} : 1\ndx/dt = a0/ms : 1"), 12, """
            The expression has more than 10,000 operations once its subexpressions are put in.
              line 1, column 1 of the equations:
                a0 = a1 + a1 : 1
                ^^^^^^^^^^^^^^^^
            Mark a subexpression that is used often as (constant over dt), or shorten it.
            """),
        ["declarations"] = (n => new(Lines(n, k => $"a{k} : 1")), 1_000, """
            The text has more than 1,000 declarations or statements.
              line 1001, column 1 of the equations:
                a1000 : 1
                ^^^^^^^^^
            Split the model into several groups.
            """),
        ["statements"] = (n => new("x : 1", "x > 0", Lines(n, k => $"a{k} = {(k == 0 ? "x" : $"a{k - 1} + 1")}")), 1_000, """
            The text has more than 1,000 declarations or statements.
              line 1001, column 1 of the reset:
                a1000 = a999 + 1
                ^^^^^^^^^^^^^^^^
            Split the model into several groups.
            """),
        ["turns of a loop"] = (n => new("x : 1", "x > 1", OnPre: "x += 1", Targets: $"k for k in range({n}) if k < N_post"), 100_000, """
            This loop goes through 100,001 integers; the limit is 100,000 (for i = 0).
              line 1, column 18 of j of Connect of 'synapses':
                k for k in range(100001) if k < N_post
                                 ^^^^^^
            As many as there are elements are always allowed, as in range(N_post).
            """),
        ["integers to choose from"] = (n => new("x : 1", "x > 1", OnPre: "x += 1", Targets: $"k % 3 for k in sample({n}, size={n})"), 100_000, """
            This loop goes through 100,001 integers; the limit is 100,000 (for i = 0).
              line 1, column 23 of j of Connect of 'synapses':
                k % 3 for k in sample(100001, size=100001)
                                      ^^^^^^
            As many as there are elements are always allowed, as in range(N_post).
            """),
        ["letters of a name"] = (n => new($"{Repeat("a", n)} : 1"), 500, $"""
            This name has 501 characters; the limit is 500.
              line 1, column 1 of the equations:
                {Repeat("a", 120)}
                {Repeat("^", 120)}
            """),
        ["digits of a number"] = (n => new($"x = 0.{Repeat("1", n - 2)} : 1"), 500, $"""
            This number has 501 characters; the limit is 500.
              line 1, column 5 of the equations:
                x = 0.{Repeat("1", 114)}
                    {Repeat("^", 116)}
            """),
    };

    public static TheoryData<string> Limits => [.. s_limits.Keys];

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_model_at_a_limit_runs_within_a_second_and_100_MB(string limit) => RequireCheap(s_limits[limit].Texts(s_limits[limit].Limit));

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_model_beyond_a_limit_is_refused_at_once(string limit)
    {
        var (texts, most, message) = s_limits[limit];

        Assert.Equal(message, Assert.Throws<EquationException>(() => texts(most + 1).Run()).Message);
    }

    [Theory]
    [InlineData("range(2**40)", "This loop is bounded by 1,099,511,627,776; the limit is 2,147,483,647 (for i = 0).")]
    [InlineData("range(2**40, 2**40 + 1)", "This loop is bounded by 1,099,511,627,776; the limit is 2,147,483,647 (for i = 0).")]
    [InlineData("sample(2**30, p=0.5)", "This loop goes through 1,073,741,824 integers; the limit is 100,000 (for i = 0).")]
    [InlineData("range(0, -2**30, -1)", "This loop goes through 1,073,741,824 integers; the limit is 100,000 (for i = 0).")]
    public void A_loop_far_beyond_the_limits_is_refused_at_once(string loop, string problem) =>
        Assert.Equal(problem, Assert.Throws<EquationException>(() => new ModelTexts("x : 1", "x > 1", OnPre: "x += 1", Targets: $"k for k in {loop}").Run()).Problem);

    public static TheoryData<string> Large => new(
        Lines(200, k => $"dx{k}/dt = -x{k}/ms : 1"),
        Lines(30, k => $"dx{k}/dt = (x{(k + 1) % 30} - x{k})/ms : 1"),
        Lines(15, k => $"dx{k}/dt = ({string.Join(" + ", Enumerable.Range(0, 15).Select(j => $"x{j}*{j}"))})/ms : 1"),
        $"dx/dt = ({string.Join("*", Enumerable.Repeat("(x + 1)", 200))})/ms : 1",
        $"dx/dt = {Repeat("(", 30)}x{Repeat(" + 1)**16", 30)}/ms : 1",
        $"dx/dt = {Repeat("exp(", 50)}x{Repeat(")", 50)}/ms : 1",
        $"dx/dt = x{Repeat("**x", 25)}/ms : 1",
        "dx/dt = x**9007199254740993/ms : 1",
        "dx/dt = (x + inf)*-inf/ms : 1");

    [Theory]
    [MemberData(nameof(Large))]
    public void A_model_that_grows_in_the_hands_of_a_method_costs_little_or_is_refused(string equations)
    {
        foreach (var method in (string?[])[null, "exponential_euler", "rk4"]) { RequireCheap(new(equations, Method: method)); }
    }

    [Fact]
    public void A_model_of_more_operations_than_compile_in_a_second_is_refused()
    {
        ModelTexts texts = new(Lines(600, k => $"dx{k}/dt = exp(x{k} + {k})/ms : 1"), Method: "rk4");

        Assert.Equal(
            "The model takes more than 40,000 operations in one step. Split it into several groups, or choose a simpler method.",
            Assert.Throws<ModelException>(() => texts.Run()).Message);
        RequireCheap(texts);
    }

    private static void RequireCheap(ModelTexts texts)
    {
        string? excess = null;
        Thread thread = new(() => excess = Cost.Of(() => Run(texts)).Excess, Cost.StackBytes);
        thread.Start();
        thread.Join();

        Assert.True(excess is null, $"{texts.Method}: {excess}");
    }

    private static void Run(ModelTexts texts)
    {
        try
        {
            texts.Run();
        }
        catch (ModelException)
        {
            // Refused: as good as done.
        }
    }

    private static string Sum(int terms) => string.Join('+', Enumerable.Repeat("x", terms));

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
