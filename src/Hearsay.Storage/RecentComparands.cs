using Hearsay.Claims.Comparing;

namespace Hearsay.Storage;

/// <summary>Comparands that were asked for last, by row. Two halves: when the younger is full, the elder is dropped and the younger takes its place. Not safe for use from several threads.</summary>
/// <param name="most">At most so many are kept.</param>
internal sealed class RecentComparands(int most)
{
    private Dictionary<long, (long Claim, Comparand Comparand)> _younger = [];
    private Dictionary<long, (long Claim, Comparand Comparand)> _elder = [];

    /// <summary>The comparand of a row, or null; another process may have given the row of what is gone to something else.</summary>
    public Comparand? Find(long pk, long claim, int proposition)
    {
        if (!_younger.TryGetValue(pk, out (long Claim, Comparand Comparand) known))
        {
            if (!_elder.Remove(pk, out known))
            {
                return null;
            }

            Keep(pk, known.Claim, known.Comparand);
        }

        return known.Claim == claim && known.Comparand.Proposition == proposition ? known.Comparand : null;
    }

    /// <summary>Keeps one.</summary>
    public void Keep(long pk, long claim, Comparand comparand)
    {
        if (_younger.Count >= most / 2)
        {
            (_elder, _younger) = (_younger, _elder);
            _younger.Clear();
        }

        _younger[pk] = (claim, comparand);
    }

    /// <summary>Forgets one.</summary>
    public void Forget(long pk)
    {
        _younger.Remove(pk);
        _elder.Remove(pk);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _younger.Clear();
        _elder.Clear();
    }
}
