namespace Hearsay.Ingest.Pdf;

/// <summary>One line of a page as it is set.</summary>
/// <param name="Text">Its words, apart by one space.</param>
/// <param name="Left">Distance from the left edge of the page in points, 1/72 inch.</param>
/// <param name="Right">Right end of the line, likewise.</param>
/// <param name="Bottom">Height of its lower edge over that of the page, in points.</param>
/// <param name="Top">Height of its upper edge, likewise.</param>
/// <param name="Size">Usual size of its letters in points.</param>
internal sealed record TextLine(string Text, double Left, double Right, double Bottom, double Top, double Size)
{
    /// <summary>Height of its middle over the lower edge of the page.</summary>
    public double Middle => (Bottom + Top) / 2;
}
