using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>What is said, and by which words.</summary>
/// <param name="Content">The ranges of the content.</param>
/// <param name="Source">The words of the source; may be empty.</param>
/// <param name="Top">The predicate that the content hangs on, or −1.</param>
/// <param name="Quoted">True where all of it is quoted: "he" and "they" are others there.</param>
internal readonly record struct Told(IReadOnlyList<TokenRange> Content, TokenRange Source, int Top, bool Quoted);
