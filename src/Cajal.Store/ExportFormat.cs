namespace Cajal.Store;

/// <summary>Files for other programs.</summary>
public enum ExportFormat
{
    /// <summary>NumPy's: a structured array, a field for each column. <c>np.load("cells.npy")["step"]</c>.</summary>
    Npy,

    /// <summary>A line a row, a head line with the names; a column for each element.</summary>
    Csv,

    /// <summary>An object with an array for each column.</summary>
    Json,
}
