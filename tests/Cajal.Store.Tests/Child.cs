using System.Diagnostics;

namespace Cajal.Store.Tests;

/// <summary>A <see cref="RecordingProgram"/> in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    /// <param name="before">Shell commands that come first, such as limits.</param>
    public Child(string arguments, string before = "")
    {
        ProcessStartInfo start = new("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{before} exec '{Environment.ProcessPath}' exec '{typeof(Child).Assembly.Location}' {arguments}");
        _process = Process.Start(start)!;
        (_output, _errors) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => _output.Result.Trim();

    public string Errors => _errors.Result.Trim();

    /// <summary>Sends a signal: KILL, TERM, INT.</summary>
    public void Signal(string name) => Process.Start("kill", ["-" + name, $"{_process.Id}"]).WaitForExit();

    public Child Wait()
    {
        _process.WaitForExit();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) { _process.Kill(); }
        _process.Dispose();
    }
}
