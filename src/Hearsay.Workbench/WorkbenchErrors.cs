namespace Hearsay.Workbench;

/// <summary>Every message of the workbench that carries a code, explained in docs/errors.md.</summary>
internal static class WorkbenchErrors
{
    /// <summary>Nobody is logged in.</summary>
    public const string Anonymous = "HS0701";

    /// <summary>The role does not allow it.</summary>
    public const string Forbidden = "HS0702";

    /// <summary>A request that changes something carries no valid token, or comes from another site.</summary>
    public const string Forged = "HS0703";

    /// <summary>The server is addressed by a name that is not its own.</summary>
    public const string Host = "HS0704";

    /// <summary>There is nothing at this path.</summary>
    public const string NotFound = "HS0705";

    /// <summary>The path does not know this method.</summary>
    public const string Method = "HS0706";

    /// <summary>A parameter or body that cannot be understood.</summary>
    public const string Malformed = "HS0707";

    /// <summary>A body larger than is taken.</summary>
    public const string TooLarge = "HS0708";

    /// <summary>More requests than are answered.</summary>
    public const string TooMany = "HS0709";

    /// <summary>Somebody else decided about the claim meanwhile.</summary>
    public const string Conflict = "HS0710";

    /// <summary>User and password do not fit.</summary>
    public const string Login = "HS0711";

    /// <summary>A media type that is not taken.</summary>
    public const string MediaType = "HS0712";

    /// <summary>The workbench may not be opened to others without accounts.</summary>
    public const string Open = "HS0713";

    /// <summary>The address cannot be listened on.</summary>
    public const string Listen = "HS0714";

    /// <summary>A bug: the request could not be answered.</summary>
    public const string Bug = "HS0903";

    /// <summary>Every code above, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Anonymous, Forbidden, Forged, Host, NotFound, Method, Malformed, TooLarge, TooMany, Conflict, Login, MediaType, Open, Listen, Bug];
}
