using System.Numerics;

namespace Cajal.Runtime.Vectors;

/// <summary>An operation on two numbers, one at a time and a vector at a time; both give the same bits.</summary>
internal interface IBinaryOperation
{
    static abstract T Of<T>(T a, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract Vector<T> Of<T>(Vector<T> a, Vector<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>a + b</summary>
internal readonly struct Add : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a + b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => a + b;
}

/// <summary>a - b</summary>
internal readonly struct Subtract : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a - b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => a - b;
}

/// <summary>a · b</summary>
internal readonly struct Multiply : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a * b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => a * b;
}

/// <summary>a / b</summary>
internal readonly struct Divide : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a / b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => a / b;
}

/// <summary>The smaller of two numbers.</summary>
internal readonly struct Minimum : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a < b ? a : b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);
}

/// <summary>The greater of two numbers.</summary>
internal readonly struct Maximum : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a > b ? a : b;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.GreaterThan(a, b), a, b);
}

/// <summary>1 where a &lt; b, else 0.</summary>
internal readonly struct Less : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a < b ? T.One : T.Zero;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), Vector<T>.One, Vector<T>.Zero);
}

/// <summary>1 where a &lt;= b, else 0.</summary>
internal readonly struct LessOrEqual : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a <= b ? T.One : T.Zero;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.LessThanOrEqual(a, b), Vector<T>.One, Vector<T>.Zero);
}

/// <summary>1 where a = b, else 0.</summary>
internal readonly struct Equal : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a == b ? T.One : T.Zero;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.Equals(a, b), Vector<T>.One, Vector<T>.Zero);
}

/// <summary>1 where both are other than 0, else 0.</summary>
internal readonly struct And : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a != T.Zero && b != T.Zero ? T.One : T.Zero;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) =>
        Vector.ConditionalSelect(Vector.Equals(a, Vector<T>.Zero) | Vector.Equals(b, Vector<T>.Zero), Vector<T>.Zero, Vector<T>.One);
}

/// <summary>1 where one of the two is other than 0, else 0.</summary>
internal readonly struct Or : IBinaryOperation
{
    static T IBinaryOperation.Of<T>(T a, T b) => a != T.Zero || b != T.Zero ? T.One : T.Zero;

    static Vector<T> IBinaryOperation.Of<T>(Vector<T> a, Vector<T> b) =>
        Vector.ConditionalSelect(Vector.Equals(a, Vector<T>.Zero) & Vector.Equals(b, Vector<T>.Zero), Vector<T>.Zero, Vector<T>.One);
}
