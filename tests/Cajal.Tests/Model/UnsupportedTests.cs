using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Model;

public sealed class UnsupportedTests
{
    [Fact]
    public void Flags_that_cannot_run_yet_are_refused_at_construction()
    {
        Mistake.Says("""
            The flag 'summed' of 'E_post' is not supported yet.
              line 2, column 1 of the equations:
                E_post = w*v_pre : volt (summed)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            Add to the variable in on_pre, or compute the sum between runs.
            """, () => { var (net, c) = Mistake.Net(); net.Add(new Synapses(c, c, "w : 1\nE_post = w*v_pre : volt (summed)")).Connect(); net.Run(1 * ms); });
    }
}
