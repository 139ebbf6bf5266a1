using System.Globalization;
using Hearsay.Reading.Network;

namespace Hearsay.Reading.Tokenizing;

/// <summary>What a sentence border looks at in a token: its spelling as a hash, its class, and whether white space stands before it.</summary>
/// <param name="Form">Hash of the normal form.</param>
/// <param name="Class">Number of its class; 0 stands for no token.</param>
/// <param name="Spaced">White space stands before it.</param>
internal readonly record struct TokenSketch(uint Form, byte Class, bool Spaced)
{
    public const byte None = 0;
    public const byte Small = 1;
    public const byte Capitalised = 2;
    public const byte Capitals = 3;
    public const byte OneCapital = 4;
    public const byte Number = 5;
    public const byte SmallWithDigits = 6;
    public const byte Stop = 7;
    public const byte Question = 8;
    public const byte Ellipsis = 9;
    public const byte Comma = 10;
    public const byte Colon = 11;
    public const byte Semicolon = 12;
    public const byte Dash = 13;
    public const byte OpeningBracket = 14;
    public const byte ClosingBracket = 15;
    public const byte StraightQuote = 16;
    public const byte OpeningQuote = 17;
    public const byte ClosingQuote = 18;
    public const byte Apostrophe = 19;
    public const byte Abbreviation = 20;
    public const byte Line = 21;
    public const byte Address = 22;
    public const byte Picture = 23;
    public const byte Symbol = 24;
    public const byte Clitic = 25;
    public const byte OtherScript = 26;

    public static TokenSketch Of(ReadOnlySpan<char> token, bool spaced)
    {
        Span<char> form = stackalloc char[WordForm.MaximumLength];
        int length = WordForm.Normalize(token, form);
        ulong hash = WordForm.Hash(form[..length]);
        return new TokenSketch((uint)(hash ^ (hash >> 32)), ClassOf(token), spaced);
    }

    private static byte ClassOf(ReadOnlySpan<char> token)
    {
        char c = token[0];
        if (char.IsAsciiLetterLower(c))
        {
            return token[^1] == '.' ? Abbreviation : IsAddress(token) ? Address : token.Length > 1 && char.IsAsciiDigit(token[^1]) ? SmallWithDigits : Small;
        }

        if (char.IsAsciiLetterUpper(c))
        {
            return token.Length == 1 ? OneCapital : token[^1] == '.' ? Abbreviation : char.IsLower(token[1]) ? (IsAddress(token) ? Address : Capitalised) : Capitals;
        }

        if (char.IsAsciiDigit(c))
        {
            return Number;
        }

        switch (c)
        {
            case '.':
                return token.Length == 1 ? Stop : char.IsAsciiDigit(token[1]) ? Number : Ellipsis;
            case '…':
                return Ellipsis;
            case '?' or '!':
                return Question;
            case ',':
                return Comma;
            case ':':
                return token.Length == 1 ? Colon : Picture;
            case ';':
                return token.Length == 1 ? Semicolon : Picture;
            case '-' or '–' or '—':
                return token.Length < 4 ? Dash : Line;
            case '(' or '[' or '{' or '<':
                return token.Length == 1 ? OpeningBracket : Picture;
            case ')' or ']' or '}' or '>':
                return ClosingBracket;
            case '"':
                return StraightQuote;
            case '“' or '‘' or '«' or '`':
                return OpeningQuote;
            case '”' or '»':
                return ClosingQuote;
            case '\'' or '’':
                return token.Length == 1 ? Apostrophe : char.IsLetter(token[1]) ? Clitic : StraightQuote;
            case '*' or '•' or '=' or '_' or '~' or '#' or '+' or '|':
                return Line;
            case '@':
                return Address;
        }

        if (char.IsSurrogate(c))
        {
            return Picture;
        }

        return char.IsUpper(c) ? Capitalised : char.IsLower(c) ? Small : char.IsLetter(c) ? OtherScript : char.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol ? Picture : Symbol;
    }

    private static bool IsAddress(ReadOnlySpan<char> token) => token.Length > 6 && token.ContainsAny('@', '/');
}
