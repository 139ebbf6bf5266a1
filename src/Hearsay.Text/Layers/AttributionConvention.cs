namespace Hearsay.Text.Layers;

/// <summary>Whose habits attributions follow: what counts as one, and where its borders are drawn. Corpora differ in both, and a model that learns from several is told which it reads.</summary>
public enum AttributionConvention
{
    /// <summary>The claim record's: attitudes and claims inside claims, too; written without outer quotation marks and final stop, one span per sentence.</summary>
    Claims,

    /// <summary>PARC's, as PolNeAR is annotated: outer quotation marks belong to the content, one span across sentences; the source is all the words that stand there. For comparing with such corpora.</summary>
    Parc,
}
