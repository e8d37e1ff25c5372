using System.Collections.Immutable;

namespace Cajal;

/// <summary>Some numbers of a row, all of one kind.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Type">Type of one number as NumPy writes it, little-endian: <c>i8</c>, <c>i4</c>, <c>f8</c>, <c>f4</c>.</param>
/// <param name="Count">How many numbers a row has of it.</param>
/// <param name="Unit">The unit whose value in SI is 1; <c>1</c> for plain numbers.</param>
internal readonly record struct RecordColumn(string Name, string Type, int Count, string Unit)
{
    /// <summary>Bytes of all its numbers in a row.</summary>
    public long Bytes => (long)Count * (Type[1] - '0');
}

/// <summary>What a monitor records: rows of one length, one after the other, whose columns follow each other without gaps.</summary>
/// <param name="Kind">What a row is: <c>spikes</c>, <c>events</c>, <c>trace</c>, <c>rate</c>.</param>
/// <param name="Source">The group, part of a group or projection that is recorded.</param>
/// <param name="Elements">The recorded elements of the source, where a column has a number for each; else empty.</param>
/// <param name="Columns">The first one says when: steps, or times in seconds.</param>
internal sealed record RecordFormat(string Kind, string Source, ImmutableArray<int> Elements, ImmutableArray<RecordColumn> Columns)
{
    /// <summary>The column that says in which step a row was recorded.</summary>
    public static RecordColumn Step { get; } = new("step", "i8", 1, "1");

    /// <summary>The column that says at what time a row was recorded.</summary>
    public static RecordColumn Time { get; } = new("t", "f8", 1, "s");

    /// <summary>The column that says which element did something.</summary>
    public static RecordColumn Index { get; } = new("i", "i4", 1, "1");

    /// <summary>Bytes of a row.</summary>
    public int RowBytes => checked((int)Columns.Sum(c => c.Bytes));
}

/// <summary>Takes what a monitor records, in place of memory or beside it.</summary>
internal interface IRecordSink
{
    /// <summary>From here on, steps have this duration [s]; 0 where they have no one duration.</summary>
    void BeginRows(double stepSeconds);

    /// <summary>Takes whole rows.</summary>
    void Append(ReadOnlySpan<byte> rows);
}

/// <summary>A monitor whose records can go elsewhere than to memory.</summary>
internal interface IStreamable
{
    /// <summary>What its rows are.</summary>
    /// <exception cref="ModelException">It is not known yet, since what is recorded is not complete.</exception>
    RecordFormat Format { get; }

    /// <summary>Whether it records more than a count.</summary>
    bool IsRecordable => true;

    /// <summary>From now on records go to a sink.</summary>
    /// <param name="keeps">Whether they are kept in memory too.</param>
    void StreamTo(IRecordSink sink, bool keeps);
}
