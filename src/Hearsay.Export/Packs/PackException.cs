namespace Hearsay.Export.Packs;

/// <summary>A file is no proof pack, or one that is not opened because it is made to harm.</summary>
public sealed class PackException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">A code of <see cref="PackErrors"/>.</param>
    /// <param name="message">What is wrong, with the value seen.</param>
    /// <param name="cause">What was thrown, or null.</param>
    public PackException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>Stable code, explained in docs/errors.md.</summary>
    public string Code { get; }
}
