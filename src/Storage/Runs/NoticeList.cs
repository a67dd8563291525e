namespace TrialKeep.Storage.Runs;

/// <summary>What happened on the side, for people.</summary>
internal sealed class NoticeList
{
    private readonly List<string> _notices = [];

    public void Add(string notice)
    {
        lock (_notices) _notices.Add(notice);
    }

    public IReadOnlyList<string> ToList()
    {
        lock (_notices) return [.. _notices];
    }
}
