using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hearsay.Cli;
using Hearsay.Cli.Commands;

namespace Hearsay.Tests.Cli;

/// <summary>What one command line answered.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Bytes">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CliRun(int Code, byte[] Bytes, string Error)
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Standard output as text.</summary>
    public string Output => Utf8.GetString(Bytes);

    /// <summary>Standard output as one JSON object per line.</summary>
    public List<JsonElement> Claims => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Runs in this process.</summary>
    public static async Task<CliRun> InProcessAsync(string[] arguments, string input = "", bool terminal = false, int width = 100)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var surroundings = new Terminal
        {
            Input = new MemoryStream(Utf8.GetBytes(input)),
            Output = output,
            Error = error,
            InputIsTerminal = terminal,
            OutputIsTerminal = terminal,
            Width = width,
        };
        int code = await CommandLine.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new CliRun(code, output.ToArray(), error.ToString());
    }

    /// <summary>The built program with its arguments, not started.</summary>
    public static ProcessStartInfo Process(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hearsay.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("COLUMNS");
        return start;
    }

    /// <summary>Runs the built program.</summary>
    public static async Task<CliRun> AsProcessAsync(string[] arguments, string input = "")
    {
        using Process process = System.Diagnostics.Process.Start(Process(arguments))!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(Utf8.GetBytes(input), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliRun(process.ExitCode, output.ToArray(), await error);
    }
}
