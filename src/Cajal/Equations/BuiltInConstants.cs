namespace Cajal.Equations;

/// <summary>Numbers that every model knows by name.</summary>
internal static class BuiltInConstants
{
    public static IReadOnlyList<string> Names { get; } = ["pi", "e", "inf"];

    /// <summary>The value of a constant; null for any other name.</summary>
    public static double? Find(string name) => name switch
    {
        "pi" => Math.PI,
        "e" => Math.E,
        "inf" => double.PositiveInfinity,
        _ => null,
    };
}
