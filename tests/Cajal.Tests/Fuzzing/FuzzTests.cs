using System.Globalization;
using Cajal.Equations;
using Cajal.Integrators;
using Xunit.Abstractions;

namespace Cajal.Tests.Fuzzing;

/// <summary>
/// Random and harmed texts through the whole way from text to kernels. The number of texts is that of every test run, a few seconds; many more by
/// <c>CAJAL_FUZZ_TEXTS=1000000 dotnet test -c Release tests/Cajal.Tests --filter FuzzTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualTexts = 10_000;

    [Theory]
    [InlineData("cpu")]
    [InlineData("reference")]
    public void The_models_run_before_they_are_harmed(string backend) => Assert.All(ModelTexts.Corpus, texts => texts.Run(backend));

    /// <param name="share">One text of so many is sent through this backend.</param>
    [Theory]
    [InlineData("reference", 1)]
    [InlineData("cpu", 100)]
    public void Any_text_runs_or_is_refused_with_an_error_of_our_own_within_a_second_and_100_MB(string backend, int share)
    {
        var texts = int.Parse(Environment.GetEnvironmentVariable("CAJAL_FUZZ_TEXTS") ?? $"{UsualTexts}", CultureInfo.InvariantCulture) / share;
        var first = int.Parse(Environment.GetEnvironmentVariable("CAJAL_FUZZ_FIRST") ?? "0", CultureInfo.InvariantCulture);
        List<string> failures = [];
        var (number, ran, slowest, largest) = (first, 0, TimeSpan.Zero, 0L);

        // A stack as small as that of any platform's main thread.
        Thread thread = new(() =>
        {
            for (; number < first + texts && failures.Count < 10; number++)
            {
                var (failure, runs, time, bytes) = Try(number, backend);
                if (failure is not null) { failures.Add(failure); }
                ran += runs ? 1 : 0;
                slowest = time > slowest ? time : slowest;
                largest = Math.Max(bytes, largest);
            }
        }, Cost.StackBytes);
        thread.IsBackground = true;
        thread.Start();
        for (var (before, waits) = (first, 0); !thread.Join(Cost.Longest); waits = number == before ? waits + 1 : 0, before = number)
        {
            Assert.True(waits < 20, $"Text {number} does not end.\n{TextsOf(number)}");
        }

        output.WriteLine($"{texts} texts on {backend}, {ran} ran, the slowest took {slowest.TotalMilliseconds:F0} ms, the largest {largest / 1e6:F1} MB");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));

        // Both outcomes are common, so neither the errors nor the compiler go untested.
        Assert.InRange(ran, texts / 20, texts * 9 / 10);
    }

    private static (string? Failure, bool Ran, TimeSpan Time, long Bytes) Try(int number, string backend)
    {
        var texts = TextsOf(number);
        (string? Failure, bool Ran) outcome = default;
        var cost = Cost.Of(() => outcome = Outcome(texts, backend));
        var failure = outcome.Failure ?? cost.Excess;
        return (failure is null ? null : $"Text {number} {failure}\n{texts}", outcome.Ran, cost.Time, cost.Bytes);
    }

    private static (string? Failure, bool Ran) Outcome(ModelTexts texts, string backend)
    {
        try
        {
            texts.Run(backend);
            return (null, true);
        }
        catch (ModelException)
        {
            return (null, false);
        }
#pragma warning disable CA1031 // Any other exception is what the test looks for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return ($"ends in {fault}", false);
        }
    }

    /// <summary>The texts of a number: a third by the grammar, the rest real models harmed in one place.</summary>
    private static ModelTexts TextsOf(int number)
    {
        Draws draws = new((ulong)number);
        if (draws.Below(3) == 0)
        {
            RandomText random = new(draws);
            return new(
                random.Equations(), random.Condition(2), random.Code("x", "y", "z", "q"), "2*ms", AnyMethod(draws), random.Number(4),
                random.Synapses(), random.Code("x_post", "y", "z_post", "q", "w"), Targets: Maybe(random.Generator), Event: random.Condition(2), EventCode: Maybe(() => random.Code("z", "q")),
                Pathway: Maybe(() => random.Code("w", "q")), Weight: Maybe(() => random.Number(2)), Function: random.Function(), Updater: Maybe(random.Updater), Regular: Maybe(() => random.Code("q")));
        }

        var (model, other) = (ModelTexts.Corpus[draws.Below(ModelTexts.Corpus.Length)], ModelTexts.Corpus[draws.Below(ModelTexts.Corpus.Length)]);
        var text = draws.Below(3) == 0 ? 0 : draws.Below(ModelTexts.Count);
        text = model[text] == "" ? 0 : text;
        model = draws.Below(8) == 0 ? model with { Method = AnyMethod(draws), Updater = null } : model;
        return model.With(text, Mutation.Of(model[text], other[draws.Below(ModelTexts.Count)], draws));

        string? Maybe(Func<string> text) => draws.Below(3) == 0 ? text() : null;
    }

    private static string? AnyMethod(Draws draws) => draws.Below(2) == 0 ? null : IntegratorChooser.Names.ElementAt(draws.Below(IntegratorChooser.Names.Count()));
}
