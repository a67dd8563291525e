using System.Globalization;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Compares the catalog's runs and segments with the files: what is new is listed, and a run of which something is gone or became shorter is
/// forgotten and listed whole, because which of its rows count may be others then.
/// </summary>
internal sealed class SegmentSurvey(StoreContext store, Database database)
{
    private readonly Dictionary<(string Experiment, string Run), (long Id, long Stamp)> _runs = [];
    private readonly Dictionary<(long Run, string Stream, string Writer, long Number), (long Id, long Length)> _segments = [];
    private readonly Dictionary<long, List<(long Run, string Stream, string Writer, long Number)>> _segmentsOfRun = [];
    private readonly HashSet<(string Experiment, string Run)> _found = [];
    private List<SegmentTask> _tasks = [];

    /// <summary>The streams that had rows before.</summary>
    public HashSet<(long Run, string Stream)> Earlier { get; } = [];

    public List<SegmentTask> Run()
    {
        ReadKnown();
        foreach (string experiment in store.Experiments())
        {
            foreach (RunFolder run in store.Runs(experiment)) Take(run);
        }

        foreach ((string Experiment, string Run) gone in _runs.Keys.Where(run => !_found.Contains(run)).ToArray())
        {
            _runs.Remove(gone, out (long Id, long Stamp) known);
            Forget(known.Id, isGone: true);
        }

        return Listed();
    }

    /// <summary>Lists what some runs have more of since they were listed before.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="read">What was read meanwhile of what was listed.</param>
    /// <param name="tasks">What is new.</param>
    /// <returns>False when something of them is gone or became shorter: only another survey may forget that, since what was read meanwhile goes with it.</returns>
    public bool TryRunAgain(IEnumerable<RunFolder> runs, IReadOnlyList<SegmentTask> read, out IReadOnlyList<SegmentTask> tasks)
    {
        foreach (SegmentTask task in read) Note((task.Run, task.Name.Stream.Name, task.Name.Writer, task.Name.Number), task.Id, task.GoodEnd);
        tasks = [];
        foreach (RunFolder run in runs)
        {
            if (!File.Exists(run.RunFile)) return false;
            (long id, _) = Known(run);
            List<(SegmentName Name, long Evaluation, long Length)> files = [.. Files(run, id)];
            if (!IsWhole(id, files)) return false;
            List(id, files);
        }

        tasks = Listed();
        return true;
    }

    /// <summary>The row of a run that was listed; 0 when it was not.</summary>
    public long IdOf(RunFolder run) => _runs.GetValueOrDefault((run.Experiment, run.Id.Text)).Id;

    /// <summary>Forgets the lines of a run, so that it is indexed whole by the next pass.</summary>
    public static void Forget(Database database, RunFolder run)
    {
        using Statement select = database.Prepare("SELECT id FROM runs WHERE experiment = ?1 AND run = ?2");
        select.Bind(1, run.Experiment).Bind(2, run.Id.Text);
        if (!select.Step()) return;
        long id = select.Integer(0);
        foreach (CatalogTable table in CatalogSchema.LineTables) Delete(database, CatalogSchema.NameOf(table), "run", id);
        Delete(database, "segments", "run", id);
    }

    private void ReadKnown()
    {
        using (Statement runs = database.Prepare("SELECT experiment, run, id, stamp FROM runs"))
        {
            while (runs.Step()) _runs[(runs.Text(0), runs.Text(1))] = (runs.Integer(2), runs.Integer(3));
        }

        using Statement segments = database.Prepare("SELECT run, stream, writer, number, id, length FROM segments");
        while (segments.Step())
        {
            (long Run, string Stream, string Writer, long Number) key = (segments.Integer(0), segments.Text(1), segments.Text(2), segments.Integer(3));
            if (_segments.ContainsKey(key)) throw new CatalogException(SQLitePCL.raw.SQLITE_CORRUPT, "it has a segment twice");
            Note(key, segments.Integer(4), segments.Integer(5));
        }
    }

    private void Note((long Run, string Stream, string Writer, long Number) key, long id, long length)
    {
        if (!_segments.ContainsKey(key))
        {
            if (!_segmentsOfRun.TryGetValue(key.Run, out var list)) _segmentsOfRun.Add(key.Run, list = []);
            list.Add(key);
        }

        _segments[key] = (id, length);
    }

    private List<SegmentTask> Listed()
    {
        List<SegmentTask> tasks = _tasks;
        _tasks = [];
        return tasks;
    }

    private void Take(RunFolder run)
    {
        (long id, bool isKnown) = Known(run);
        List<(SegmentName Name, long Evaluation, long Length)> files = [.. Files(run, id)];
        if (isKnown && !IsWhole(id, files)) Forget(id, isGone: false);
        List(id, files);
        foreach (var indexed in _segmentsOfRun.GetValueOrDefault(id, [])) Earlier.Add((indexed.Run, indexed.Stream));
    }

    // The row of a run, which says what run.json says now.
    private (long Id, bool WasThere) Known(RunFolder run)
    {
        (string, string) name = (run.Experiment, run.Id.Text);
        _found.Add(name);
        long stamp = new FileInfo(run.RunFile).LastWriteTimeUtc.Ticks;
        bool isKnown = _runs.TryGetValue(name, out (long Id, long Stamp) known);
        if (!isKnown) known = (Insert(run), 0);
        if (known.Stamp != stamp) Describe(known.Id, run, stamp);
        _runs[name] = (known.Id, stamp);
        return (known.Id, isKnown);
    }

    private void List(long run, List<(SegmentName Name, long Evaluation, long Length)> files)
    {
        foreach ((SegmentName name, long evaluation, long length) in files)
        {
            bool isIndexed = _segments.TryGetValue((run, name.Stream.Name, name.Writer, name.Number), out (long Id, long Length) segment);
            if (isIndexed && segment.Length == length) continue;
            _tasks.Add(new(name, run, evaluation) { Id = segment.Id, From = segment.Length, Bytes = length - segment.Length });
        }
    }

    private IEnumerable<(SegmentName Name, long Evaluation, long Length)> Files(RunFolder run, long id)
    {
        foreach (SegmentName name in SegmentName.List(run.Journal)) yield return (name, 0, SegmentContent.LengthOf(store.Files, name));
        foreach (EvaluationName evaluation in run.Evaluations())
        {
            string folder = $"{evaluation.Name}-{evaluation.Identity}";
            StreamName stream = new(run.Id.Text, folder, Path.Combine(run.EvaluationsFolder, folder));
            long row = EvaluationRow(id, evaluation);
            foreach (SegmentName name in SegmentName.List(stream)) yield return (name, row, SegmentContent.LengthOf(store.Files, name));
        }
    }

    // Every segment that is indexed is there, and none became shorter.
    private bool IsWhole(long run, List<(SegmentName Name, long Evaluation, long Length)> files)
    {
        int found = 0;
        foreach ((SegmentName name, _, long length) in files)
        {
            if (!_segments.TryGetValue((run, name.Stream.Name, name.Writer, name.Number), out (long Id, long Length) segment)) continue;
            if (segment.Length > length) return false;
            found++;
        }

        return found == (_segmentsOfRun.TryGetValue(run, out var known) ? known.Count : 0);
    }

    private void Forget(long run, bool isGone)
    {
        foreach (CatalogTable table in CatalogSchema.LineTables) Delete(CatalogSchema.NameOf(table), "run", run);
        Delete("segments", "run", run);
        if (isGone) Delete("evaluations", "run", run);
        if (isGone) Delete("runs", "id", run);
        if (!_segmentsOfRun.Remove(run, out var segments)) return;
        foreach (var segment in segments) _segments.Remove(segment);
    }

    private void Delete(string table, string column, long value) => Delete(database, table, column, value);

    private static void Delete(Database database, string table, string column, long value)
    {
        using Statement delete = database.Prepare($"DELETE FROM {table} WHERE {column} = ?1");
        delete.Bind(1, value).Run();
    }

    private long Insert(RunFolder run)
    {
        using Statement insert = database.Prepare("INSERT INTO runs(experiment, run, stamp) VALUES(?1, ?2, 0)");
        insert.Bind(1, run.Experiment).Bind(2, run.Id.Text).Run();
        return database.Scalar("SELECT last_insert_rowid()");
    }

    // What run.json says is a copy of the moment; a file that can't be read leaves the row without it.
    private void Describe(long id, RunFolder run, long stamp)
    {
        RunInfo info;
        try
        {
            info = RunFile.Read(store.Files, run);
        }
        catch (StoreException)
        {
            using Statement clear = database.Prepare("UPDATE runs SET status = NULL, manifest = NULL, fresh = NULL, created = NULL, updated = NULL, planned = NULL, succeeded = NULL, failed = NULL, missing = NULL, stamp = 0 WHERE id = ?1");
            clear.Bind(1, id).Run();
            return;
        }

        using Statement update = database.Prepare("UPDATE runs SET status = ?2, manifest = ?3, fresh = ?4, created = ?5, updated = ?6, planned = ?7, succeeded = ?8, failed = ?9, missing = ?10, stamp = ?11 WHERE id = ?1");
        update.Bind(1, id).Bind(2, info.Status.ToString().ToLowerInvariant()).Bind(3, info.Manifest.ToString()).Bind(4, info.IsFresh ? 1 : 0);
        update.Bind(5, Moment(info.Created)).Bind(6, Moment(info.Updated));
        update.Bind(7, info.Counts.Planned).Bind(8, info.Counts.Succeeded).Bind(9, info.Counts.Failed).Bind(10, info.Counts.Missing).Bind(11, stamp).Run();
    }

    private long EvaluationRow(long run, EvaluationName evaluation)
    {
        using Statement select = database.Prepare("SELECT id FROM evaluations WHERE run = ?1 AND name = ?2 AND identity = ?3");
        select.Bind(1, run).Bind(2, evaluation.Name).Bind(3, evaluation.Identity);
        if (select.Step()) return select.Integer(0);
        using Statement insert = database.Prepare("INSERT INTO evaluations(run, name, identity) VALUES(?1, ?2, ?3)");
        insert.Bind(1, run).Bind(2, evaluation.Name).Bind(3, evaluation.Identity).Run();
        return database.Scalar("SELECT last_insert_rowid()");
    }

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
