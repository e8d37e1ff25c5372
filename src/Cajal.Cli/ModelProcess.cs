using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cajal.Cli;

/// <summary>Builds and runs a model file by the .NET SDK, on this console.</summary>
internal static partial class ModelProcess
{
    // The number of SIGTERM on every Unix.
    private const int Terminate = 15;

    /// <returns>Its exit code.</returns>
    /// <exception cref="ModelException">There is no .NET SDK.</exception>
    public static int Run(string file, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", ["run", "-c", "Release", file, "--", .. arguments]);
        start.Environment["DOTNET_NOLOGO"] = "1";

        // The model hears Ctrl+C too, and decides how to end; this program passes other requests to stop on, and waits.
        using var process = Start(start);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = !OperatingSystem.IsWindows();
            if (context.Cancel) { _ = Kill(process.Id, Terminate); }
        });
        process.WaitForExit();
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ModelException("A model is built by the .NET SDK, but there is no command 'dotnet'. Install .NET 10 from https://dot.net, or see 'cajal doctor'.");
        }
    }
}
