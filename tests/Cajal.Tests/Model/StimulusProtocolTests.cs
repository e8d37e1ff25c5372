using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

/// <summary>Binary patterns and protocols as the user builds them; what models make of them is tested on every backend.</summary>
public sealed class StimulusProtocolTests
{
    // Oracle: binomial counts of 20 patterns of 5,000 bits; of two independent patterns a share of f² is active in both. Five standard deviations.
    [Fact]
    public void Prototypes_have_their_coding_level_and_are_independent()
    {
        const int Size = 5000;
        var prototypes = BinaryPattern.Prototypes(20, Size, codingLevel: 0.2, seed: 1);
        Assert.InRange((prototypes.Sum(p => p.Active.Length) - (20 * Size * 0.2)) / Math.Sqrt(20 * Size * 0.2 * 0.8), -5, 5);
        var both = prototypes.Zip(prototypes[1..]).Sum(pair => pair.First.Active.Intersect(pair.Second.Active).Count());
        Assert.InRange((both - (19 * Size * 0.04)) / Math.Sqrt(19 * Size * 0.04 * 0.96), -5, 5);
        Assert.Equal(prototypes[7].Active, BinaryPattern.Prototypes(8, Size, 0.2, seed: 1)[7].Active);
        Assert.NotEqual(prototypes[7].Active, BinaryPattern.Prototypes(8, Size, 0.2, seed: 2)[7].Active);
    }

    // Oracle: each bit is flipped with the probability, set or not: binomial counts of 1,000 and 4,000 bits; five standard deviations.
    [Fact]
    public void Noise_flips_set_and_unset_bits_alike()
    {
        BinaryPattern pattern = new(5000, Enumerable.Range(3000, 1000));
        var noisy = pattern.Flipped(0.1, seed: 5);
        var lost = pattern.Active.Count(e => !noisy[e]);
        var gained = noisy.Active.Count(e => !pattern[e]);
        Assert.InRange((lost - 100) / Math.Sqrt(1000 * 0.1 * 0.9), -5, 5);
        Assert.InRange((gained - 400) / Math.Sqrt(4000 * 0.1 * 0.9), -5, 5);
        Assert.Equal(noisy.Active, pattern.Flipped(0.1, seed: 5).Active);
        Assert.NotEqual(noisy.Active, pattern.Flipped(0.1, seed: 6).Active);
        Assert.Equal(pattern.Active, pattern.Flipped(0, seed: 5).Active);
        Assert.Equal(5000 - 1000, pattern.Flipped(1, seed: 5).Active.Length);
    }

    [Fact]
    public void A_protocol_knows_what_is_presented_when()
    {
        var cells = new NeuronGroup(10, "");
        BinaryPattern cue = new(10, [1, 3]);
        StimulusProtocol protocol = new(10);
        foreach (var _ in Enumerable.Range(0, 2)) { protocol.Present(cue, 300 * ms, 2 * nA).Delay(500 * ms).Present(cells[[4, 9]], 100 * ms, 3 * nA, flips: 0.5).Delay(1 * second); }

        Assert.Equal(3.8, protocol.Duration.Si, 1e-12);
        Assert.Equal([0, 0.8, 1.9, 2.7], protocol.Presentations.Select(p => Math.Round(p.Start.Si, 9)));
        Assert.Equal([0.3, 0.9, 2.2, 2.8], protocol.Presentations.Select(p => Math.Round(p.End.Si, 9)));
        Assert.Same(cue, protocol.Presentations[2].Shown);
        Assert.Equal([4, 9], protocol.Presentations[1].Prototype.Active);
        Assert.NotEqual(protocol.Presentations[1].Shown.Active, protocol.Presentations[3].Shown.Active);
        Assert.Equal(3 * nA, protocol.Presentations[3].Strength);
        Assert.Equal(Dimension.Current, protocol.ResultDimension);
    }

    // By its description a checkpoint of another model is told.
    [Fact]
    public void Protocols_that_differ_in_a_pattern_or_in_their_order_are_described_differently()
    {
        BinaryPattern cue = new(4, [1]), other = new(4, [2]);
        StimulusProtocol[] protocols =
        [
            New().Present(cue, 1 * ms).Delay(2 * ms), New().Delay(2 * ms).Present(cue, 1 * ms), New().Delay(1 * ms).Present(cue, 1 * ms).Delay(1 * ms),
            New().Present(other, 1 * ms).Delay(2 * ms), New().Present(cue, 1 * ms, 2).Delay(2 * ms), New().Present(cue, 2 * ms).Delay(1 * ms), New().Present(cue, 1 * ms),
        ];
        Assert.Equal(protocols.Length, protocols.Select(p => p.Describe()).Distinct().Count());
        Assert.Equal(protocols[0].Describe(), New().Present(new(4, [1]), 1 * ms).Delay(2 * ms).Describe());

        static StimulusProtocol New() => new(4);
    }

    [Fact]
    public void What_is_wrong_is_said_where_it_is_written()
    {
        StimulusProtocol protocol = new StimulusProtocol(10).Present(new(10, [1]), 1 * ms, 2 * nA);
        Mistake.Says("A protocol needs at least one element that gets the stimuli, but their number is 0.", () => new StimulusProtocol(0));
        Mistake.Says("This protocol is for 10 elements, but the pattern has 9. Make it for all elements of the group that gets the stimuli.", () => protocol.Present(new(9, [1]), 1 * ms, 2 * nA));
        Mistake.Says("strength: expected A, got 2 mV", () => protocol.Present(new(10, [1]), 1 * ms, 2 * mV));
        Mistake.Says("A stimulus or delay takes a positive time of whole microseconds, but this is 0 s.", () => protocol.Delay(0 * ms));
        Mistake.Says("A stimulus or delay takes a positive time of whole microseconds, but this is 1.5 us.", () => protocol.Delay(1.5 * us));
        Mistake.Says("duration: expected s, got 5, a plain number; write 5 * second, say.", () => protocol.Delay(5));
        Mistake.Says("The probability that a bit is flipped has to be from 0 to 1, but is 2.", () => protocol.Present(new(10, [1]), 1 * ms, 2 * nA, flips: 2));
        Mistake.Says("The coding level has to be from 0 to 1, but is -0.1.", () => BinaryPattern.Prototypes(1, 10, -0.1, 0));
        Mistake.Says("There can be 0, 1, 2, ... prototypes, but not -1.", () => BinaryPattern.Prototypes(-1, 10, 0.1, 0));
        Mistake.Says("A pattern needs at least one element, but has 0.", () => new BinaryPattern(0, []));
        Mistake.Says("A pattern of 3 elements has the elements 0 to 2, so none of number 3.", () => new BinaryPattern(3, [3]));
        Assert.Single(protocol.Presentations);
        Assert.Equal(1e-3, protocol.Duration.Si, 1e-15);

        Mistake.Says(
            "The durations of this protocol have 1 us in common, of which it has 20,001,002; the limit is 10,000,000. Round them, to milliseconds, say.",
            () => new NeuronGroup(10, $"x = {protocol.Delay(20 * second).Delay(1 * us)}(t, i) : amp").Describe().Count());
    }
}
