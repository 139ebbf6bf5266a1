namespace Hearsay.Reading.Tokenizing;

/// <summary>Says whether a sentence begins with a token: how the trainer takes the model's place.</summary>
/// <param name="token">Index of the token.</param>
/// <param name="features">Buckets of what speaks for or against it.</param>
internal delegate bool BoundaryDecision(int token, ReadOnlySpan<int> features);
