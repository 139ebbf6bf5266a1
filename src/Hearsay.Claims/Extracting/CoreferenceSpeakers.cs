using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Whom words stand for by the reader's coreference: the nearest words of the same entity that name somebody, or that spoke before.</summary>
internal sealed class CoreferenceSpeakers(SpeakerContext context, NamedSpeakers names)
{
    /// <summary>Members of an entity that are looked at on either side: a state may be mentioned thousands of times.</summary>
    private const int MemberReach = 40;

    private static readonly WordClass Bodies = WordClasses.Of("body.head");

    private readonly SpeakerContext _context = context;
    private readonly Coreference _coreference = context.Doc.Coreference;
    private readonly NamedSpeakers _names = names;
    private readonly WordView _words = context.Words;

    /// <summary>The speaker that the words with this head stand for; null when coreference finds nobody by name.</summary>
    /// <param name="range">The words.</param>
    /// <param name="head">The token that they hang on.</param>
    public Speaker? Of(TokenRange range, int head)
    {
        int mention = head < 0 || _coreference.Mentions.IsEmpty ? -1 : _coreference.WithHead(head);
        if (mention < 0)
        {
            return null;
        }

        ReadOnlySpan<int> members = _coreference.Entity(_coreference.EntityOf(mention));
        int at = members.BinarySearch(mention);
        for (int before = at - 1; before >= Math.Max(0, at - MemberReach); before--)
        {
            if (Named(_coreference.Mentions[members[before]]) is { } speaker)
            {
                return _context.Same(range, speaker);
            }
        }

        for (int after = at + 1; after < Math.Min(members.Length, at + MemberReach); after++)
        {
            if (Named(_coreference.Mentions[members[after]]) is { } speaker)
            {
                return _context.Same(range, speaker);
            }
        }

        return null;
    }

    /// <summary>What sort of thing the words with this head stand for.</summary>
    public EntityKind KindOf(int head)
    {
        int mention = _coreference.Mentions.IsEmpty ? -1 : _coreference.WithHead(head);
        return mention < 0 ? EntityKind.Unknown : _coreference.Mentions[mention].Kind;
    }

    /// <summary>Who a mention names: by its name, or because the same words spoke already.</summary>
    private Speaker? Named(Mention mention)
    {
        if (_context.ByHead.TryGetValue(mention.Head, out Speaker? spoke))
        {
            return spoke;
        }

        return mention.Form != MentionForm.Name || mention.Tokens.Length > LongestName ? null : _names.Named(mention.Tokens) ?? Organisation(mention);
    }

    /// <summary>A body that no registry knows, by its name as it stands.</summary>
    private Speaker? Organisation(Mention mention) =>
        _words.NameAt(mention.Head) is { Kind: NameKind.Organization } name && _words.IsCapital(name.Tokens.Start) && !(name.Tokens.Length == 1 && Bodies.Has(_words.Core(name.Tokens.Start)))
            ? _context.Make(mention.Tokens, _words.Words(name.Tokens), SpeakerKind.Organization, _context.CountryIn(name.Tokens), null) : null;

    /// <summary>Longer mentions are sentences.</summary>
    private const int LongestName = 30;
}
