using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cajal.Ir;

namespace Cajal.Runtime;

/// <summary>Writes and reads the values of a snapshot by their types, little-endian.</summary>
internal static class SnapshotCodec
{
    private const int Piece = 1 << 24;

    /// <summary>Writes a value of a type that <see cref="SnapshotTypes"/> knows.</summary>
    public static void Write(BinaryWriter writer, Type type, object? value)
    {
        switch (value)
        {
            case bool v: writer.Write(v); break;
            case byte v: writer.Write(v); break;
            case int v: writer.Write(v); break;
            case uint v: writer.Write(v); break;
            case long v: writer.Write(v); break;
            case double v: writer.Write(v); break;
            case string v: writer.Write(v); break;
            case byte[] v: WriteArray(writer, v); break;
            case int[] v: WriteArray(writer, v); break;
            case long[] v: WriteArray(writer, v); break;
            case double[] v: WriteArray(writer, v); break;
            case StateArray v: WriteVariable(writer, v); break;
            case NativeBuffer v: WriteMemory(writer, v); break;
            case ITuple v: WriteParts(writer, type, v); break;
            case IList v: WriteElements(writer, v); break;
            default: throw new System.Diagnostics.UnreachableException($"snapshot: a value of type {type} cannot be written down");
        }
    }

    /// <summary>Reads a value of a type.</summary>
    public static object? Read(BinaryReader reader, Type type)
    {
        if (type == typeof(bool)) { return reader.ReadBoolean(); }
        if (type == typeof(byte)) { return reader.ReadByte(); }
        if (type == typeof(int)) { return reader.ReadInt32(); }
        if (type == typeof(uint)) { return reader.ReadUInt32(); }
        if (type == typeof(long)) { return reader.ReadInt64(); }
        if (type == typeof(double)) { return reader.ReadDouble(); }
        if (type == typeof(string)) { return reader.ReadString(); }
        if (type == typeof(byte[])) { return ReadArray<byte>(reader); }
        if (type == typeof(int[])) { return ReadArray<int>(reader); }
        if (type == typeof(long[])) { return ReadArray<long>(reader); }
        if (type == typeof(double[])) { return ReadArray<double>(reader); }
        if (type == typeof(StateArray)) { return ReadVariable(reader); }
        if (type == typeof(NativeBuffer)) { return ReadMemory(reader, new(reader.ReadInt64())); }
        if (Nullable.GetUnderlyingType(type) is { } inner) { return reader.ReadBoolean() ? Read(reader, inner) : null; }
        if (type.IsSZArray) { return ReadElements(reader, type.GetElementType()!); }
        return SnapshotTypes.IsList(type)
            ? typeof(SnapshotCodec).GetMethod(nameof(ReadList), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GenericTypeArguments[0]).Invoke(null, [reader])
            : Activator.CreateInstance(type, [.. type.GenericTypeArguments.Select(part => Read(reader, part))]);
    }

    private static void WriteArray<T>(BinaryWriter writer, T[] values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        var step = Piece / Unsafe.SizeOf<T>();
        for (var start = 0; start < values.Length; start += step) { writer.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(step, values.Length - start)))); }
    }

    private static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        var step = Piece / Unsafe.SizeOf<T>();
        for (var start = 0; start < values.Length; start += step) { reader.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(step, values.Length - start)))); }
        return values;
    }

    private static void WriteParts(BinaryWriter writer, Type type, ITuple tuple)
    {
        for (var k = 0; k < tuple.Length; k++) { WriteOptional(writer, type.GenericTypeArguments[k], tuple[k]); }
    }

    private static void WriteElements(BinaryWriter writer, IList elements)
    {
        writer.Write(elements.Count);
        var type = elements.GetType() is { IsSZArray: true } array ? array.GetElementType()! : elements.GetType().GenericTypeArguments[0];
        foreach (var element in elements) { WriteOptional(writer, type, element); }
    }

    private static void WriteOptional(BinaryWriter writer, Type type, object? value)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            writer.Write(value is not null);
            if (value is null) { return; }
            type = inner;
        }

        Write(writer, type, value);
    }

    private static Array ReadElements(BinaryReader reader, Type type)
    {
        var elements = Array.CreateInstance(type, reader.ReadInt32());
        for (var k = 0; k < elements.Length; k++) { elements.SetValue(Read(reader, type), k); }
        return elements;
    }

    private static ImmutableArray<T> ReadList<T>(BinaryReader reader) => ImmutableCollectionsMarshal.AsImmutableArray((T[])ReadElements(reader, typeof(T)));

    private static void WriteVariable(BinaryWriter writer, StateArray array)
    {
        writer.Write(array.Symbol.Name);
        writer.Write((int)array.Symbol.Type);
        writer.Write((int)array.Symbol.Storage);
        writer.Write((int)array.Precision);
        writer.Write(array.Count);
        WriteMemory(writer, array.Memory);
    }

    private static StateArray ReadVariable(BinaryReader reader)
    {
        StateArray array = new(new(reader.ReadString(), (IrType)reader.ReadInt32(), (ElementStorage)reader.ReadInt32()), (Precision)reader.ReadInt32(), reader.ReadInt32());
        if (reader.ReadInt64() != array.Memory.Bytes) { throw new ModelException($"The stored state holds another number of bytes for '{array.Symbol.Name}' than {array.Count} values take."); }
        ReadMemory(reader, array.Memory);
        return array;
    }

    private static void WriteMemory(BinaryWriter writer, NativeBuffer memory)
    {
        writer.Write(memory.Bytes);
        for (var start = 0L; start < memory.Bytes; start += Piece) { writer.Write(memory.Span<byte>(start, (int)Math.Min(Piece, memory.Bytes - start))); }
    }

    private static NativeBuffer ReadMemory(BinaryReader reader, NativeBuffer memory)
    {
        for (var start = 0L; start < memory.Bytes; start += Piece) { reader.ReadExactly(memory.Span<byte>(start, (int)Math.Min(Piece, memory.Bytes - start))); }
        return memory;
    }
}
