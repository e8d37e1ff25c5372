using System.Collections.Immutable;

namespace Cajal.Runtime;

/// <summary>The types of values that a snapshot can hold, and what they are called in it: <c>f8</c>, <c>i4[]</c>, <c>(i8,f8?)</c>, <c>list(i4)</c>, <c>variable</c>.</summary>
internal static class SnapshotTypes
{
    private static readonly (string Name, Type Type)[] s_simple =
    [
        ("bool", typeof(bool)), ("i4", typeof(int)), ("u4", typeof(uint)), ("i8", typeof(long)), ("f8", typeof(double)), ("text", typeof(string)),
        ("u1", typeof(byte)), ("variable", typeof(StateArray)), ("memory", typeof(NativeBuffer)),
    ];

    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    /// <summary>What a type is called.</summary>
    public static string NameOf(Type type)
    {
        if (Array.Find(s_simple, s => s.Type == type).Name is { } simple) { return simple; }
        if (type.IsSZArray) { return NameOf(type.GetElementType()!) + "[]"; }
        if (Nullable.GetUnderlyingType(type) is { } inner) { return NameOf(inner) + "?"; }
        if (IsList(type)) { return $"list({NameOf(type.GenericTypeArguments[0])})"; }
        return IsTuple(type)
            ? $"({string.Join(',', type.GenericTypeArguments.Select(NameOf))})"
            : throw new System.Diagnostics.UnreachableException($"snapshot: a value of type {type} cannot be written down");
    }

    /// <summary>The type of a name.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public static Type Named(string name)
    {
        var position = 0;
        var type = Parse(name, ref position);
        return position == name.Length ? type : throw Unknown(name);
    }

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    public static bool IsTuple(Type type) => type.IsGenericType && s_tuples.Contains(type.GetGenericTypeDefinition());

    private static Type Parse(string name, ref int position)
    {
        Type type;
        if (name[position..].StartsWith("list(", StringComparison.Ordinal))
        {
            position += "list(".Length;
            type = typeof(ImmutableArray<>).MakeGenericType(Parse(name, ref position));
            Expect(name, ')', ref position);
        }
        else if (name[position..].StartsWith('('))
        {
            List<Type> parts = [];
            do
            {
                position++;
                parts.Add(Parse(name, ref position));
            }
            while (position < name.Length && name[position] == ',');
            Expect(name, ')', ref position);
            type = parts.Count <= s_tuples.Length ? s_tuples[parts.Count - 1].MakeGenericType([.. parts]) : throw Unknown(name);
        }
        else
        {
            var start = position;
            while (position < name.Length && char.IsAsciiLetterOrDigit(name[position])) { position++; }
            var simple = name[start..position];
            type = Array.Find(s_simple, s => s.Name == simple).Type ?? throw Unknown(name);
        }

        for (; ; position++)
        {
            if (name[position..].StartsWith('?') && type.IsValueType) { type = typeof(Nullable<>).MakeGenericType(type); }
            else if (name[position..].StartsWith("[]", StringComparison.Ordinal)) { (type, position) = (type.MakeArrayType(), position + 1); }
            else { return type; }
        }
    }

    private static void Expect(string name, char expected, ref int position)
    {
        if (position >= name.Length || name[position++] != expected) { throw Unknown(name); }
    }

    private static ModelException Unknown(string name) => new($"The stored state holds a value of the unknown type '{name}'.");
}
