namespace Hearsay.Cli.Work;

/// <summary>What a run came to.</summary>
/// <param name="Articles">Articles taken as far as the format needs.</param>
/// <param name="Claims">Claims printed.</param>
/// <param name="Failures">Inputs, or items of them, that could not be read.</param>
/// <param name="Bytes">Bytes printed.</param>
internal sealed record ReadTotals(int Articles, int Claims, int Failures, long Bytes);
