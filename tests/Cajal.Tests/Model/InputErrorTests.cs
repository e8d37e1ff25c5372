using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class InputErrorTests
{
    [Fact]
    public void A_timed_array_is_called_with_its_arguments()
    {
        TimedArray ta = new(new double[] { 1, 2, 3 }, 1 * ms);
        TimedArray ta2 = new(new double[] { 1, 2, 3, 4 }, 2, 1 * ms);
        Mistake.Says("""
            {ta}() takes 1 argument, but none is given.
              line 1, column 5 of the equations:
                x = {ta}() : 1
                    ^^^^^^
            Write {ta}(t).
            """, () => new NeuronGroup(1, $"x = {ta}() : 1"));

        Mistake.Says("""
            {ta}() takes 1 argument, but 2 are given.
              line 1, column 5 of the equations:
                x = {ta}(t, i) : 1
                    ^^^^^^^^^^
            Write {ta}(t).
            """, () => new NeuronGroup(1, $"x = {ta}(t, i) : 1"));

        Mistake.Says("""
            {ta2}() takes 2 arguments, but 1 is given.
              line 1, column 5 of the equations:
                x = {ta2}(t) : 1
                    ^^^^^^^^
            Write {ta2}(t, i).
            """, () => new NeuronGroup(1, $"x = {ta2}(t) : 1"));

        Mistake.Says("""
            '{ta}' is a function, not a value.
              line 1, column 5 of the equations:
                x = {ta}*2 : 1
                    ^^^^
            Call it as {ta}(t).
            """, () => new NeuronGroup(1, $"x = {ta}*2 : 1"));

        Mistake.Says("""
            {ta}() takes a value in second, but 'v' is in volt.
              line 1, column 10 of the equations:
                x = {ta}(v) : 1
                         ^
            """, () => new NeuronGroup(1, $"x = {ta}(v) : 1\nv : volt"));

        Mistake.Says("""
            stim() takes 1 argument, but 2 are given.
              line 1, column 10 of the equations of 'neurons':
                dv/dt = (stim(t,i)-v)/ms : 1
                         ^^^^^^^^^
            Write stim(t).
            """, () => { var n = new Network(); n.Add(new NeuronGroup(1, "dv/dt = (stim(t,i)-v)/ms : 1")); n.Constants["stim"] = ta; n.Run(1 * ms); });
    }

    [Fact]
    public void A_timed_array_has_values_and_an_interval()
    {
        TimedArray ta2 = new(new double[] { 1, 2, 3, 4 }, 2, 1 * ms);
        Mistake.Says("""
            dt: expected s, got 1 mV
            """, () => new TimedArray(new double[] { 1, 2 }, 1 * mV));

        Mistake.Says("""
            The interval of a timed array must be a positive time, but is 0 s.
            """, () => new TimedArray(new double[] { 1, 2 }, 0 * ms));

        Mistake.Says("""
            A timed array needs at least one value.
            """, () => new TimedArray(Array.Empty<double>(), 1 * ms));

        Mistake.Says("""
            column: expected 0 to 1, got 5.
            """, () => ta2.At(0 * ms, 5));
    }

    [Fact]
    public void A_rate_is_in_hertz()
    {
        Mistake.Says("""
            rate: expected Hz, got 5, a plain number; write 5 * hertz, say.
            """, () => new PoissonGroup(3, 5));

        Mistake.Says("""
            rate: expected Hz, got 5 ms
            """, () => new PoissonGroup(3, 5 * ms));

        Mistake.Says("""
            'rates' is in hertz, but '5' is a plain number.
              line 1, column 1 of the rates:
                5
                ^
            '5' may lack a unit, as in '5*hertz'.
            """, () => new PoissonGroup(3, "5"));

        Mistake.Says("""
            A rate has to be 0 Hz or more, but is -5 Hz.
            """, () => new PoissonGroup(3, -5 * Hz));

        Mistake.Says("""
            A rate has to be 0 Hz or more, but is NaN Hz.
            """, () => new PoissonGroup(1, double.NaN * Hz));
    }

    [Fact]
    public void Given_spikes_have_an_element_and_a_time()
    {
        Mistake.Says("""
            times: expected s, got 1 mV
            """, () => new SpikeGeneratorGroup(1, [0], new double[] { 1 } * mV));

        Mistake.Says("""
            times: expected s, got 1, a plain number; write 1 * second, say.
            """, () => new SpikeGeneratorGroup(1, [0], new double[] { 1 }));

        Mistake.Says("""
            There are 2 indices and 1 times; each spike takes one of both, so they have to be as many.
            """, () => new SpikeGeneratorGroup(1, [0, 0], new double[] { 1 } * ms));

        Mistake.Says("""
            indices[1] is 2, but the elements are 0 to 1.
            """, () => new SpikeGeneratorGroup(2, [0, 2], new double[] { 1, 2 } * ms));

        Mistake.Says("""
            times[1] is -2 ms, but a spike is at 0 s or later.
            """, () => new SpikeGeneratorGroup(2, [0, 1], new double[] { 1, -2 } * ms));

        Mistake.Says("""
            times[1] is NaN s, but a spike is at 0 s or later.
            """, () => new SpikeGeneratorGroup(2, [0, 1], new double[] { 1, double.NaN } * ms));

        Mistake.Says("""
            times[1] is Infinity s, but a spike is at 0 s or later.
            """, () => { var n = new Network(); n.Add(new SpikeGeneratorGroup(2, [0, 1], new double[] { 1, double.PositiveInfinity } * ms)); n.Run(3 * ms); });

        Mistake.Says("""
            'spike_generator': element 0 spikes twice in the step at 1 ms. Use a smaller dt, or two elements.
            """, () => { var n = new Network(); n.Add(new SpikeGeneratorGroup(2, [0, 0], new double[] { 1, 1.01 } * ms)); n.Run(1 * ms); });
    }

    [Fact]
    public void Rates_of_single_elements_are_as_many_as_the_elements()
    {
        Mistake.Says("""
            There are 3 elements, but 2 rates. Give one for each element, or one for all.
            """, () => new PoissonGroup(3, new[] { 1.0, 2 } * Hz));

        Mistake.Says("""
            A rate has to be 0 Hz or more, but is -2 Hz.
            """, () => new PoissonGroup(2, new[] { 1.0, -2 } * Hz));

        Mistake.Says("""
            rates: expected Hz, got 1 mV
            """, () => new PoissonGroup(2, new[] { 1.0, 2 } * mV));

        Mistake.Says("""
            A rate has to be 0 Hz or more, but '-5*Hz' is -5 Hz.
              line 1, column 1 of the rates:
                -5*Hz
                ^^^^^
            """, () => new PoissonGroup(2, "-5*Hz"));

        Mistake.Says("""
            A group needs at least one element, but its size is 0.
            """, () => new PoissonGroup(0, 5 * Hz));
    }

    [Fact]
    public void A_period_is_a_time_beyond_the_last_spike_and_a_multiple_of_the_step()
    {
        Mistake.Says("""
            times[1] is 2 ms, but a period of 2 ms ends before: every spike lies within it.
            """, () => new SpikeGeneratorGroup(1, [0, 0], new[] { 1.0, 2 } * ms, period: 2 * ms));

        Mistake.Says("""
            A period has to be a positive time, but is 0 s.
            """, () => new SpikeGeneratorGroup(1, [], Array.Empty<double>() * ms, period: 0 * ms));

        Mistake.Says("""
            period: expected s, got 3 mV
            """, () => new SpikeGeneratorGroup(1, [], Array.Empty<double>() * ms, period: 3 * mV));

        Mistake.Says("""
            'spike_generator': the period 1.25 ms is not a multiple of the step, 100 us. Change one of the two.
            """, () => { var n = new Network(); n.Add(new SpikeGeneratorGroup(1, [0], new[] { 1.0 } * ms, period: 1.25 * ms)); n.Run(1 * ms); });

        Mistake.Says("""
            'spike_generator': the period 50 us is not a multiple of the step, 100 us. Change one of the two.
            """, () => { var n = new Network(); n.Add(new SpikeGeneratorGroup(1, [0], new[] { 0.0 } * ms, period: 0.05 * ms)); n.Run(1 * ms); });

        Mistake.Says("""
            indices[0] is 4, but the elements are 0 to 1.
            """, () => new SpikeGeneratorGroup(2, [0], new[] { 0.0 } * ms).SetSpikes([4], new[] { 0.0 } * ms));
    }

    [Fact]
    public void A_Poisson_input_adds_to_a_variable_of_neurons()
    {
        var (net, cells) = Mistake.Net();
        Mistake.Says("""
            'poisson' has no variables that an input could be added to: a PoissonInput needs a NeuronGroup, or a part of one.
            """, () => new PoissonInput(new PoissonGroup(3, 1 * Hz), "v", 10, 1 * Hz, 1 * mV));

        Mistake.Says("""
            'neurons' has no variable 'vv'. Did you mean 'v'?
            """, () => new PoissonInput(cells, "vv", 10, 1 * Hz, 1 * mV));

        Mistake.Says("""
            'flag' of 'neurons' is true or false, so nothing can be added to it.
            """, () => new PoissonInput(cells, "flag", 10, 1 * Hz, 1));

        Mistake.Says("""
            'w' of 'neurons' is declared (constant), so it does not change during a run. Declare it without (constant).
            """, () => new PoissonInput(new NeuronGroup(1, "w : 1 (constant)"), "w", 10, 1 * Hz, 1));

        Mistake.Says("""
            'w' of 'neurons' is shared, and each neuron gets an input of its own. Declare it without (shared).
            """, () => new PoissonInput(new NeuronGroup(1, "w : 1 (shared)"), "w", 10, 1 * Hz, 1));

        Mistake.Says("""
            A PoissonInput needs at least one input a neuron, but their number is 0.
            """, () => new PoissonInput(cells, "v", 0, 1 * Hz, 1 * mV));

        Mistake.Says("""
            A rate has to be 0 Hz or more, but is -1 Hz.
            """, () => new PoissonInput(cells, "v", 10, -1 * Hz, 1 * mV));

        Mistake.Says("""
            'v' is in volt, but 'E*2/mV' is a plain number.
              line 1, column 1 of the weight:
                E*2/mV
                ^^^^^^
            'E*2/mV' may lack a factor in volt.
            """, () => new PoissonInput(cells, "v", 10, 1 * Hz, "E*2/mV"));

        Mistake.Says("""
            'poisson_input': an input of 20 kHz would spike 2 times in each step of 100 us, but it spikes at most once. Use a smaller dt, or more inputs of a lower rate.
            """, () => { net.Add(new PoissonInput(cells, "v", 10, 20 * kHz, 1 * mV)); net.Run(1 * ms); });

        Mistake.Says("""
            'poisson_input' adds to 'neurons', but 'neurons' is not part of this network. Add the group first.
            """, () => new Network().Add(new PoissonInput(cells, "v", 10, 20 * kHz, 1 * mV)));
    }
}
