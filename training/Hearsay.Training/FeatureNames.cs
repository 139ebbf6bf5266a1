using System.Text;
using Hearsay.Claims.Extracting;

namespace Hearsay.Training;

/// <summary>Keeps the names of a candidate's features.</summary>
internal sealed class FeatureNames : IFeatureSink
{
    /// <summary>The names so far, their parts parted by bars.</summary>
    public List<string> All { get; } = [];

    /// <inheritdoc/>
    public bool Named => true;

    /// <inheritdoc/>
    public void Add(params ReadOnlySpan<NamedFeature> parts)
    {
        var name = new StringBuilder();
        foreach (NamedFeature part in parts)
        {
            name.Append(name.Length > 0 ? "|" : "").Append(part.Text);
        }

        All.Add(name.ToString());
    }
}
