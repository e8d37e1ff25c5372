using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

public sealed class EventDrivenTests
{
    private static readonly Name s_elapsed = new(EventDriven.Elapsed);

    private static double After(double elapsed, EquationSystem system, Dictionary<string, double> values) =>
        EventDriven.Solve(system).Updates.Single(u => u.Name == "v").Value.Evaluate(new Dictionary<string, double>(values) { ["elapsed"] = elapsed });

    [Fact]
    public void A_trace_decays_and_a_resource_recovers()
    {
        Assert.Equal(V * Exp(-(s_elapsed / Tau)), EventDriven.Solve(Of((V, -V / Tau))).Updates[0].Value);
        Assert.Equal(V + (V - 1) * Function("expm1", -(s_elapsed / Tau)), EventDriven.Solve(Of((V, (1 - V) / Tau))).Updates[0].Value);
        // Closed form of short-term plasticity: p0 + (p − p0) exp(−t/tau).
        Assert.Equal(0.6 - 0.2 * Math.Exp(-2), After(1.6, Of((V, (A - V) / Tau)), new() { ["v"] = 0.4, ["a"] = 0.6, ["tau"] = 0.8 }), 1e-15);
    }

    [Fact]
    public void Two_events_in_the_same_step_leave_the_variables_as_they_are()
    {
        foreach (var rhs in new[] { -V / Tau, (A - V) / Tau, A * V + B })
        {
            Assert.Equal(0.1, After(0, Of((V, rhs)), new() { ["v"] = 0.1, ["a"] = 0.7, ["b"] = 0.3, ["tau"] = 0.02 }));
        }
    }

    [Theory, InlineData(1e-4), InlineData(0.02), InlineData(100.0)]
    public void A_trace_behind_a_trace_is_right_after_any_pause_and_at_any_pair_of_time_constants(double elapsed)
    {
        var system = Of((V, -V / Tau + W), (W, -W / A));
        foreach (var (tau, a) in new[] { (0.02, 0.005), (0.005, 0.02), (0.02, 0.02) })
        {
            var response = tau == a ? elapsed * Math.Exp(-elapsed / tau) : (Math.Exp(-elapsed / tau) - Math.Exp(-elapsed / a)) / (1 / a - 1 / tau);
            var expected = 0.3 * Math.Exp(-elapsed / tau) + 2 * response;
            // The oracle's difference of exponentials cancels up to a factor tau/elapsed.
            Assert.Equal(expected, After(elapsed, system, new() { ["v"] = 0.3, ["w"] = 2, ["tau"] = tau, ["a"] = a }), 1e-14 * 0.3);
        }
    }

    [Fact]
    public void What_has_no_closed_solution_is_sent_to_the_clock()
    {
        foreach (var system in new[] { Of((V, -Pow(V, 2))), Of((V, -V + T)), Of((V, W), (W, G), (G, -V)), Of((V, -V + Xi)) })
        {
            var error = Assert.Throws<ModelException>(() => EventDriven.Solve(system));
            Assert.Contains("Use (clock-driven) instead", error.Message, StringComparison.Ordinal);
            Assert.Contains("'v'", error.Message, StringComparison.Ordinal);
        }
    }
}
