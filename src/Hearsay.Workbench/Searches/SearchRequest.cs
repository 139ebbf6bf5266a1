namespace Hearsay.Workbench.Searches;

/// <summary>A search to be kept.</summary>
/// <param name="Name">What it is called; one of the same name is replaced.</param>
/// <param name="Q">The query.</param>
internal sealed record SearchRequest(string Name, string Q);
