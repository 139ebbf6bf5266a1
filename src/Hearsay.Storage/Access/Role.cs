namespace Hearsay.Storage.Access;

/// <summary>What somebody may do in the workbench. Each may do what those before it may. Names are stored in lower case.</summary>
public enum Role
{
    /// <summary>Reads, exports, keeps searches.</summary>
    Reader,

    /// <summary>Decides about claims, adds texts.</summary>
    Analyst,

    /// <summary>Takes back what others decided, tries inputs again that were set aside.</summary>
    Editor,

    /// <summary>Gives accounts and reads the audit.</summary>
    Admin,
}
