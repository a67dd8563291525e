namespace TrialKeep;

/// <summary>
/// Gives a partial type, or a method of one, a code identity that changes exactly when its code changes, or the code that it calls in
/// the same assembly: a static property <c>Fingerprint</c> beside the members of the type, or <c>AnswerFingerprint</c> beside a method <c>Answer</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, Inherited = false)]
public sealed class CodeFingerprintAttribute : Attribute;
