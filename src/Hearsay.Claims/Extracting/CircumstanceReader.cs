using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Finds when, where and how much: expressions of the sentence that hang on the predicate of an event, not on the verb of saying above it.</summary>
internal sealed class CircumstanceReader
{
    /// <summary>How far up the tree an expression may stand from the predicate that it belongs to.</summary>
    private const int LongestChain = 6;

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly ArgumentReader _arguments;

    /// <summary>Works on one document.</summary>
    public CircumstanceReader(Document doc, WordView words, PartyMentions parties, ArgumentReader arguments)
    {
        _doc = doc;
        _words = words;
        _parties = parties;
        _arguments = arguments;
    }

    /// <summary>When the event takes place; null when the sentence does not tell.</summary>
    public EventTime? TimeOf(int predicate)
    {
        TokenRange sentence = _words.SentenceRange(_words.Sentence(predicate));
        TimeExpression? best = null;
        int nearest = int.MaxValue;
        for (int index = TextOrder.FirstFrom(_doc.Times, static time => time.Tokens, sentence.Start); index < _doc.Times.Count && _doc.Times[index].Tokens.Start < sentence.End; index++)
        {
            TimeExpression time = _doc.Times[index];
            if (time.Kind == TimeKind.Set || (time.Kind == TimeKind.Duration && time.Interval is null))
            {
                continue;
            }

            int steps = StepsTo(HeadOf(time.Tokens), predicate);
            if (steps >= 0 && steps < nearest)
            {
                nearest = steps;
                best = time;
            }
        }

        if (best is null)
        {
            return null;
        }

        TokenRange words = best.Tokens;
        DateTime? latest = best.Interval?.Latest;
        if (best.RangeEnd > 0 && best.RangeEnd < _doc.Times.Count)
        {
            words = new TokenRange(words.Start, _doc.Times[best.RangeEnd].Tokens.End);
            latest = _doc.Times[best.RangeEnd].Interval?.Latest ?? latest;
        }

        // A day that is read from an inferred day of publication may lie as much earlier as that one may.
        bool inferred = _doc.Inferred is not null && best.Reference == TimeReference.Publication;
        int early = inferred ? _doc.Inferred!.Width : 0;
        TextSpan span = _doc.Tokens.Span(words);
        return new EventTime(
            new Evidence(span, _doc.Article.Text.Words(span)),
            best.Interval is { } from ? DateOnly.FromDateTime(from.Earliest).AddDays(-early) : null,
            latest is { } to ? DateOnly.FromDateTime(to > DateTime.MinValue ? to.AddTicks(-1) : to) : null,
            best.Interval?.Precision,
            best.Approximate || inferred);
    }

    /// <summary>Where the event takes place; null when the sentence does not tell.</summary>
    public EventPlace? PlaceOf(EventDraft draft)
    {
        foreach (Argument argument in draft.Arguments)
        {
            if (argument.Slot is not (Coding.Slot.In or Coding.Slot.At or Coding.Slot.Near or Coding.Slot.On or Coding.Slot.Inside or Coding.Slot.Across or Coding.Slot.Over or Coding.Slot.Off or Coding.Slot.Along)
                || draft.Recipients.Exists(recipient => recipient.Mention is { } mention && mention.Span.Start <= _doc.Tokens.Starts[argument.Head] && _doc.Tokens.Ends[argument.Head] <= mention.Span.End))
            {
                continue;
            }

            if (Place(argument.Head) is { } place)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>The place that the phrase with this head names; null when it names none.</summary>
    public EventPlace? Place(int head)
    {
        int index = TextOrder.FirstFrom(_doc.Names, static name => name.Tokens, head + 1) - 1;
        bool named = index >= 0 && _doc.Names[index].Tokens.Contains(head) && _doc.Names[index].Kind == NameKind.Place;
        PartyMention? party = _parties.At(head);
        if (!named && party is not { IsAdjective: false, Party.IsState: true })
        {
            return null;
        }

        TokenRange words = named ? _doc.Names[index].Tokens : party!.Value.Tokens;
        string? country = party?.Party.Country;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0 && country is null; child = _doc.Syntax.NextDependent(child))
        {
            country = _parties.At(child)?.Party.Country;
        }

        TextSpan span = _doc.Tokens.Span(words);
        return new EventPlace(new Evidence(span, _doc.Article.Text.Words(span)), country);
    }

    /// <summary>How many or how much of the things; null when the words do not count them.</summary>
    public EventQuantity? QuantityOf(IReadOnlyList<int> things)
    {
        foreach (int head in things)
        {
            int thing = _arguments.ThingOf(head);
            TokenRange sentence = _words.SentenceRange(_words.Sentence(head));
            for (int index = TextOrder.FirstFrom(_doc.Quantities, static quantity => quantity.Tokens, sentence.Start); index < _doc.Quantities.Count && _doc.Quantities[index].Tokens.Start < sentence.End; index++)
            {
                Quantity quantity = _doc.Quantities[index];
                if (quantity.Kind is QuantityKind.Ordinal)
                {
                    continue;
                }

                if (quantity.Noun == thing || quantity.Noun == head || quantity.Tokens.Contains(head) || StepsTo(HeadOf(quantity.Tokens), thing) == 1)
                {
                    return Of(quantity);
                }
            }
        }

        return null;
    }

    /// <summary>The first amount of money that hangs on the event or on its goods; null when there is none.</summary>
    public EventQuantity? ValueOf(EventDraft draft)
    {
        TokenRange sentence = _words.SentenceRange(_words.Sentence(draft.Predicate));
        for (int index = TextOrder.FirstFrom(_doc.Quantities, static quantity => quantity.Tokens, sentence.Start); index < _doc.Quantities.Count && _doc.Quantities[index].Tokens.Start < sentence.End; index++)
        {
            Quantity quantity = _doc.Quantities[index];
            if (quantity.Kind == QuantityKind.Money && (StepsTo(HeadOf(quantity.Tokens), draft.Predicate) >= 0 || draft.Things.Exists(thing => StepsTo(HeadOf(quantity.Tokens), thing) >= 0)))
            {
                return Of(quantity);
            }
        }

        return null;
    }

    private EventQuantity Of(Quantity quantity)
    {
        TextSpan span = _doc.Tokens.Span(quantity.Tokens);
        return new EventQuantity(new Evidence(span, _doc.Article.Text.Words(span)), quantity.Lower, quantity.Upper, quantity.Kind is QuantityKind.Money or QuantityKind.Measure or QuantityKind.Percent ? quantity.Unit : null);
    }

    /// <summary>The token of the range whose head lies outside it.</summary>
    private int HeadOf(TokenRange range)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            int head = _doc.Syntax.Heads[token];
            if (head < range.Start || head >= range.End)
            {
                return token;
            }
        }

        return range.Start;
    }

    /// <summary>Steps up the tree from an expression to a predicate, through nouns and the words that the predicate governs; −1 when it belongs to another verb.</summary>
    private int StepsTo(int token, int predicate)
    {
        int at = token;
        for (int steps = 0; steps < LongestChain; steps++)
        {
            if (at == predicate)
            {
                return steps;
            }

            if (at < 0 || (steps > 0 && _doc.Words[at] is PartOfSpeech.Verb))
            {
                // "plans to deliver in May": the expression may hang on a verb whose complement the event is.
                return at >= 0 && _doc.Syntax.Heads[predicate] == at && _doc.Syntax.Relation(predicate) == DependencyRelation.Xcomp ? steps + 1 : -1;
            }

            at = _doc.Syntax.Heads[at];
        }

        return -1;
    }
}
