namespace Hearsay.Workbench.Intake;

/// <summary>A text, an address or the sample set that is to be read.</summary>
/// <param name="Text">The text itself; or null.</param>
/// <param name="Title">Its headline, or null.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">When: 2022-10-18, or null.</param>
/// <param name="Address">An address to fetch; with a text, where it came from.</param>
/// <param name="Sample">True for the articles that come with Hearsay.</param>
internal sealed record TextRequest(string? Text = null, string? Title = null, string? Outlet = null, string? Published = null, string? Address = null, bool? Sample = null);
