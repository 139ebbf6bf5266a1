using System.Runtime.CompilerServices;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tokenizing;

/// <summary>
/// Goes over the gaps between the tokens of one paragraph where a sentence may end and says what speaks for it, as buckets of hashed features. Training and reading see the same features:
/// call <see cref="MoveNext"/>, look at <see cref="Features"/>, answer with <see cref="Decide"/>. A part of the model's format: a change needs a new model.
/// </summary>
internal ref struct BoundaryCursor
{
    /// <summary>Number of features at each gap.</summary>
    public const int Templates = 27;

    private readonly Tokens _tokens;
    private readonly TokenRange _range;
    private readonly byte _style;
    private readonly byte _lastClass;
    private readonly Span<int> _features;
    private Window _window;
    private TokenSketch _opening;
    private int _start;
    private int _brackets;
    private int _quotes;

    /// <param name="tokens">The tokens.</param>
    /// <param name="range">The paragraph; not empty.</param>
    /// <param name="style">How the document begins its sentences, see <see cref="SentenceSplitter"/>.</param>
    /// <param name="features">Room for <see cref="Templates"/> numbers.</param>
    public BoundaryCursor(Tokens tokens, TokenRange range, byte style, Span<int> features)
    {
        _tokens = tokens;
        _range = range;
        _style = style;
        _features = features;
        _start = range.Start;
        Token = range.Start;
        _lastClass = Sketch(range.End - 1).Class;
        for (int ahead = -4; ahead < 3; ahead++)
        {
            _window[(range.Start + ahead) & 7] = Sketch(range.Start + ahead);
        }

        _opening = _window[range.Start & 7];
        Pass(_opening);
    }

    /// <summary>The token after the gap.</summary>
    public int Token { get; private set; }

    /// <summary>Buckets of what speaks for or against a border before <see cref="Token"/>.</summary>
    public readonly ReadOnlySpan<int> Features => _features;

    /// <summary>Goes to the next gap; false at the end of the paragraph.</summary>
    public bool MoveNext()
    {
        Token++;
        if (Token >= _range.End)
        {
            return false;
        }

        _window[(Token + 2) & 7] = Sketch(Token + 2);
        return true;
    }

    /// <summary>True when words of small letters stand on both sides: hardly ever a border, and most gaps are like this.</summary>
    public readonly bool IsInsideWords => At(-1).Class == TokenSketch.Small && At(0).Class == TokenSketch.Small;

    /// <summary>Computes <see cref="Features"/>.</summary>
    /// <param name="rule">What the rules say: 0 no border, 1 border.</param>
    public void Describe(uint rule)
    {
        TokenSketch before3 = At(-3);
        TokenSketch before2 = At(-2);
        TokenSketch before = At(-1);
        TokenSketch next = At(0);
        TokenSketch next2 = At(1);
        TokenSketch next3 = At(2);
        uint space = next.Spaced ? 1u : 0u;
        uint pair = ((uint)before.Class << 7) | ((uint)next.Class << 2) | (space << 1) | rule;
        int length = Token - _start;
        uint lengthClass = length < 4 ? (uint)length : length < 6 ? 4u : length < 10 ? 5u : length < 20 ? 6u : length < 40 ? 7u : 8u;
        int rest = _range.End - Token;
        uint restClass = rest < 4 ? (uint)rest : rest < 8 ? 4u : rest < 16 ? 5u : 6u;
        uint depth = (uint)Math.Clamp(_brackets, 0, 2) | ((uint)(_quotes & 1) << 2);
        int at = 0;
        _features[at] = Bucket(at++, rule, space);
        _features[at] = Bucket(at++, before.Form, rule);
        _features[at] = Bucket(at++, next.Form, ((uint)next.Class << 1) | rule);
        _features[at] = Bucket(at++, pair, 0);
        _features[at] = Bucket(at++, pair, before2.Class);
        _features[at] = Bucket(at++, pair, next2.Class);
        _features[at] = Bucket(at++, pair, ((uint)before2.Class << 8) | before3.Class);
        _features[at] = Bucket(at++, pair, ((uint)next2.Class << 8) | next3.Class);
        _features[at] = Bucket(at++, pair, ((uint)before2.Class << 8) | next2.Class);
        _features[at] = Bucket(at++, before.Form, pair);
        _features[at] = Bucket(at++, next.Form, pair);
        _features[at] = Bucket(at++, before.Form, next.Form);
        _features[at] = Bucket(at++, before2.Form, pair);
        _features[at] = Bucket(at++, next2.Form, pair);
        _features[at] = Bucket(at++, next.Form, next2.Form);
        _features[at] = Bucket(at++, before2.Form, before.Form);
        _features[at] = Bucket(at++, pair, lengthClass);
        _features[at] = Bucket(at++, pair, restClass);
        _features[at] = Bucket(at++, pair, (lengthClass << 4) | restClass);
        _features[at] = Bucket(at++, pair, _opening.Form);
        _features[at] = Bucket(at++, pair, ((uint)_opening.Class << 4) | lengthClass);
        _features[at] = Bucket(at++, pair, depth);
        _features[at] = Bucket(at++, pair, _style);
        _features[at] = Bucket(at++, pair, _lastClass);
        _features[at] = Bucket(at++, pair, ((uint)_lastClass << 3) | _style);
        _features[at] = Bucket(at++, next.Form, ((uint)_style << 8) | before.Class);
        _features[at] = Bucket(at, ((uint)before2.Class << 16) | ((uint)before.Class << 8) | next.Class, next2.Form);
    }

    /// <summary>Says whether a sentence ends before <see cref="Token"/>. Call once after each <see cref="MoveNext"/>.</summary>
    public void Decide(bool border)
    {
        TokenSketch token = At(0);
        if (border)
        {
            _start = Token;
            _opening = token;
            _brackets = 0;
        }

        Pass(token);
    }

    private void Pass(TokenSketch token)
    {
        switch (token.Class)
        {
            case TokenSketch.OpeningBracket: _brackets++; break;
            case TokenSketch.ClosingBracket: _brackets = Math.Max(0, _brackets - 1); break;
            case TokenSketch.StraightQuote: _quotes ^= 1; break;
            case TokenSketch.OpeningQuote: _quotes = 1; break;
            case TokenSketch.ClosingQuote: _quotes = 0; break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TokenSketch At(int offset) => _window[(Token + offset) & 7];

    private readonly TokenSketch Sketch(int token) =>
        token >= _range.Start && token < _range.End ? TokenSketch.Of(_tokens[token], _tokens.SpaceBefore(token)) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bucket(int template, uint a, uint b)
    {
        uint hash = ((a + ((uint)template * 0x9E3779B9u)) * 0x85EBCA6Bu) ^ ((b + 0x7F4A7C15u) * 0xC2B2AE35u);
        hash ^= hash >> 15;
        hash *= 0x27D4EB2Fu;
        return (int)(hash >> (32 - 17));
    }

    [InlineArray(8)]
    private struct Window
    {
        private TokenSketch _first;
    }
}
