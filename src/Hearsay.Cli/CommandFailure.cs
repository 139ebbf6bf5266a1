namespace Hearsay.Cli;

/// <summary>Ends a command with a message for the user and exit code 2. Only for what no later input can make good.</summary>
internal sealed class CommandFailure(string code, string? origin, string message) : Exception(message)
{
    /// <summary>A code of <see cref="CliErrors"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The file or folder it is about, or null.</summary>
    public string? Origin { get; } = origin;
}
