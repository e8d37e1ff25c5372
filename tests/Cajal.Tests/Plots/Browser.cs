using System.Diagnostics;

namespace Cajal.Tests.Plots;

/// <summary>Chromium without a window, where the machine has it.</summary>
internal static class Browser
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>The page after its scripts have run.</summary>
    public static string Show(string html)
    {
        var folder = Directory.CreateTempSubdirectory("cajal-page-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(page, html);
            ProcessStartInfo start = new(Program!, ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.FullName}", "--virtual-time-budget=2000", "--dump-dom", "file://" + page])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            process.BeginErrorReadLine();
            return process.StandardOutput.ReadToEnd();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>A test that needs a browser, and is skipped without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Program is null) { Skip = "No Chromium on this machine."; }
    }
}
