using System.Globalization;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>A model as text: what tells whether two programs simulate the same, apart from values and connections, which are state.</summary>
internal static class ModelDescription
{
    /// <summary>The objects that take part in the simulation, each with its texts and constants.</summary>
    public static string Of(Network network)
    {
        string[] head =
        [
            $"{network.Precision.ToString().ToLowerInvariant()} precision, seed {network.Seed.ToString(CultureInfo.InvariantCulture)}",
            .. network.SlotOrder == SlotOrder.Default ? Array.Empty<string>() : [$"slots {string.Join(", ", network.Slots)}"],
            .. network.Constants.Select(c => Constant(c.Key, c.Value.Value)).Order(StringComparer.Ordinal),
        ];
        return string.Join('\n', [.. head, .. network.Objects.Where(o => o is not IStreamable).SelectMany(Lines)]) + "\n";
    }

    /// <summary>The first line in which two descriptions differ; null where there is none.</summary>
    public static (string Stored, string Present)? Difference(string stored, string present)
    {
        const string Nothing = "nothing";
        var (a, b) = (stored.Split('\n'), present.Split('\n'));
        for (var k = 0; k < Math.Max(a.Length, b.Length); k++)
        {
            var (there, here) = (a.ElementAtOrDefault(k) ?? Nothing, b.ElementAtOrDefault(k) ?? Nothing);
            if (there != here) { return (there.Trim(), here.Trim()); }
        }

        return null;
    }

    public static IEnumerable<string> Declarations(IEnumerable<Declaration> declarations) => declarations.Select(ExprPrinter.Print);

    public static IEnumerable<string> Code(string what, IEnumerable<Assignment> code) =>
        code.Any() ? [$"{what}: {string.Join("; ", code.Select(ExprPrinter.Print))}"] : [];

    public static IEnumerable<string> Expression(string what, Expr? expression) => expression is null ? [] : [$"{what}: {ExprPrinter.Print(expression)}"];

    /// <summary>A name with its value, to the last bit.</summary>
    public static string Constant(string name, object? value) => value switch
    {
        Quantity quantity when Quantity.TryParse(quantity.ToString(), out var read) && read == quantity => $"{name} = {quantity}",
        Quantity quantity => FormattableString.Invariant($"{name} = {quantity.Si:R} {quantity.Dimension}"),
        EquationFunction function => $"{name} = {function.Describe()}",
        _ => $"{name} = {value}",
    };

    private static IEnumerable<string> Lines(SimulationObject item)
    {
        var clock = item.Clock.IsRegular ? $"dt {Constant("dt", item.Dt)[5..]}" : "listed times";
        return [$"{item.Name}: {item.GetType().Name}, {clock}, random numbers {item.Stream.ToString(CultureInfo.InvariantCulture)}", .. item.Describe().Select(line => $"    {line}")];
    }
}
