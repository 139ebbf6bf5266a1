using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>Finds places in lists that are ordered by where their tokens start.</summary>
internal static class TextOrder
{
    /// <summary>Index of the first item that starts at <paramref name="token"/> or later; the length of the list when none does.</summary>
    public static int FirstFrom<T>(IReadOnlyList<T> items, Func<T, TokenRange> tokens, int token)
    {
        int low = 0;
        int high = items.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (tokens(items[middle]).Start < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
