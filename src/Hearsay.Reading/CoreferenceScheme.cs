namespace Hearsay.Reading;

/// <summary>Which habit of annotation coreference follows.</summary>
public enum CoreferenceScheme
{
    /// <summary>GUM's own: everything mentioned, once or often; appositions and predicates are mentions of what they describe.</summary>
    Gum,

    /// <summary>As OntoNotes (and OntoGUM): appositions are part of the mention they stand on, predicates and indefinite repetitions refer to nothing before.</summary>
    OntoNotes,
}
