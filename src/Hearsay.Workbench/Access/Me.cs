namespace Hearsay.Workbench.Access;

/// <summary>Whoever asks.</summary>
/// <param name="User">Name that stands in the log.</param>
/// <param name="Role">reader, analyst, editor, admin.</param>
/// <param name="Local">True when nobody needs to log in: one person at their own machine.</param>
/// <param name="Csrf">Goes with every request that changes something, as X-Hearsay-Csrf.</param>
/// <param name="Version">Version of Hearsay.</param>
/// <param name="Ledger">Name of the ledger.</param>
/// <param name="Empty">True when the ledger holds no document: the sample can be offered.</param>
internal sealed record Me(string User, string Role, bool Local, string Csrf, string Version, string Ledger, bool Empty);
