using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>What a run is made of while its objects contribute to it.</summary>
/// <param name="Context">What the code is compiled for.</param>
/// <param name="Workers">Number of workers.</param>
/// <param name="EndStep">One past the last step.</param>
/// <param name="Random">The random numbers of one piece of an object's code.</param>
internal sealed record RunPlan(RunContext Context, int Workers, long EndStep, Func<SimulationObject, uint, RandomStream> Random)
{
    private readonly List<StepOperation> _operations = [];

    /// <summary>What the objects do in a step, in order of creation.</summary>
    public IReadOnlyList<StepOperation> Operations => _operations;

    public void Add(StepOperation operation) => _operations.Add(operation);

    /// <summary>The random numbers of one piece of an object's code.</summary>
    public RandomStream RandomFor(SimulationObject owner, CodeStream code) => Random(owner, (uint)code);
}

/// <summary>Pieces of an object's code that draw random numbers of their own. The numbers are part of the results: never renumber them.</summary>
internal enum CodeStream : uint
{
    Update = 1,
    Reset = 2,
    Pre = 3,
    Post = 4,

    /// <summary>Connectivity and values set by expressions; each call takes the next number.</summary>
    Construction = 1000,
}
