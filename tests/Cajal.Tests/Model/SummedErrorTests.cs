using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class SummedErrorTests
{
    [Fact]
    public void A_sum_says_to_which_end_it_goes() => Mistake.Says("""
        The summed variable 'I' does not say where it goes.
          line 1, column 1 of the equations:
            I = w : 1 (summed)
            ^
        Write 'I_post' for a parameter of the target neurons, 'I_pre' for one of the source neurons.
        """, () => Onto("I : 1", "I = w : 1 (summed)\nw : 1"));

    [Fact]
    public void A_sum_goes_to_a_parameter_of_the_neurons()
    {
        Mistake.Says("""
            'Isyn_post' is a sum for 'Isyn' of 'neurons', which has no such variable.
              line 1, column 1 of the equations:
                Isyn_post = w : 1 (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^
            Declare it there as 'Isyn : unit'. Did you mean 'Isym'?
            """, () => Onto("Isym : 1", "Isyn_post = w : 1 (summed)\nw : 1"));

        Mistake.Says("""
            'v_post' is a sum for 'v' of 'neurons', which is no parameter with a value for each element.
              line 1, column 1 of the equations:
                v_post = 1 : 1 (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^
            Declare a parameter for it there, as in 'v_sum : unit', and use that.
            """, () => Onto("dv/dt = -v/ms : 1", "v_post = 1 : 1 (summed)"));

        Mistake.Says("""
            'I_pre' is a sum for 'I' of 'neurons', which is no parameter with a value for each element.
              line 1, column 1 of the equations:
                I_pre = 1 : 1 (summed)
                ^^^^^^^^^^^^^^^^^^^^^^
            Declare a parameter for it there, as in 'I_sum : unit', and use that.
            """, () => Onto("I : 1 (shared)", "I_pre = 1 : 1 (summed)"));

        Mistake.Says("""
            'I_post' is a sum for 'I' of 'poisson', which has no such variable.
              line 1, column 1 of the equations:
                I_post = 1 : 1 (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^
            Declare it there as 'I : unit'.
            """, () => new Synapses(new PoissonGroup(2, 5 * Hz), model: "I_post = 1 : 1 (summed)"));
    }

    [Fact]
    public void A_sum_has_the_unit_and_type_of_the_parameter()
    {
        Mistake.Says("""
            'I_post' is declared as a value in volt, but 'I' of 'neurons' as a value in amp.
              line 1, column 1 of the equations:
                I_post = 1*mV : volt (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Declare both alike.
            """, () => Onto("I : amp", "I_post = 1*mV : volt (summed)"));

        Mistake.Says("""
            'n_post' is declared as a plain number, but 'n' of 'neurons' as an integer.
              line 1, column 1 of the equations:
                n_post = 1.5 : 1 (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^^^
            Declare both alike.
            """, () => Onto("n : integer", "n_post = 1.5 : 1 (summed)"));

        Mistake.Says("""
            'b_post' is a boolean, but a sum is a number.
              line 1, column 1 of the equations:
                b_post = True : boolean (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Count with int(...), into an integer.
            """, () => Onto("b : boolean", "b_post = True : boolean (summed)"));

        Mistake.Says("""
            'I_post' is a plain number, but 'mV' is in volt.
              line 1, column 10 of the equations:
                I_post = mV : 1 (summed)
                         ^^
            Did you forget to divide 'mV' by something in volt?
            """, () => Onto("I : 1", "I_post = mV : 1 (summed)"));
    }

    [Fact]
    public void A_sum_does_not_depend_on_itself() => Mistake.Says("""
        'I_post' is the sum of something that depends on it.
          line 1, column 1 of the equations of 'synapses':
            I_post = 0.5*I_pre : 1 (summed)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        A sum begins at 0 in each step: keep its last value in another variable.
        """, () => Run(Onto("I : 1", "I_post = 0.5*I_pre : 1 (summed)")));

    [Fact]
    public void Sums_for_one_variable_are_taken_by_one_clock() => Mistake.Says("""
        'slow' and 'synapses' sum for 'I_post' by different clocks, so there is no step in which all is added. Give both one clock.
        """, () =>
        {
            Network network = new();
            var cells = network.Add(new NeuronGroup(2, "I : 1"));
            network.Add(new Synapses(cells, model: "I_post = 1 : 1 (summed)")).Connect();
            network.Add(new Synapses(cells, model: "I_post = 1 : 1 (summed)") { Name = "slow", Dt = 1 * ms }).Connect();
            network.Run(1 * ms);
        });

    private static Synapses Onto(string neurons, string model)
    {
        Network network = new();
        return network.Add(new Synapses(network.Add(new NeuronGroup(2, neurons)), model: model)).Connect();
    }

    private static void Run(Synapses synapses) => synapses.Network!.Run(1 * ms);
}
