using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Where a function of x and y is zero, such as a nullcline: found by marching squares on a grid finer than the eye follows.</summary>
internal sealed record ContourLayer(Func<double, double, double> Function, Color Color, string? Label) : Layer(Color, Label)
{
    private const double Pitch = 3;

    public override LegendKey Key => LegendKey.Line;

    // The curve fills whatever the rest of the panel shows.
    public override Interval XRange => Interval.Empty;

    public override Interval YRange(Interval x) => Interval.Empty;

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        var (columns, rows) = ((int)(area.Box.Width / Pitch) + 1, (int)(area.Box.Height / Pitch) + 1);
        var values = new double[rows + 1, columns + 1];
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= columns; column++) { values[row, column] = Function(area.ValueX(X(column)), area.ValueY(Y(row))); }
        }

        List<Point> strokes = [];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) { AddSquare(row, column); }
        }

        canvas.Stroke(strokes, Color, width: 1.5);

        double X(double column) => area.Box.Left + (column * Pitch);
        double Y(double row) => area.Box.Top + (row * Pitch);

        // A side whose ends differ in sign is crossed once; two crossings make a stroke, four two.
        void AddSquare(int row, int column)
        {
            var (a, b, c, d) = (values[row, column], values[row, column + 1], values[row + 1, column + 1], values[row + 1, column]);
            if (!double.IsFinite(a + b + c + d)) { return; }
            List<Point> crossings = [];
            if (a > 0 != b > 0) { crossings.Add(new(X(column + (a / (a - b))), Y(row))); }
            if (b > 0 != c > 0) { crossings.Add(new(X(column + 1), Y(row + (b / (b - c))))); }
            if (c > 0 != d > 0) { crossings.Add(new(X(column + (d / (d - c))), Y(row + 1))); }
            if (d > 0 != a > 0) { crossings.Add(new(X(column), Y(row + (a / (a - d))))); }
            for (var k = 0; k + 1 < crossings.Count; k += 2) { strokes.AddRange([crossings[k], crossings[k + 1], Point.Break]); }
        }
    }
}
