using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hearsay.Cli.Commands;

/// <summary>
/// <c>hearsay serve</c> in the program that was compiled for one processor: ASP.NET's logins are not made for that, so the archive holds the same program beside it, in the folder "serve", that runs on .NET's own runtime, and this one
/// becomes that one.
/// </summary>
internal static partial class ServeCommand
{
    /// <summary>The command, so that help names it.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("serve", "Opens the workbench: claims read, judged and followed in the browser.") { HandlesSignals = true };
        command.SetAction(_ => Start(terminal, ["serve"]));
        return command;
    }

    /// <summary>Becomes the other program; comes back only where that cannot be done, or on Windows with its exit code.</summary>
    /// <param name="terminal">Is told when it is not there.</param>
    /// <param name="arguments">All of the command line.</param>
    public static int Start(Terminal terminal, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "serve", OperatingSystem.IsWindows() ? "hearsay.exe" : "hearsay");
        if (!File.Exists(program))
        {
            terminal.Report(true, CliErrors.NoWorkbench, program, "the workbench is not there; unpack the whole archive and leave its files together");
            return ExitCode.Error;
        }

        if (!OperatingSystem.IsWindows())
        {
            Execute(program, [program, .. arguments, null]);
            terminal.Report(true, CliErrors.NoWorkbench, program, $"the workbench cannot be started: {Marshal.GetLastPInvokeErrorMessage()}");
            return ExitCode.Error;
        }

        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);
}
