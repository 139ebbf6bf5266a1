namespace Hearsay.Workbench;

/// <summary>The workbench cannot do what was asked, for a reason outside the program.</summary>
public sealed class WorkbenchException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">A code of docs/errors.md, HS07...</param>
    /// <param name="status">HTTP status that a request is answered with.</param>
    /// <param name="message">What is wrong, with the value seen.</param>
    /// <param name="fix">The way out, or null.</param>
    public WorkbenchException(string code, int status, string message, string? fix = null)
        : base(message)
    {
        Code = code;
        Status = status;
        Fix = fix;
    }

    /// <summary>Stable code, explained in docs/errors.md.</summary>
    public string Code { get; }

    /// <summary>HTTP status that a request is answered with.</summary>
    public int Status { get; }

    /// <summary>The way out, or null.</summary>
    public string? Fix { get; }
}
