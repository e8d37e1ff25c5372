using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A colour for each cell of a grid, the first row at the bottom, as on an axis; a bar beside the panel says which number has which colour.</summary>
/// <param name="Values">Shape [rows, columns]; NaN where there is nothing.</param>
/// <param name="ValueLabel">What the values are, with their unit.</param>
internal sealed record MatrixLayer(double[,] Values, Interval X, Interval Y, string ValueLabel) : Layer(Palette.Ink, null)
{
    public override LegendKey Key => LegendKey.Bar;

    public override Interval XRange => X;

    public ColorScale Scale { get; } = ColorScale.For(Interval.Of(Values.Cast<double>().ToArray()));

    public override Interval YRange(Interval x) => Y;

    public override double? CellX => X.Span / Values.GetLength(1);

    public override double? CellY => Y.Span / Values.GetLength(0);

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        var (left, right) = (area.MapX(X.Min), area.MapX(X.Max));
        var (top, bottom) = (area.MapY(Y.Max), area.MapY(Y.Min));
        canvas.Picture(ToPixels(), new(left, top, right - left, bottom - top));
    }

    public Pixels ToPixels()
    {
        var (rows, columns) = (Values.GetLength(0), Values.GetLength(1));
        Pixels pixels = new(columns, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = Values[row, column];
                pixels.Set(column, rows - 1 - row, Scale.At(value), double.IsNaN(value) ? 0 : 1);
            }
        }

        return pixels;
    }
}
