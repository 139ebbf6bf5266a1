namespace Hearsay.Cli;

/// <summary>What the process answers with, as grep and ripgrep do.</summary>
internal static class ExitCode
{
    /// <summary>At least one claim was found, or for other formats: something was printed.</summary>
    public const int Found = 0;

    /// <summary>Everything was read and nothing was found.</summary>
    public const int Nothing = 1;

    /// <summary>Something could not be read or done. What could be is printed nevertheless.</summary>
    public const int Error = 2;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
