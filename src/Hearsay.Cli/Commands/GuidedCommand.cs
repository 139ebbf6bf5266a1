using System.CommandLine;

namespace Hearsay.Cli.Commands;

/// <summary>A command with more to say than one line: what help and docs/cli.md print besides its options.</summary>
internal sealed class GuidedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Paragraphs after the description.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Command lines and what each does.</summary>
    public IReadOnlyList<(string Line, string Does)> Examples { get; init; } = [];

    /// <summary>True for a command that sees itself to the signals that end a process, and takes its time over it.</summary>
    public bool HandlesSignals { get; init; }

    /// <summary>Exit codes and when each is given.</summary>
    public IReadOnlyList<(int Code, string When)> ExitCodes { get; init; } = [];
}
