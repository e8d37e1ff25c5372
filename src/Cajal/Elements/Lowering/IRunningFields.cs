namespace Cajal.Elements;

/// <summary>The fields of an array of elements in a running model.</summary>
internal interface IRunningFields
{
    /// <summary>Values of a field that simulations change, of consecutive elements.</summary>
    double[] Read(FieldInfo field, int first, int count);

    /// <summary>Takes over values that were given to consecutive elements.</summary>
    void Write(FieldInfo field, int first, int count);
}
