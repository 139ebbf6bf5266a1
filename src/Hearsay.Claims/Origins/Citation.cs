using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Origins;

/// <summary>Words by which a text names another outlet, and perhaps rests on its report: "told AFP", "first reported by the Washington Post".</summary>
/// <param name="Outlet">The outlet or agency named; never the one that published the text.</param>
/// <param name="Words">Its name in the text.</param>
/// <param name="IsExplicit">True when the words around it say that something is taken from there; false for a bare mention, which counts only beside shared wording.</param>
public sealed record Citation(Party Outlet, TextSpan Words, bool IsExplicit);
