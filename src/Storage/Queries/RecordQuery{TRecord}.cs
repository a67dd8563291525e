using System.Collections;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Queries;

/// <summary>
/// Records by the columns of their type: those that count in the run that made them, each once. The catalog answers for the runs that it
/// covers, a scan for the others and where SQLite can't be used; rows and their order are the same. Enumerating asks anew.
/// </summary>
/// <typeparam name="TRecord">The annotated type; records of other types are passed over.</typeparam>
public sealed class RecordQuery<TRecord> : IEnumerable<QueriedRecord<TRecord>>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly StoreContext _store;
    private readonly Func<List<RunFolder>> _runs;
    private readonly Condition<TRecord>? _condition;
    private readonly Column<TRecord>? _order;
    private readonly bool _isDescending;
    private readonly int _most;

    internal RecordQuery(StoreContext store, Func<List<RunFolder>> runs, Condition<TRecord>? condition)
        : this(store, runs, condition, null, isDescending: false, int.MaxValue)
    {
    }

    private RecordQuery(StoreContext store, Func<List<RunFolder>> runs, Condition<TRecord>? condition, Column<TRecord>? order, bool isDescending, int most)
    {
        _store = store;
        _runs = runs;
        _condition = condition;
        _order = order;
        _isDescending = isDescending;
        _most = most;
    }

    /// <summary>By a column, null first; equal ones, and all without this, as they were written: experiment, run, epoch, writer, sequence.</summary>
    public RecordQuery<TRecord> OrderBy(Column<TRecord> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new(_store, _runs, _condition, column, isDescending: false, _most);
    }

    /// <summary>By a column, largest first and null last; equal ones as they were written.</summary>
    public RecordQuery<TRecord> OrderByDescending(Column<TRecord> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new(_store, _runs, _condition, column, isDescending: true, _most);
    }

    /// <summary>The first ones only.</summary>
    /// <param name="most">How many at most; 0 for none.</param>
    public RecordQuery<TRecord> Limit(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return new(_store, _runs, _condition, _order, _isDescending, most);
    }

    /// <inheritdoc/>
    /// <exception cref="StoreException">While reading: a run can't be read, or a line is damaged.</exception>
    public IEnumerator<QueriedRecord<TRecord>> GetEnumerator()
    {
        if (_most == 0) yield break;
        CandidateOrder order = new(_isDescending);
        using RecordFetch<TRecord> fetch = new(_store, _runs(), _condition, _order);
        Candidate? last = null;
        int given = 0;
        bool asksCatalog = true;
        while (true)
        {
            List<Candidate> found = Find(fetch, order, ref asksCatalog);
            bool isWrong = false;
            foreach (Candidate candidate in found)
            {
                if (last is { } before && order.Compare(candidate, before) <= 0) continue;
                if (!fetch.TryRead(candidate, out QueriedRecord<TRecord> record))
                {
                    isWrong = true;
                    break;
                }

                last = candidate;
                yield return record;
                if (++given == _most) yield break;
            }

            // The catalog lied: what it gave so far was checked, and a scan goes on behind that.
            if (!isWrong || !asksCatalog) yield break;
            CatalogQuery<TRecord>.GiveUp(_store, "it names lines that are not there");
            asksCatalog = false;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Candidate> Find(RecordFetch<TRecord> fetch, CandidateOrder order, ref bool asksCatalog)
    {
        List<Candidate> found = [];
        HashSet<int> covered = [];
        if (asksCatalog) covered = new CatalogQuery<TRecord>(_store, fetch, _condition, _order, _isDescending, _most).Find(found);
        for (int run = 0; run < fetch.Runs.Count; run++)
        {
            if (!covered.Contains(run)) fetch.Scan(run, found);
        }

        found.Sort(order);
        if (found.Count > _most && !asksCatalog) found.RemoveRange(_most, found.Count - _most);
        return found;
    }
}
