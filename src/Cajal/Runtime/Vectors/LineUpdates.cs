using System.Diagnostics;
using System.Numerics;

namespace Cajal.Runtime.Vectors;

/// <summary>Changes of the numbers of a matrix in place; dense and sparse ones of the same numbers get the same bits.</summary>
internal static class LineUpdates
{
    /// <summary>Where so small a part of a vector is other than 0, its elements are visited one by one.</summary>
    private const int FewBelow = 16;

    /// <summary>Adds a·b to each number that is held, a being that of its line and b that of its place, and brings those that change into bounds.</summary>
    public static void AddOuter(Lines lines, Numbers ofLine, Numbers ofPlace, double lowest, double highest)
    {
        switch (lines.Values, ofLine, ofPlace)
        {
            case (Numbers<double> values, Numbers<double> a, Numbers<double> b): AddOuter(lines, values.Span, a.Span, b.Span, lowest, highest); break;
            case (Numbers<float> values, Numbers<float> a, Numbers<float> b): AddOuter(lines, values.Span, a.Span, b.Span, (float)lowest, (float)highest); break;
            default: throw new UnreachableException("matrices: two precisions in one network");
        }
    }

    /// <summary>Multiplies each number that is held by that of its line.</summary>
    public static void ScaleLines(Lines lines, Numbers ofLine)
    {
        for (var line = 0; line < lines.Count; line++)
        {
            var numbers = lines.Values.Slice(lines.Start(line), lines.Start(line + 1) - lines.Start(line));
            if (numbers.Count > 0) { Numbers.Combine<Multiply>(numbers, ofLine.Slice(line, 1), numbers); }
        }
    }

    /// <summary>Multiplies each number that is held by that of its place.</summary>
    public static void ScalePlaces(Lines lines, Numbers ofPlace)
    {
        if (lines.Places is null)
        {
            for (var line = 0; line < lines.Count; line++)
            {
                var numbers = lines.Values.Slice(lines.Start(line), lines.Length);
                Numbers.Combine<Multiply>(numbers, ofPlace, numbers);
            }

            return;
        }

        switch (lines.Values, ofPlace)
        {
            case (Numbers<double> values, Numbers<double> factors): Scale(values.Span, lines.Places, factors.Span); break;
            case (Numbers<float> values, Numbers<float> factors): Scale(values.Span, lines.Places, factors.Span); break;
        }
    }

    private static void AddOuter<T>(Lines lines, Span<T> values, ReadOnlySpan<T> ofLine, ReadOnlySpan<T> ofPlace, T lowest, T highest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (places, few) = (lines.Places, lines.Places is null ? Few(ofPlace) : null);
        for (var line = 0; line < lines.Count; line++)
        {
            var factor = ofLine[line];
            if (factor == T.Zero) { continue; }
            var start = lines.Start(line);
            var held = values[start..lines.Start(line + 1)];
            if (places is not null)
            {
                for (var k = 0; k < held.Length; k++) { Add(ref held[k], ofPlace[places[start + k]]); }
            }
            else if (few is not null)
            {
                foreach (var place in few) { Add(ref held[place], ofPlace[place]); }
            }
            else
            {
                for (var k = 0; k < held.Length; k++) { Add(ref held[k], ofPlace[k]); }
            }

            void Add(ref T number, T other)
            {
                if (other != T.Zero) { number = T.Min(T.Max(number + (other * factor), lowest), highest); }
            }
        }
    }

    /// <summary>The places of what is other than 0, where that is little; null otherwise.</summary>
    private static List<int>? Few<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<int> few = [];
        for (var place = 0; place < numbers.Length; place++)
        {
            if (numbers[place] == T.Zero) { continue; }
            few.Add(place);
            if (few.Count * FewBelow > numbers.Length) { return null; }
        }

        return few;
    }

    private static void Scale<T>(Span<T> values, int[] places, ReadOnlySpan<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < values.Length; k++) { values[k] *= factors[places[k]]; }
    }
}
