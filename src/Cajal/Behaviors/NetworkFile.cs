using Cajal.Runtime.Vectors;

namespace Cajal.Behaviors;

/// <summary>The state of a network of behaviours in a file: variables, matrices, the time, how many random vectors were drawn.</summary>
internal static class NetworkFile
{
    private const string Magic = "Cajal behaviours 1";

    public static void Save(BinaryWriter writer, Network network, IReadOnlyList<IStateful> objects)
    {
        writer.Write(Magic);
        writer.Write(network.Iteration);
        writer.Write(objects.Count);
        foreach (var item in objects)
        {
            writer.Write(item.Name);
            writer.Write(item.Drawn);
            var values = item.Values.ToList();
            writer.Write(values.Count);
            foreach (var (name, lines) in values)
            {
                writer.Write(name);
                writer.Write(lines.Count);
                writer.Write(lines.Length);
                writer.Write(lines.IsSparse);
                if (lines.IsSparse)
                {
                    foreach (var start in lines.Starts!) { writer.Write(start); }
                    foreach (var place in lines.Places!) { writer.Write(place); }
                }

                foreach (var value in lines.Values.ToArray()) { writer.Write(value); }
            }
        }
    }

    /// <returns>The iteration.</returns>
    /// <exception cref="ModelException">The file is of another kind, or of another network.</exception>
    public static long Load(BinaryReader reader, Network network, IReadOnlyList<IStateful> objects)
    {
        if (reader.ReadString() != Magic) { throw new ModelException("This file holds no state of a network of behaviours."); }
        var iteration = reader.ReadInt64();
        var count = reader.ReadInt32();
        for (var k = 0; k < count; k++)
        {
            var name = reader.ReadString();
            var item = objects.FirstOrDefault(o => o.Name == name)
                ?? throw new ModelException($"The file holds the state of '{name}', which the network does not have.{Suggest.Sentence(name, objects.Select(o => o.Name))} Build the same network before loading.");
            item.Drawn = reader.ReadUInt32();
            var values = reader.ReadInt32();
            for (var v = 0; v < values; v++) { item.Take(reader.ReadString(), ReadLines(reader, network.Precision)); }
        }

        return iteration;
    }

    private static Lines ReadLines(BinaryReader reader, Precision precision)
    {
        var (count, length, isSparse) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        int[]? starts = isSparse ? [.. Enumerable.Range(0, count + 1).Select(_ => reader.ReadInt32())] : null;
        int[]? places = isSparse ? [.. Enumerable.Range(0, starts![^1]).Select(_ => reader.ReadInt32())] : null;
        var values = new double[places?.Length ?? Lines.RequireSize(count, length)];
        for (var k = 0; k < values.Length; k++) { values[k] = reader.ReadDouble(); }
        return new(count, length, Numbers.Of(precision, values), starts, places);
    }
}

/// <summary>An object whose state a file can hold.</summary>
internal interface IStateful
{
    string Name { get; }

    /// <summary>How many random vectors or matrices were drawn.</summary>
    uint Drawn { get; set; }

    /// <summary>The variables, each as a matrix of one line, or the matrices.</summary>
    IEnumerable<(string Name, Lines Lines)> Values { get; }

    /// <summary>Takes over a variable or a matrix, and makes it where there is none.</summary>
    /// <exception cref="ModelException">The size is another.</exception>
    void Take(string name, Lines lines);
}
