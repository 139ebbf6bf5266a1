namespace Hearsay.Workbench.Queue;

/// <summary>Part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Where to go on: ?cursor=…; null at the end.</param>
internal sealed record ItemPage<T>(IReadOnlyList<T> Items, string? Next);
