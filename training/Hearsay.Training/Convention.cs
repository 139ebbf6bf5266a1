namespace Hearsay.Training;

/// <summary>Whose habits an annotation follows. Corpora differ in what they take for an attribution; a network that learns from several is told which it sees, as parsers are told of treebanks (Stymne et al. 2018).</summary>
internal enum Convention
{
    /// <summary>Our own guide's (training/corpus/README.md): every attitude, and what is nested.</summary>
    Claims,

    /// <summary>PARC's, as PolNeAR is annotated, and other corpora's: none inside another, fewer attitudes.</summary>
    Parc,
}
