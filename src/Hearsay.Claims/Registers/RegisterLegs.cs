namespace Hearsay.Claims.Registers;

/// <summary>On how many legs something stands.</summary>
/// <param name="Articles">Documents that say it.</param>
/// <param name="Origins">Independent origins.</param>
/// <param name="FirstHand">Origins that are a party to the deal.</param>
public readonly record struct RegisterLegs(int Articles, int Origins, int FirstHand);
