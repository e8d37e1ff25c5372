using System.Numerics;

namespace Cajal.Runtime.Vectors;

/// <summary>
/// The numbers of a matrix, line after line; a sparse one holds only some of them, with their places in the line, ascending.
/// Sums go over lines or places in ascending order and leave out what a vector multiplies by 0, so that dense and sparse matrices, and matrices and their transposes, give the same bits.
/// </summary>
/// <param name="Count">Number of lines.</param>
/// <param name="Length">Numbers of a line, those that are not held included.</param>
/// <param name="Values">The numbers that are held.</param>
/// <param name="Starts">First number of each line, and one past the last of all; null in a dense matrix.</param>
/// <param name="Places">Place in its line of each number; null in a dense matrix.</param>
internal sealed record Lines(int Count, int Length, Numbers Values, int[]? Starts, int[]? Places)
{
    public bool IsSparse => Places is not null;

    /// <summary>The same places with other numbers.</summary>
    public Lines With(Numbers values) => this with { Values = values };

    /// <summary>Where the numbers of a line begin.</summary>
    public int Start(int line) => Starts?[line] ?? line * Length;

    /// <summary>Where a number is held; negative when it is not.</summary>
    public int Find(int line, int place)
    {
        if (Places is null) { return (line * Length) + place; }
        return Array.BinarySearch(Places, Starts![line], Starts[line + 1] - Starts[line], place);
    }

    /// <summary>All numbers, 0 where none is held.</summary>
    public Lines ToDense()
    {
        if (Places is null) { return this; }
        var dense = Zeros(Values.Precision, Count, Length);
        for (var line = 0; line < Count; line++)
        {
            for (var k = Starts![line]; k < Starts[line + 1]; k++) { dense.Values[(line * Length) + Places[k]] = Values[k]; }
        }

        return dense;
    }

    /// <summary>A dense matrix of zeros.</summary>
    public static Lines Zeros(Precision precision, int count, int length)
    {
        var values = Numbers.Uninitialized(precision, RequireSize(count, length));
        values.CopyFrom(Numbers.Of(precision, [0]));
        return new(count, length, values, null, null);
    }

    /// <summary>Number of elements of a dense matrix.</summary>
    /// <exception cref="ModelException">They are too many.</exception>
    public static int RequireSize(int count, int length) => (long)count * length <= Array.MaxLength
        ? count * length
        : throw new ModelException(FormattableString.Invariant($"A dense matrix of {count:#,0} times {length:#,0} numbers is too large: it has at most {Array.MaxLength:#,0}. Give it a density below 0.3, or use Synapses."));

    /// <summary>The sum of all lines, each times its number: one result for each place.</summary>
    /// <param name="x">One number for each line.</param>
    public Numbers SumOfLines(Numbers x)
    {
        var sum = Zeros(Values.Precision, 1, Length).Values;
        foreach (var line in NonZero(x))
        {
            var factor = x[line];
            if (Places is null) { sum.AddScaled(Values.Slice(line * Length, Length), factor); }
            else { Scatter(sum, Starts![line], Starts[line + 1], factor); }
        }

        return sum;
    }

    /// <summary>Each line times a vector: one result for each line.</summary>
    /// <param name="x">One number for each place.</param>
    public Numbers SumInLines(Numbers x)
    {
        var sums = Numbers.Uninitialized(Values.Precision, Count);
        switch (Values, x, sums)
        {
            case (Numbers<double> values, Numbers<double> factors, Numbers<double> to): SumInLines<double>(values.Span, factors.Span, to.Span, NonZero(x)); break;
            case (Numbers<float> values, Numbers<float> factors, Numbers<float> to): SumInLines<float>(values.Span, factors.Span, to.Span, NonZero(x)); break;
        }

        return sums;
    }

    private static int[] NonZero(Numbers x)
    {
        var found = new int[x.Count];
        return found[..x.FindNonZero(found)];
    }

    private void Scatter(Numbers sum, int start, int end, double factor)
    {
        switch (Values, sum)
        {
            case (Numbers<double> values, Numbers<double> to): Scatter(values.Span, to.Span, start, end, factor); break;
            case (Numbers<float> values, Numbers<float> to): Scatter(values.Span, to.Span, start, end, (float)factor); break;
        }
    }

    private void Scatter<T>(ReadOnlySpan<T> values, Span<T> to, int start, int end, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = start; k < end; k++) { to[Places![k]] += values[k] * factor; }
    }

    private void SumInLines<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> x, Span<T> to, int[] nonZero)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var line = 0; line < Count; line++)
        {
            var sum = T.Zero;
            if (Places is null)
            {
                var row = values.Slice(line * Length, Length);
                foreach (var place in nonZero) { sum += row[place] * x[place]; }
            }
            else
            {
                for (var k = Starts![line]; k < Starts[line + 1]; k++)
                {
                    var factor = x[Places[k]];
                    if (factor != T.Zero) { sum += values[k] * factor; }
                }
            }

            to[line] = sum;
        }
    }
}
