using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Catalog;

/// <summary>A line as a row of its table.</summary>
internal struct CatalogRow
{
    public CatalogTable Table;
    public KeyId Key;

    /// <summary>A measurement of the run itself has no key.</summary>
    public bool HasKey;

    /// <summary>What a row competes within besides its table, its run and its evaluation: of an output its transform.</summary>
    public KeyId Group;

    public long Offset;
    public int Length;
    public long Sequence;
    public bool Succeeded;

    /// <summary>Which of the segment's layouts the columns are of; -1 when they are not known.</summary>
    public int Layout;

    /// <summary>The schema's id, where the table has layouts.</summary>
    public CatalogValue Schema;

    public int FirstValue;
    public int Values;
}
