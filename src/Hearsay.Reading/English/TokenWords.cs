using Hearsay.Text.Layers;

namespace Hearsay.Reading.English;

/// <summary>The words of a document for rules that look ahead and back: outside of the document stands a blank.</summary>
internal readonly struct TokenWords(Tokens tokens)
{
    /// <summary>Number of tokens.</summary>
    public int Count => tokens.Count;

    /// <summary>The characters of a token; a blank before the first and after the last.</summary>
    public ReadOnlySpan<char> this[int token] => (uint)token < (uint)tokens.Count ? tokens[token] : " ";

    /// <summary>True when the token has a gap before it.</summary>
    public bool SpaceBefore(int token) => (uint)token >= (uint)tokens.Count || tokens.SpaceBefore(token);
}
