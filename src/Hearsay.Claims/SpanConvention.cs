namespace Hearsay.Claims;

/// <summary>Where the borders of a content are drawn when a claim is written.</summary>
public enum SpanConvention
{
    /// <summary>As the claim record has it: without outer quotation marks and final stop, one span per sentence.</summary>
    Claims,

    /// <summary>As PARC and PolNeAR annotate: outer quotation marks belong to the content, one span across sentences; the source is all the words that stand there. For comparing with such corpora.</summary>
    Parc,
}
