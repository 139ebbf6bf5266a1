using System.Text;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Questions about the tokens of one document that rules ask again and again.</summary>
internal sealed class WordView
{
    private readonly Document _doc;

    /// <summary>Looks at the tokens of <paramref name="doc"/>.</summary>
    public WordView(Document doc)
    {
        _doc = doc;
        HasTrees = doc.Syntax.Count == doc.Tokens.Count && doc.Words.Count == doc.Tokens.Count;
    }

    /// <summary>The document.</summary>
    public Document Doc => _doc;

    /// <summary>True when the document has tags, trees and names for its tokens; false for one that was written out by hand.</summary>
    public bool HasTrees { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => _doc.Tokens.Count;

    /// <summary>The characters of a token; empty outside the document.</summary>
    public ReadOnlySpan<char> this[int token] => (uint)token < (uint)_doc.Tokens.Count ? _doc.Tokens[token] : [];

    /// <summary>The token without a possessive ending that was not cut off.</summary>
    public ReadOnlySpan<char> Core(int token)
    {
        ReadOnlySpan<char> word = this[token];
        return word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;
    }

    /// <summary>True when the token is this word; case does not count.</summary>
    public bool Is(int token, string word) => this[token].Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the token has a letter or a digit.</summary>
    public bool IsWord(int token)
    {
        ReadOnlySpan<char> word = this[token];
        for (int i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(word[i]) || (word[i] > '\u007F' && IsLetterOrDigit(word, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the token begins with a capital letter.</summary>
    public bool IsCapital(int token)
    {
        ReadOnlySpan<char> word = this[token];
        return word.Length > 0 && (char.IsUpper(word[0]) || (word[0] is >= '\u05D0' and <= '\u06FF' && char.IsLetter(word[0])));
    }

    /// <summary>True when the token is a name's: it has a capital, and not only because a sentence begins with it.</summary>
    public bool IsProper(int token) => IsCapital(token) && (!HasTrees || _doc.Words[token] == PartOfSpeech.Propn || NameAt(token) is not null || SentenceRange(Sentence(token)).Start < token);

    /// <summary>True when the sentence is set like a heading: no word in lower case but small ones.</summary>
    public bool IsHeading(int sentence)
    {
        if (_asked != sentence)
        {
            (_asked, _heading) = (sentence, ReadHeading(sentence));
        }

        return _heading;
    }

    private int _asked = -1;
    private bool _heading;

    private bool ReadHeading(int sentence)
    {
        TokenRange range = SentenceRange(sentence);
        int words = 0;
        for (int token = range.Start; token < range.End; token++)
        {
            if (!IsWord(token) || char.IsAsciiDigit(this[token][0]))
            {
                continue;
            }

            words++;
            bool small = HasTrees
                ? _doc.Words[token] is PartOfSpeech.Adp or PartOfSpeech.Det or PartOfSpeech.Cconj or PartOfSpeech.Sconj or PartOfSpeech.Part
                : this[token].Length <= LongestSmallWord;
            if (char.IsLower(this[token][0]) && !small)
            {
                return false;
            }
        }

        return words >= ShortestHeading;
    }

    /// <summary>Longest word that headings surely leave in lower case, where no tags are known: "in", "of".</summary>
    private const int LongestSmallWord = 2;

    /// <summary>Fewer words are a name or a fragment.</summary>
    private const int ShortestHeading = 4;

    /// <summary>True when the token is a possessive ending ('s, or an apostrophe after a word) or carries one.</summary>
    public bool IsPossessive(int token)
    {
        ReadOnlySpan<char> word = this[token];
        return word is "'s" or "’s" or "'S" or "’S" || Core(token).Length < word.Length || (word is "'" or "’" && token > 0 && Joined(token) && this[token - 1] is [.., 's' or 'z' or 'x']);
    }

    /// <summary>True when the token denies: not, n't, never, no, …</summary>
    public bool IsNegation(int token)
    {
        ReadOnlySpan<char> word = this[token];
        return word.Length switch
        {
            2 => word.Equals("no", StringComparison.OrdinalIgnoreCase),
            3 => word.Equals("not", StringComparison.OrdinalIgnoreCase) || word is "n't" or "n’t" || word.Equals("nor", StringComparison.OrdinalIgnoreCase),
            4 => word.Equals("none", StringComparison.OrdinalIgnoreCase),
            5 => word.Equals("never", StringComparison.OrdinalIgnoreCase) || EndsNegated(word),
            6 => word.Equals("cannot", StringComparison.OrdinalIgnoreCase) || EndsNegated(word),
            7 => word.Equals("neither", StringComparison.OrdinalIgnoreCase) || word.Equals("nothing", StringComparison.OrdinalIgnoreCase) || EndsNegated(word),
            _ => EndsNegated(word),
        };
    }

    /// <summary>True when nothing stands between the token and the one before; false outside the document.</summary>
    public bool Joined(int token) => token > 0 && token < Count && !_doc.Tokens.SpaceBefore(token);

    /// <summary>True when the token is a comma or another mark that ends a phrase.</summary>
    public bool EndsPhrase(int token) => this[token] is [',' or ';' or ':' or '.' or '!' or '?' or '(' or ')' or '—' or '–', ..] or "--" || (this[token] is "-" && !Joined(token));

    /// <summary>True for a sentence that a page put around its article. Found once for each: a text without stops may be one sentence with thousands of claims.</summary>
    public bool IsFurniture(int sentence)
    {
        _furniture ??= new bool?[Math.Max(1, _doc.Sentences.Count)];
        return _furniture[sentence] ??= PageFurniture.Is(this, sentence);
    }

    private bool?[]? _furniture;

    /// <summary>True when the token is the first of its paragraph.</summary>
    public bool OpensParagraph(int token)
    {
        int sentence = Sentence(token);
        return _doc.Sentences.Count > 0 && _doc.Sentences[sentence].Start == token && (sentence == 0 || _doc.Sentences.Paragraphs[sentence - 1] != _doc.Sentences.Paragraphs[sentence]);
    }

    /// <summary>The sentence of a token; 0 in a document without sentences.</summary>
    public int Sentence(int token) => _doc.Sentences.Count == 0 ? 0 : Math.Clamp(_doc.Sentences.Of(token), 0, _doc.Sentences.Count - 1);

    /// <summary>The tokens of a sentence, kept inside the document.</summary>
    public TokenRange SentenceRange(int sentence) =>
        _doc.Sentences.Count == 0 ? new TokenRange(0, Count) : new TokenRange(_doc.Sentences[sentence].Start, Math.Min(_doc.Sentences[sentence].End, Count));

    /// <summary>The range, kept inside the document; empty when nothing of it is.</summary>
    public TokenRange Clamp(TokenRange range)
    {
        int start = Math.Clamp(range.Start, 0, Count);
        return new TokenRange(start, Math.Clamp(range.End, start, Count));
    }

    /// <summary>The token of the range on which the others hang: the first noun or pronoun whose head lies outside; −1 without trees.</summary>
    public int Head(TokenRange range)
    {
        if (!HasTrees)
        {
            return -1;
        }

        int any = -1;
        for (int token = range.Start; token < range.End; token++)
        {
            if (!range.Contains(_doc.Syntax.Heads[token]) && _doc.Words[token] != PartOfSpeech.Punct)
            {
                if (_doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Pron)
                {
                    return token;
                }

                any = any < 0 ? token : any;
            }
        }

        return any;
    }

    /// <summary>True when a token of the range is this word, whatever its capitals and without what hangs on it.</summary>
    public bool Holds(TokenRange range, ReadOnlySpan<char> word)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (Core(token).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name that the reader found at the token, or null.</summary>
    public Name? NameAt(int token)
    {
        Names names = _doc.Names;
        int index = TextOrder.FirstFrom(names, static name => name.Tokens, token + 1) - 1;
        return index >= 0 && names[index].Tokens.Contains(token) ? names[index] : null;
    }

    /// <summary>The words of the range with one space between them wherever the text has a gap: a line break in a name does not part it.</summary>
    public string Words(TokenRange range)
    {
        if (range.IsEmpty)
        {
            return "";
        }

        var words = new StringBuilder();
        for (int token = range.Start; token < range.End; token++)
        {
            if (token > range.Start && !Joined(token))
            {
                words.Append(' ');
            }

            words.Append(this[token]);
        }

        return words.ToString();
    }

    private static bool EndsNegated(ReadOnlySpan<char> word) => word.Length > 3 && (word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n’t", StringComparison.OrdinalIgnoreCase));

    private static bool IsLetterOrDigit(ReadOnlySpan<char> word, int at) =>
        char.IsSurrogate(word[at])
            ? Rune.DecodeFromUtf16(word[at..], out Rune rune, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetterOrDigit(rune)
            : char.IsLetterOrDigit(word[at]);
}
