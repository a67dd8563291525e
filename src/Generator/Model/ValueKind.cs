namespace TrialKeep.Generator.Model;

/// <summary>How a value is written, read and keyed.</summary>
internal enum ValueKind
{
    Boolean,
    Char,
    Text,
    SignedInteger,
    UnsignedInteger,
    BigInteger,
    Double,
    Single,
    Decimal,
    DateTimeOffset,
    Date,
    Time,
    Duration,
    Guid,
    Uri,
    Version,
    Enum,
    Bytes,
    List,
    Set,
    Map,

    /// <summary>A type with an annotation of its own, which writes, reads and keys itself.</summary>
    Annotated,
    JsonElement,
    JsonNode,

    /// <summary>By a converter of the user.</summary>
    Converted,
}
