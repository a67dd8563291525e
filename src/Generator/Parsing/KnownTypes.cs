namespace TrialKeep.Generator.Parsing;

/// <summary>The metadata names that the generator knows; it references no project.</summary>
internal static class KnownTypes
{
    public const string Task = "TrialKeep.ExperimentTaskAttribute";
    public const string Variant = "TrialKeep.ExperimentVariantAttribute";
    public const string Record = "TrialKeep.ExperimentRecordAttribute";
    public const string Part = "TrialKeep.ExperimentPartAttribute";
    public const string Template = "TrialKeep.PromptTemplateAttribute";

    public const string Message = "TrialKeep.MessageAttribute";
    public const string KeyPart = "TrialKeep.KeyPartAttribute";
    public const string ItemId = "TrialKeep.ItemIdAttribute";
    public const string Reference = "TrialKeep.ReferenceAttribute";
    public const string NotInKey = "TrialKeep.NotInKeyAttribute";
    public const string Slice = "TrialKeep.SliceAttribute";
    public const string Cluster = "TrialKeep.ClusterAttribute";
    public const string Deduplicated = "TrialKeep.DeduplicatedAttribute";
    public const string Indexed = "TrialKeep.IndexedAttribute";
    public const string Measurement = "TrialKeep.MeasurementAttribute";
    public const string Retired = "TrialKeep.RetiredAttribute";
    public const string Alias = "TrialKeep.AliasAttribute";

    public const string ExperimentSchema = "TrialKeep.Runtime.Schemas.ExperimentSchemaAttribute";
    public const string Experiment = "TrialKeep.Experiment`2";
    public const string VariantContext = "TrialKeep.VariantContext";

    public const string JsonPropertyName = "System.Text.Json.Serialization.JsonPropertyNameAttribute";
    public const string JsonIgnore = "System.Text.Json.Serialization.JsonIgnoreAttribute";
    public const string JsonInclude = "System.Text.Json.Serialization.JsonIncludeAttribute";
    public const string JsonDerivedType = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    public const string JsonPolymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";
    public const string JsonRequired = "System.Text.Json.Serialization.JsonRequiredAttribute";
    public const string JsonConverter = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonConstructor = "System.Text.Json.Serialization.JsonConstructorAttribute";
    public const string JsonExtensionData = "System.Text.Json.Serialization.JsonExtensionDataAttribute";
    public const string JsonEnumMemberName = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";
}
