namespace Hearsay.Cli.Work;

/// <summary>Who decides when nobody says: $HEARSAY_REVIEWER, or the name of the user of this system.</summary>
internal static class Reviewer
{
    /// <summary>The name.</summary>
    public static string Name => Environment.GetEnvironmentVariable("HEARSAY_REVIEWER") is { Length: > 0 } named ? named : Environment.UserName;
}
