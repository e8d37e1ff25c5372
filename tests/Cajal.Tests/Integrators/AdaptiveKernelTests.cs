using Cajal.Backends;
using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Integrators;

/// <summary>The kernels of steps with inner steps, at every width.</summary>
public sealed class AdaptiveKernelTests
{
    /// <summary>The squid axon (Hodgkin and Huxley 1952) in mV and ms, without units.</summary>
    private const string Axon = """
        dv/dt = (I - 120*m**3*h*(v - 50) - 36*n**4*(v + 77) - 0.3*(v + 54.4))/ms : 1
        dm/dt = (1/exprel(-(v + 40)/10)*(1 - m) - 4*exp(-(v + 65)/18)*m)/ms : 1
        dh/dt = (0.07*exp(-(v + 65)/20)*(1 - h) - h/(1 + exp(-(v + 35)/10)))/ms : 1
        dn/dt = (0.1/exprel(-(v + 55)/10)*(1 - n) - 0.125*exp(-(v + 65)/80)*n)/ms : 1
        I : 1
        """;

    // Oracle: the interpreter. Voltages from -90 to 30 mV, so that each lane takes its own number of inner steps.
    [Theory, InlineData("rk45"), InlineData("rosenbrock")]
    public void A_whole_axon_is_the_same_bits_at_every_width_and_on_the_reference_backend(string method)
    {
        foreach (var precision in Backend.Precisions)
        {
            var kernel = KernelOf(Axon, IntegratorChooser.Adaptive(method)(Tolerances.Default with { Relative = 1e-4 }), precision);
            using var expected = Run(new ReferenceBackend());
            Assert.True(Enumerable.Range(0, 128).Select(i => expected.Real("cells.v", i)).Distinct().Count() > 100);
            Assert.All(Enumerable.Range(0, 128), i => Assert.Equal(0, expected.Integer("cells.failed_variable", i)));
            foreach (var width in Backend.Widths)
            {
                using var actual = Run(new CpuBackend(width));
                Backend.AssertSame(kernel, precision, expected, actual, $"{method}, {width} bits");
            }

            KernelMemory Run(IBackend backend)
            {
                var compiled = backend.Compile(kernel, precision);
                KernelMemory memory = new(kernel, precision, 128);
                memory.SetReal("cells.v", i => -90 + (120.0 * i / 128)).SetReal("cells.I", i => i % 20);
                foreach (var gate in (string[])["m", "h", "n"]) { memory.SetReal($"cells.{gate}", i => (Backend.Noise(i, gate[0]) + 1) / 2); }
                for (var step = 0; step < 3; step++) { memory.Run(compiled, 0, 128, step, step * 1e-3); }
                return memory;
            }
        }
    }

    // Oracle: the interpreter. Values lie on both sides of the thresholds, on them and beyond; in 1 ms they pass none, one or both.
    [Fact]
    public void Rates_between_thresholds_are_the_same_bits_at_every_width_and_on_the_reference_backend()
    {
        foreach (var precision in Backend.Precisions)
        {
            var kernel = KernelOf("dv/dt = (0.6*int(v < 0.25) + up*int(v >= 0.25 and v < 1) - 0.3*int(v <= -0.5))/ms : 1\nup : 1", new Exact(), precision);
            using var expected = Run(new ReferenceBackend());
            Assert.True(Enumerable.Range(0, 128).Select(i => expected.Real("cells.v", i)).Distinct().Count() > 50);
            foreach (var width in Backend.Widths)
            {
                using var actual = Run(new CpuBackend(width));
                Backend.AssertSame(kernel, precision, expected, actual, $"{width} bits");
            }

            KernelMemory Run(IBackend backend)
            {
                var compiled = backend.Compile(kernel, precision);
                KernelMemory memory = new(kernel, precision, 128);
                memory.SetReal("cells.v", i => (i - 64) / 32.0).SetReal("cells.up", i => (i % 5 - 2) / 2.0);
                memory.Run(compiled, 0, 128, 0, 0);
                return memory;
            }
        }
    }

    /// <summary>The advance of a model by 1 ms.</summary>
    private static Kernel KernelOf(string model, IIntegrator method, Precision precision)
    {
        var declarations = EquationParser.Parse(new(model, "the model"));
        Scope scope = new([.. declarations.Select(VariableInfo.Of), new("t", Cajal.Equations.ValueType.Real, Cajal.Units.Dimension.Time), new("dt", Cajal.Equations.ValueType.Real, Cajal.Units.Dimension.Time)]);
        NameTable names = new(scope) { ["t"] = new ValuePlace(w => w.Ir.Time), ["dt"] = ValuePlace.Constant(1e-3) };
        foreach (var d in declarations)
        {
            StateArray array = new(new($"cells.{d.Name}", IrType.Real), precision, 128);
            names[d.Name] = new VariablePlace(new(array.Symbol), array);
        }

        KernelWriter writer = new("update", KernelDomain.Range, new IrBuilder(precision), names);
        IntegrationStage.WriteStep(writer, method.Step(IntegrationStage.SystemOf(declarations, scope, 1e-3, _ => true)), names, new ToleranceFailures("cells", precision, 128));
        return writer.Finish(new KernelCompiler(new ReferenceBackend(), precision), default).Kernel;
    }
}
