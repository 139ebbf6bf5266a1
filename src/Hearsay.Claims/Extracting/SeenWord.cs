using Hearsay.Claims.Coding;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>A word of a claim that may tell an event.</summary>
/// <param name="Token">The word.</param>
/// <param name="Verdict">What the lexicon says of it.</param>
/// <param name="Types">Of which types, a bit each.</param>
/// <param name="Draft">The event that the lexicon's rules make of it, or null.</param>
/// <param name="Likeliest">The type of the event that it probably tells, taken by itself; null for none.</param>
internal readonly record struct SeenWord(int Token, LexiconVerdict Verdict, int Types, EventDraft? Draft, EventType? Likeliest);
