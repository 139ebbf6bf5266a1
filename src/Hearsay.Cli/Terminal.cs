using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hearsay.Cli;

/// <summary>The three standard streams and what is at their other end. Tests hand in their own.</summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>Columns taken when nobody says how wide the screen is.</summary>
    public const int UsualWidth = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Bytes piped in.</summary>
    public required Stream Input { get; init; }

    /// <summary>Takes the results.</summary>
    public required Stream Output { get; init; }

    /// <summary>Takes messages and the progress line.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>False when standard input is piped or a file.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>False when standard output is piped or a file.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>False when standard error is piped or a file.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True unless NO_COLOR is set or the terminal is a dumb one. Colours also need a terminal at the other end.</summary>
    public bool ColourWanted { get; init; } = true;

    /// <summary>Columns of the screen.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether results are coloured.</summary>
    public bool ColourOutput => OutputIsTerminal && ColourWanted;

    /// <summary>Whether messages are coloured.</summary>
    public bool ColourError => ErrorIsTerminal && ColourWanted;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Utf8;
        }

        return new Terminal
        {
            Input = Console.OpenStandardInput(),
            Output = OpenOutput(),
            Error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            ColourWanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = WidthOfProcess(),
        };
    }

    /// <summary>Writes one line to standard error: <c>hearsay: error HS0302: path: message</c>.</summary>
    /// <param name="error">False for a warning.</param>
    /// <param name="code">Code of the message.</param>
    /// <param name="origin">What it is about, or null.</param>
    /// <param name="message">The message; control characters in it are made visible.</param>
    public void Report(bool error, string code, string? origin, string message)
    {
        string word = error ? "error" : "warning";
        string shown = ColourError ? $"\e[{(error ? "31" : "33")};1m{word} {code}\e[0m" : $"{word} {code}";
        string about = origin is null ? string.Empty : Tables.CellText.Clean(origin) + ": ";
        Error.Write($"hearsay: {shown}: {about}{Tables.CellText.Clean(message)}\n");
    }

    /// <summary>Closes the streams without throwing when the other end is gone.</summary>
    public void Dispose()
    {
        try
        {
            Output.Dispose();
            Error.Dispose();
            Input.Dispose();
        }
        catch (IOException)
        {
            // The reader of our output has gone; what it did not want is not missed.
        }
    }

    /// <summary>
    /// .NET's own stream for standard output swallows "broken pipe", so that <c>hearsay … | head</c> would go on reading for nobody; a stream on the handle
    /// says so. A file, though, is left to .NET's stream: a FileStream would not move the position that the next program of the shell writes at.
    /// </summary>
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        try
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException or NotSupportedException)
        {
            return Console.OpenStandardOutput();
        }
    }

    private static int WidthOfProcess()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0)
        {
            return columns;
        }

        try
        {
            return !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
