namespace TrialKeep.Runtime.Keys;

internal enum KeyTag : byte
{
    Null = 0x00,
    Text = 0x01,
    Integer = 0x02,
    Double = 0x03,
    Single = 0x04,
    False = 0x05,
    True = 0x06,
    Decimal = 0x07,
    DateTimeOffset = 0x08,
    Date = 0x09,
    Time = 0x0A,
    Duration = 0x0B,
    Guid = 0x0C,
    Uri = 0x0D,
    Version = 0x0E,
    Enum = 0x0F,
    Bytes = 0x10,
    List = 0x11,
    Set = 0x12,
    Map = 0x13,
    Nested = 0x14,
    Template = 0x15,
}
