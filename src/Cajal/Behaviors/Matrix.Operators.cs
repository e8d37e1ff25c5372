using Cajal.Runtime.Vectors;

namespace Cajal;

/// <content>Arithmetic, element by element. What leaves a sparse matrix sparse does so; the rest gives a dense one.</content>
public sealed partial class Matrix
{
    /// <summary>Each element times a number.</summary>
    public static Matrix operator *(Matrix a, double b) => OnHeld<Multiply>(a, b);

    /// <summary>Each element times a number.</summary>
    public static Matrix operator *(double a, Matrix b) => OnHeld<Multiply>(b, a);

    /// <summary>Each element divided by a number.</summary>
    public static Matrix operator /(Matrix a, double b) => OnHeld<Divide>(a, b);

    /// <summary>Each element plus a number, those that a sparse matrix does not hold included.</summary>
    public static Matrix operator +(Matrix a, double b) => b == 0 ? a.Copy() : OnHeld<Add>(a.ToDense(), b);

    /// <summary>Each element minus a number, those that a sparse matrix does not hold included.</summary>
    public static Matrix operator -(Matrix a, double b) => b == 0 ? a.Copy() : OnHeld<Subtract>(a.ToDense(), b);

    /// <summary>Element by element.</summary>
    /// <exception cref="ModelException">The shapes or layouts differ.</exception>
    public static Matrix operator +(Matrix a, Matrix b) => Combine<Add>(a, b);

    /// <summary>Element by element.</summary>
    /// <exception cref="ModelException">The shapes or layouts differ.</exception>
    public static Matrix operator -(Matrix a, Matrix b) => Combine<Subtract>(a, b);

    /// <summary>Element by element; see <see cref="MatVec"/> for the product of algebra.</summary>
    /// <exception cref="ModelException">The shapes or layouts differ.</exception>
    public static Matrix operator *(Matrix a, Matrix b) => Combine<Multiply>(a, b);

    /// <summary>A mask: 1 where an element is greater, else 0.</summary>
    public static Matrix operator >(Matrix a, double b)
    {
        ArgumentNullException.ThrowIfNull(a);
        var all = b < 0 ? a.ToDense() : a;
        return all.With(all.Lines.With(Numbers.Combine<Less>(Scalar(all, b), all.Lines.Values)));
    }

    /// <summary>A mask: 1 where an element is smaller, else 0.</summary>
    public static Matrix operator <(Matrix a, double b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return OnHeld<Less>(b > 0 ? a.ToDense() : a, b);
    }

    /// <summary>Adds in place to the elements that are held, where the other matrix holds as many.</summary>
    /// <exception cref="ModelException">The shapes or layouts differ.</exception>
    public void operator +=(Matrix other) => Lines = Combine<Add>(this, other).Lines;

    /// <summary>Subtracts in place.</summary>
    /// <exception cref="ModelException">The shapes or layouts differ.</exception>
    public void operator -=(Matrix other) => Lines = Combine<Subtract>(this, other).Lines;

    /// <summary>Multiplies in place.</summary>
    public void operator *=(double factor) => Numbers.Combine<Multiply>(Lines.Values, Scalar(this, factor), Lines.Values);

    /// <summary>Brings the elements that are held into bounds, in place.</summary>
    public void Clip(double lowest, double highest)
    {
        Numbers.Combine<Maximum>(Lines.Values, Scalar(this, lowest), Lines.Values);
        Numbers.Combine<Minimum>(Lines.Values, Scalar(this, highest), Lines.Values);
    }

    /// <summary>A function of each element that is held.</summary>
    public Matrix Apply(Func<double, double> function) => With(Lines.With(Lines.Values.Apply(function)));

    private static Matrix OnHeld<TOperation>(Matrix a, double b)
        where TOperation : struct, IBinaryOperation
    {
        ArgumentNullException.ThrowIfNull(a);
        return a.With(a.Lines.With(Numbers.Combine<TOperation>(a.Lines.Values, Scalar(a, b))));
    }

    private static Matrix Combine<TOperation>(Matrix a, Matrix b)
        where TOperation : struct, IBinaryOperation
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if ((a.Rows, a.Columns, a.Layout) != (b.Rows, b.Columns, b.Layout))
        {
            throw new ModelException($"A matrix of {a.Rows} rows and {a.Columns} columns ({a.Layout}) and one of {b.Rows} and {b.Columns} ({b.Layout}) cannot be combined: they need the same shape and layout.");
        }

        var (x, y) = a.Lines.Places == b.Lines.Places ? (a.Lines, b.Lines) : (a.Lines.ToDense(), b.Lines.ToDense());
        return a.With(x.With(Numbers.Combine<TOperation>(x.Values, y.Values)));
    }

    private static Numbers Scalar(Matrix like, double value) => Numbers.Of(like.Lines.Values.Precision, [value]);
}
