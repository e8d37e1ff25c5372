namespace Cajal.Tests;

/// <summary>Where the repository lies that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cajal.slnx"))) { return folder.FullName; }
        }

        throw new DirectoryNotFoundException("The tests run outside of the repository: no folder above them holds Cajal.slnx.");
    }
}
