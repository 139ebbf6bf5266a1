using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tagging;

/// <summary>
/// Lemmas of the words that the treebanks know with their part of speech, as numbers of lemma scripts. Known by hash only.
/// </summary>
public sealed class LemmaLexicon
{
    /// <summary>Low bits of an entry, which hold the script; the others are those of the hash.</summary>
    private const int ScriptWidth = 12;

    private const ulong ScriptBits = (1UL << ScriptWidth) - 1;

    private readonly HashedKeys _entries;

    /// <summary>Builds the table over entries made by <see cref="Entry"/>.</summary>
    public LemmaLexicon(ReadOnlySpan<ulong> entries) => _entries = new HashedKeys(entries, ScriptWidth);

    /// <summary>Most scripts that entries can tell apart.</summary>
    public static int MaximumScripts => (int)ScriptBits;

    /// <summary>What the model file holds for a word: the hash of form and part of speech, its low twelve bits replaced by 1 + <paramref name="script"/>.</summary>
    public static ulong Entry(ReadOnlySpan<char> form, PartOfSpeech tag, int script) => (Key(form, tag) & ~ScriptBits) | (uint)(script + 1);

    /// <summary>The script of this form with this part of speech, or −1.</summary>
    public int Find(ReadOnlySpan<char> form, PartOfSpeech tag) => _entries.Find(Key(form, tag)) - 1;

    private static ulong Key(ReadOnlySpan<char> form, PartOfSpeech tag)
    {
        // FNV spreads its last bytes over the low bits; the product brings them to the high ones, which find the slot.
        ulong hash = WordForm.Hash(form);
        return (hash ^ ((ulong)tag + 1)) * 0x9E3779B97F4A7C15;
    }
}
