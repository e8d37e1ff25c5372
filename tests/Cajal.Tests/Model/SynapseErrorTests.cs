using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class SynapseErrorTests
{
    [Fact]
    public void Values_need_synapses()
    {
        Mistake.Says("""
            'synapses' has no synapses yet, so no values: call Connect(...) first.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "w : volt", onPre: "v += w")); s["w"] = 1 * mV; });

        Mistake.Says("""
            'synapses' has no synapses yet, so no values: call Connect(...) first.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "w : volt", onPre: "v += w")); s.Delay = 1 * ms; });

        Mistake.Says("""
            'synapses' has no synapses: call Connect(...) before the run, or set Active to false.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "w : volt", onPre: "v += w")); net.Run(1 * ms); });
    }

    [Fact]
    public void Synapses_join_a_network_after_their_groups()
    {
        Mistake.Says("""
            'synapses' has to be in a network before it is connected: var x = network.Add(new ...).
            """, () => { var (net, c) = Mistake.Net(); var s = new Synapses(c, c, "w : volt", onPre: "v += w"); s.Connect(); });

        Mistake.Says("""
            'synapses' connects 'neurons' to 'neurons', but 'neurons' is not part of this network. Add the groups first.
            """, () => { var net = new Network(); var c = Mistake.Cells(); net.Add(new Synapses(c, c, "w : volt", onPre: "v += w")); });
    }

    [Fact]
    public void A_delay_is_a_time_from_zero_on()
    {
        Mistake.Says("""
            'synapses': a delay of -1 ms is not possible; a delay is 0 s or more, since a spike cannot arrive before it is emitted.
            """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, onPre: "v += 1*mV", delay: -1 * ms); });

        Mistake.Says("""
            delay: expected s, got 1 mV
            """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, onPre: "v += 1*mV", delay: 1 * mV); });

        Mistake.Says("""
            delay: expected s, got 2, a plain number; write 2 * second, say.
            """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, onPre: "v += 1*mV", delay: 2); });

        Mistake.Says("""
            'synapses': a delay of -1 ms is not possible; a delay is 0 s or more, since a spike cannot arrive before it is emitted.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPre: "v += 1*mV")); s.Connect(); s.Delay = -1 * ms; });

        Mistake.Says("""
            'synapses.delay' is in second, but 'rand()*mV' is in volt.
              line 1, column 1 of the value of synapses.delay:
                rand()*mV
                ^^^^^^^^^
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPre: "v += 1*mV")); s.Connect(); s.Delay = "rand()*mV"; });

        Mistake.Says("""
            A delay of 1000000 s is too long: it can have up to 131072 steps of 100 us.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPre: "v += 1*mV")); s.Connect(); s.Delay = 1e9 * ms; net.Run(1 * ms); });
    }

    [Fact]
    public void A_delay_belongs_to_a_pathway()
    {
        Mistake.Says("""
            'synapses' is given a delay of 1 ms, but no code onPre that would run after it. Give other code its delay by AddPathway(..., delay: ...).
            """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, onPost: "v += 1*mV", delay: 1 * ms); });

        Mistake.Says("""
            'synapses' has no pathway 'pre'. Its pathways are 'post'.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPost: "v += 1*mV")).Connect(); s.Delay = 1 * ms; });

        Mistake.Says("""
            'synapses' has no pathway 'psot'. Did you mean 'post'? Its pathways are 'pre', 'post'.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPre: "v += 1*mV", onPost: "v += 1*mV")).Connect(); s.Pathway("psot").Delay = 1 * ms; });

        Mistake.Says("""
            'synapses' has no pathway 'pre'. It has no code that events would run.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "w : 1")).Connect(); s.Delay = 1 * ms; });

        Mistake.Says("""
            'synapses': a delay of -2 ms is not possible; a delay is 0 s or more, since a spike cannot arrive before it is emitted.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPost: "v += 1*mV")).Connect(); s.Pathway("post").Delay = -2 * ms; });

        Mistake.Says("""
            synapses.post.delay: expected s, got 1 mV
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPost: "v += 1*mV")).Connect(); s.Pathway("post").Delay = 1 * mV; });

        Mistake.Says("""
            'synapses.post.delay' is in second, but 'v_post' is in volt.
              line 1, column 1 of the value of synapses.post.delay:
                v_post
                ^^^^^^
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPost: "v += 1*mV")).Connect(); s.Pathway("post").Delay = "v_post"; });
    }

    [Fact]
    public void A_pathway_has_a_name_an_event_and_code_of_its_own()
    {
        Mistake.Says("""
            'synapses' has a pathway 'pre' already. Give one of the two another name.
            """, () => { var c = Mistake.Cells(); new Synapses(c, c, onPre: "v += 1*mV").AddPathway("pre", "v -= 1*mV"); });

        Mistake.Says("""
            'a.b' cannot name a pathway. A name begins with a letter from a to z or A to Z; letters, digits and '_' follow.
            """, () => { var c = Mistake.Cells(); new Synapses(c, c).AddPathway("a.b", "v -= 1*mV"); });

        Mistake.Says("""
            'neurons[0..5]' has no event 'bursts', so the pathway 'late' would never run. Did you mean 'burst'? Events are given with the group, as in events: new() { ["bursts"] = "v > -50*mV" }.
            """, () => { var c = new NeuronGroup(10, "v : 1", events: new() { ["burst"] = "v > 1" }); new Synapses(c[..5], c).AddPathway("late", "v += 1", onEvent: "bursts"); });

        Mistake.Says("""
            'neurons' never spikes, so the pathway 'late' would never run. Give the group a threshold, as in threshold: "v > -50*mV".
            """, () => { var c = new NeuronGroup(10, "v : 1"); new Synapses(new PoissonGroup(1, 5 * Hz), c).AddPathway("late", "v += 1", End.Target); });

        Mistake.Says("""
            'v' is in volt, but '1*ms' is in second.
              line 1, column 6 of the pathway 'late':
                v += 1*ms
                     ^^^^
            """, () => { var c = Mistake.Cells(); new Synapses(c, c).AddPathway("late", "v += 1*ms"); });
    }

    [Fact]
    public void Code_for_spikes_needs_a_group_that_spikes()
    {
        Mistake.Says("""
            'neurons' never spikes, so the code onPre would never run. Give the group a threshold, as in threshold: "v > -50*mV".
            """, () => { var g = new NeuronGroup(1, "v : 1"); _ = new Synapses(g, g, onPre: "v += 1"); });

        Mistake.Says("""
            'neurons' never spikes, so the code onPost would never run. Give the group a threshold, as in threshold: "v > -50*mV".
            """, () => { var g = new NeuronGroup(1, "v : 1"); _ = new Synapses(new PoissonGroup(1, 5 * Hz), g, onPre: "v += 1", onPost: "v += 1"); });
    }

    [Fact]
    public void A_variable_of_synapses_is_not_named_like_one_of_neurons()
    {
        Mistake.Says("""
            'v' is a variable of the neurons too, so code could mean either.
              line 1, column 1 of the equations:
                v : volt
                ^^^^^^^^
            Rename the variable of the synapses, for example to 'v_syn'.
            """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, "v : volt", onPre: "v += 1*mV"); });
    }

    [Fact]
    public void A_misspelt_target_is_named()
    {
        Mistake.Says("""
            'vv' has no value yet that '+=' could change.
              line 1, column 1 of the code onPre:
                vv += 1*mV
                ^^
            Assign to it by '=' first. Did you mean 'v'?
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, onPre: "vv += 1*mV")).Connect(); net.Run(1 * ms); });

        Mistake.Says("""
            'vv' is no variable, and nothing reads what it is given.
              line 1, column 1 of the code onPre:
                vv = 1*mV
                ^^
            Did you mean 'v'?
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, onPre: "vv = 1*mV")).Connect(); net.Run(1 * ms); });
    }

    [Fact]
    public void A_shared_variable_of_the_target_is_not_for_single_synapses()
    {
        Mistake.Says("""
            'p_post' is shared, and code that runs for single elements cannot change it.
              line 1, column 1 of the code onPre:
                p_post += 1
                ^^^^^^
            Declare it without (shared), or set it from the program.
            """, () => { var n = new Network(); var g = n.Add(new NeuronGroup(2, "p : 1 (shared)\nx : 1", "x < 1")); var s = n.Add(new Synapses(g, g, onPre: "p_post += 1")); s.Connect(); n.Run(1 * ms); Console.WriteLine(g["p"][0]); });
    }

    [Fact]
    public void An_unknown_name_is_named_with_its_projection()
    {
        Mistake.Says("""
            'w_e' is not known here.
              line 1, column 6 of the code onPre of 'synapses':
                v += w_e
                     ^^^
            It is no variable, constant or unit. Give it a value by a hole, as in $"... {w_e} ...", or by network.Constants["w_e"] = ...
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, onPre: "v += w_e")); s.Connect(); net.Run(1 * ms); });
    }

    [Fact]
    public void Event_driven_and_clock_driven_variables_do_not_mix()
    {
        Mistake.Says("""
            'x' is event-driven, but depends on 'y', which is clock-driven.
              line 1, column 1 of the equations:
                dx/dt = -x/ms + y/ms : 1 (event-driven)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Flag both the same way.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, "dx/dt = -x/ms + y/ms : 1 (event-driven)\ndy/dt=-y/ms : 1 (clock-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });

        Mistake.Says("""
            'y' is clock-driven, but depends on 'x', which is event-driven.
              line 2, column 1 of the equations:
                dy/dt=-y/ms+x/ms : 1 (clock-driven)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Flag both the same way.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, "dx/dt = -x/ms : 1 (event-driven)\ndy/dt=-y/ms+x/ms : 1 (clock-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });
    }

    [Fact]
    public void The_way_from_an_event_driven_to_a_clock_driven_variable_is_named() => Mistake.Says("""
        'x' is event-driven, but depends on 'y', which is clock-driven ('x' uses 'a', 'a' uses 'b', 'b' uses 'y').
          line 1, column 1 of the equations:
            dx/dt = a/ms : 1 (event-driven)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Flag both the same way.
        """, () => { var (net, c) = Mistake.Net(); _ = new Synapses(c, c, "dx/dt = a/ms : 1 (event-driven)\na = 2*b : 1\nb = y + y : 1\ndy/dt = -y/ms : 1"); });

    [Fact]
    public void An_event_driven_equation_has_a_closed_solution()
    {
        Mistake.Says("""
            'synapses': The event-driven variable 'x' cannot be advanced from event to event: dx/dt is not linear in 'x'. That takes linear equations with a closed solution, or such as are constant between thresholds of their own variable, as 'int(x > 0.5)/ms' is. Use (clock-driven) instead, which integrates them at every step.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, "dx/dt = -x**2/ms : 1 (event-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });

        Mistake.Says("""
            'synapses': The event-driven variable 'x' cannot be advanced from event to event: the equations are stochastic ('xi'). That takes linear equations with a closed solution, or such as are constant between thresholds of their own variable, as 'int(x > 0.5)/ms' is. Use (clock-driven) instead, which integrates them at every step.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, "dx/dt = -x/ms + xi/ms**0.5: 1 (event-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });

        // A function that draws has another value at each use: between thresholds that move, passes would never end.
        Mistake.Says("""
            'synapses': The event-driven variable 'x' cannot be advanced from event to event: dx/dt depends on int() of noisy(), which may change during a step. That takes linear equations with a closed solution, or such as are constant between thresholds of their own variable, as 'int(x > 0.5)/ms' is. Use (clock-driven) instead, which integrates them at every step.
            """, () =>
            {
                var (net, c) = Mistake.Net();
                Constants functions = new() { ["noisy"] = ModelFunction.Of("y : 1", "y + rand()") };
                net.Add(new Synapses(c, c, "dx/dt = -5*Hz*int(x > noisy(0.5)) : 1 (event-driven)", onPre: "x += 1", constants: functions)).Connect();
                net.Run(1 * ms);
            });
    }

    [Fact]
    public void A_variable_that_synapses_do_not_have_is_named()
    {
        Mistake.Says("""
            'synapses' has no variable 'wieght'. Did you mean 'weight'?
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "weight : 1", onPre: "v += weight*mV")); s.Connect(); s["wieght"] = 1; });

        Mistake.Says("""
            'synapses' has no variable 'v_post'. Its variables are 'weight'.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "weight : 1", onPre: "v += weight*mV")); s.Connect(); s["v_post"] = 1; });

        Mistake.Says("""
            'synapses.delay[100]' is out of range: the elements are 0 to 99.
            """, () => { var (net, c) = Mistake.Net(); var s = net.Add(new Synapses(c, c, "weight : 1", onPre: "v += weight*mV")); s.Connect(); s.Delay[100] = 1 * ms; });
    }

    [Fact]
    public void Compact_weights_are_added_and_do_not_change()
    {
        Refuses("'v += w; w = 1*mV' does more than add to a variable", "w : volt", "v += w; w = 1*mV");
        Refuses("it has event-driven variables, which each spike advances", "dw/dt = -w/ms : volt (event-driven)", "v += w");
        Refuses("'v += 1*mV' adds the same to a target whatever the synapse, so that there are none", "", "v += 1*mV");
        Refuses("'v += w*E' adds what may change during a run, or to what does not always take it", "w : 1", "v += w*E");
        Refuses(
            "'w' may change during a run, by code, a behaviour or an action of the program. Flag it (constant) if nothing changes it",
            "w : volt", "v += w", (net, s) => s.RunRegularly("w = 2*mV", dt: 1 * ms));
        Refuses(
            "'w' may change during a run, by code, a behaviour or an action of the program. Flag it (constant) if nothing changes it",
            "w : volt", "v += w", (net, s) => net.Add(new NetworkOperation(() => { })));

        static void Refuses(string why, string model, string onPre, Action<Network, Synapses>? disturb = null) => Mistake.Says(
            $"'synapses' is to keep compact weights, but {why}. They are for code that only adds to a variable of the target neurons what stays during a run, as in 'I += w'.",
            () =>
            {
                var (net, c) = Mistake.Net();
                var s = net.Add(new Synapses(c, c, model, onPre, weights: WeightStorage.Compact)).Connect();
                disturb?.Invoke(net, s);
                net.Run(1 * ms);
            });
    }
}
