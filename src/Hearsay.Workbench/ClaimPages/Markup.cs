namespace Hearsay.Workbench.ClaimPages;

/// <summary>A piece of HTML that is safe to send: made by <see cref="Of"/> alone.</summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup None => new("");

    /// <summary>HTML from an interpolated string, whose values are encoded.</summary>
    public static Markup Of(MarkupText text) => new(text.ToString());

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
