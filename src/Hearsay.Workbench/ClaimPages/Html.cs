namespace Hearsay.Workbench.ClaimPages;

/// <summary>A piece of HTML that is safe to send: made by <see cref="Of"/> alone.</summary>
internal readonly record struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Html None => new("");

    /// <summary>HTML from an interpolated string, whose values are encoded.</summary>
    public static Html Of(HtmlText text) => new(text.ToString());

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
