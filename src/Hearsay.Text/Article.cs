namespace Hearsay.Text;

/// <summary>A text with what is known of its publication. What it says is not read yet: that is a <see cref="Document"/>.</summary>
/// <param name="Id">Names the document in outputs: the corpus id, or the file's name without folder and extension. Not unique; <see cref="RawText.Sha256"/> is.</param>
/// <param name="Text">The stored text.</param>
/// <param name="Title">Headline, or null when none is known. It may also stand in the text.</param>
/// <param name="Outlet">Who published it ("Reuters"), or null. Never the one who speaks: that is a source.</param>
/// <param name="Published">When it was published, or null.</param>
/// <param name="Address">Canonical address, or null.</param>
/// <param name="Language">ISO 639-1 code of the language it is mostly written in, or "und" when that could not be told. Only "en" is read.</param>
public sealed record Article(string Id, RawText Text, string? Title = null, string? Outlet = null, PublicationDate? Published = null, Uri? Address = null, string Language = "en")
{
    /// <summary>Who wrote it, as it states, in order and without titles of any kind being taken off; empty when nothing is stated. A news agency may be among them.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
}
