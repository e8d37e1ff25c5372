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
    /// <param name="number">Which one of several pieces of the same kind.</param>
    public RandomStream RandomFor(SimulationObject owner, CodeStream code, int number = 0) => Random(owner, (uint)code + (uint)number);
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

    /// <summary>Conditions of events, in their order.</summary>
    EventCondition = 1 << 28,

    /// <summary>Code that runs on events, in the order of adding.</summary>
    EventCode = 2 << 28,
}
