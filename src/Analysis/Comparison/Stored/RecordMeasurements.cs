using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>Reads the measurements of records. Records are only read when their type has measurements. A duration is told in seconds.</summary>
internal sealed class RecordMeasurements<TRecord>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly SchemaMember[] _members = [.. TRecord.Schema.Members.Where(static member => member.IsMeasurement && ColumnOf(member) is not null)];
    private readonly Column<TRecord>[] _columns;

    public RecordMeasurements() => _columns = [.. _members.Select(static member => ColumnOf(member)!)];

    public IEnumerable<MeasurementInfo> Infos => _members.Select(static member =>
        new MeasurementInfo(member.JsonName, member.Unit ?? (IsDuration(member) ? "s" : null), member.Better));

    public void Read(RunReader run, in StoredGeneration generation, ArmTableBuilder table, int unit, int column)
    {
        if (_columns.Length == 0)
            return;
        TRecord record = run.ReadRecord<TRecord>(generation);
        for (int i = 0; i < _columns.Length; i++)
            table.SetMeasurement(unit, column, i, NumberOf(_columns[i].Read(record), _members[i]));
    }

    private static Column<TRecord>? ColumnOf(SchemaMember member) => TRecord.Columns.FirstOrDefault(column => column.Name == member.JsonName);

    private static bool IsDuration(SchemaMember member) => member.Type.TrimEnd('?') == typeof(TimeSpan).FullName;

    private static double NumberOf(ColumnValue value, SchemaMember member)
    {
        if (value.IsNull || value.Affinity == ColumnAffinity.Text)
            return double.NaN;
        double number = value.Affinity == ColumnAffinity.Integer ? value.Integer : value.Real;
        return IsDuration(member) ? number / TimeSpan.TicksPerSecond : number;
    }
}
