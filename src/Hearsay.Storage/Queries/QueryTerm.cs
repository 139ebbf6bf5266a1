using System.Collections.Immutable;

namespace Hearsay.Storage.Queries;

/// <summary>One condition of a query.</summary>
/// <param name="Field">What it is about.</param>
/// <param name="Values">Of several values, parted by commas in the query, one must fit. A value of several words is a phrase; one that ends in an asterisk fits every word that begins like it.</param>
/// <param name="Negated">True when it must not hold: written with a minus.</param>
public sealed record QueryTerm(QueryField Field, ImmutableArray<string> Values, bool Negated);
