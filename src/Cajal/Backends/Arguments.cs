namespace Cajal.Backends;

/// <summary>The words of a kernel's argument block, see <see cref="ICompiledKernel.Run"/>.</summary>
internal static class Arguments
{
    /// <summary>Word of the first element, or the address of the list.</summary>
    public const int First = 0;

    /// <summary>Word of one past the last element, or the length of the list.</summary>
    public const int Last = 1;

    public const int Step = 2;

    public const int Time = 3;

    /// <summary>Word of the first array's address.</summary>
    public const int Arrays = 4;
}
