namespace Hearsay.Ingest.Feeds;

/// <summary>What an item of a feed states, as written; every value is null when it is not stated.</summary>
internal sealed class FeedItem
{
    /// <summary>The headline; may hold markup.</summary>
    public string? Title { get; set; }

    /// <summary>Address of the page.</summary>
    public string? Link { get; set; }

    /// <summary>Permanent id: guid, atom:id or rdf:about.</summary>
    public string? Id { get; set; }

    /// <summary>When it was first published.</summary>
    public string? Published { get; set; }

    /// <summary>When it was last changed; stands for the publication when that is not stated.</summary>
    public string? Updated { get; set; }

    /// <summary>The whole text, as markup.</summary>
    public string? Content { get; set; }

    /// <summary>A summary or the beginning, as markup.</summary>
    public string? Summary { get; set; }

    /// <summary>Whether <see cref="Content"/> or <see cref="Summary"/> is plain text (Atom, type="text").</summary>
    public bool IsPlain { get; set; }

    /// <summary>Who published it where it first stood: the source element of RSS, of an item that an aggregator carries.</summary>
    public string? Source { get; set; }

    /// <summary>Authors, in order.</summary>
    public List<string> Authors { get; } = [];
}
