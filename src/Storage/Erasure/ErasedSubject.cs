namespace TrialKeep.Storage.Erasure;

/// <summary>What was asked to be erased.</summary>
public enum ErasedSubject
{
    /// <summary>An item of a data set: its tasks, and all that came of them.</summary>
    Item,

    /// <summary>A task by its key, and all that came of it.</summary>
    Task,

    /// <summary>A generation by its key.</summary>
    Generation,

    /// <summary>A text, wherever it stands.</summary>
    Text,
}
