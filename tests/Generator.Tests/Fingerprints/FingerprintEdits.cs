namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>Edits of code, and whether the fingerprint of the method <c>Answer</c> must be another one after them.</summary>
internal static class FingerprintEdits
{
    /// <param name="Name">What is edited.</param>
    /// <param name="Changes">The fingerprint must change.</param>
    /// <param name="Members">What stands in the type beside or around the annotated method.</param>
    /// <param name="Others">Another file.</param>
    /// <param name="From">What is replaced, in both.</param>
    /// <param name="To">By what.</param>
    public sealed record Edit(string Name, bool Changes, string Members, string Others, string From, string To);

    private const string Plain = "[CodeFingerprint] public static int Answer(int a) { int b = a + 1; return b * 2; }";

    public static IReadOnlyList<Edit> All { get; } =
    [
        // What a compiler throws away.
        Same("a comment", Plain, "", "int b", "/* why */ int b // so\n"),
        Same("formatting", Plain, "", "{ int b = a + 1; return b * 2; }", "\n{\n    int b = a\n        + 1;\n\n    return b*2;\n}"),
        Same("a documentation comment", Plain, "", "[CodeFingerprint] ", "/// <summary>Now said.</summary>\n[CodeFingerprint] "),
        Same("a #region and a #line", Plain, "", "int b", "\n#region r\n#endregion\n#line 7 \"elsewhere.cs\"\n int b"),
        Same("code behind an #if that is not compiled", Plain, "", "int b", "\n#if NEVER\n a = 7;\n#endif\n int b"),
        Other("code behind an #if that is compiled", Plain, "", "int b", "\n#if !NEVER\n a = 7;\n#endif\n int b"),
        Same("a #pragma", Plain, "", "int b", "\n#pragma warning disable CS0168\n int b"),
        Same("the rename of a local", Plain, "", "b = a + 1; return b", "c = a + 1; return c"),
        Same("the rename of a parameter", Plain, "", "(int a) { int b = a +", "(int x) { int b = x +"),
        Same("var for a type", Plain, "", "int b = ", "var b = "),
        Same("the name of a type written in full", Plain, "", "int b = ", "System.Int32 b = "),
        Same("a hexadecimal literal", Plain, "", "* 2", "* 0x2"),
        Same("a folded constant", Plain, "", "+ 1", "+ (3 - 2)"),
        Same("the order of modifiers", Plain, "", "public static", "static public"),
        Same("this. before a member", "public int F = 1; [CodeFingerprint] public int Answer() => F;", "", "=> F", "=> this.F"),
        Same("the rename of a lambda's parameter", "[CodeFingerprint] public static Func<int, int> Answer() => x => x + 1;", "", "x => x + 1", "y => y + 1"),
        Same("the rename of a local function", "[CodeFingerprint] public static int Answer() { return F(); int F() => 1; }", "", "return F(); int F()", "return G(); int G()"),
        Same("the rename of a range variable", "[CodeFingerprint] public static int Answer(int[] all) => (from one in all where one > 1 select one).Count();", "", "from one in all where one > 1 select one", "from it in all where it > 1 select it"),
        Same("the rename of a label", "[CodeFingerprint] public static int Answer() { goto end; end: return 1; }", "", "goto end; end:", "goto stop; stop:"),
        Same("the rename of a pattern's variable", "[CodeFingerprint] public static int Answer(object o) => o is int n ? n : 0;", "", "int n ? n", "int m ? m"),
        Same("the rename of a type parameter", "[CodeFingerprint] public static int Answer() => Pick<int>(1); static T Pick<T>(T one) => one;", "", "T Pick<T>(T one)", "U Pick<U>(U one)"),
        Same("the rename of a tuple's element", "[CodeFingerprint] public static int Answer() { (int A, int B) t = (1, 2); return t.A; }", "", "(int A, int B) t = (1, 2); return t.A", "(int C, int B) t = (1, 2); return t.C"),
        Same("the name of an argument", "[CodeFingerprint] public static int Answer() => Twice(n: 1); static int Twice(int n) => n + n;", "", "Twice(n: 1); static int Twice(int n) => n + n", "Twice(m: 1); static int Twice(int m) => m + m"),

        // The method itself.
        Other("a statement", Plain, "", "return b", "b++; return b"),
        Other("an operator", Plain, "", "* 2", "- 2"),
        Other("a literal", Plain, "", "* 2", "* 3"),
        Other("two parameters in each other's place", "[CodeFingerprint] public static int Answer(int a, int b) => a - b;", "", "a - b", "b - a"),
        Other("two locals in each other's place", "[CodeFingerprint] public static int Answer() { int a = 1, b = 2; return a - b; }", "", "a - b", "b - a"),
        Other("the type of a parameter", Plain, "", "(int a)", "(short a)"),
        Other("an attribute", Plain, "", "[CodeFingerprint]", "[CodeFingerprint, Obsolete]"),
        Other("an attribute's argument", Plain.Replace("[CodeFingerprint]", "[CodeFingerprint, System.ComponentModel.Description(\"a\")]", StringComparison.Ordinal), "", "\"a\"", "\"b\""),
        Other("unchecked for checked", Plain, "", "return b * 2", "return checked(b * 2)"),
        Other("1.0m for 1.00m", "[CodeFingerprint] public static string Answer() => F(1.0m); static string F(decimal d) => d.ToString();", "", "1.0m", "1.00m"),
        Other("zero for negative zero", "[CodeFingerprint] public static double Answer() => 0.0;", "", "0.0", "-0.0"),
        Other("the name of an anonymous type's property by a local", "[CodeFingerprint] public static string? Answer() { int a = 1; return new { a }.ToString(); }", "", "int a = 1; return new { a }", "int b = 1; return new { b }"),
        Other("nameof", "[CodeFingerprint] public static string Answer() => nameof(A); const int A = 1, B = 1;", "", "nameof(A)", "nameof(B)"),
        Same("nameof does not call", "[CodeFingerprint] public static string Answer() => nameof(Never); static int Never() => 1;", "", "Never() => 1", "Never() => 2"),

        // What it calls.
        Other("a helper", "[CodeFingerprint] public static int Answer() => One(); static int One() => 1;", "", "One() => 1", "One() => 2"),
        Other("a helper at depth three in another file", "[CodeFingerprint] public static int Answer() => One.Do();", "class One { public static int Do() => Two.Do(); } class Two { public static int Do() => Three.Do(); } class Three { public static int Do() => 3; }", "=> 3", "=> 4"),
        Same("the rename of a local at depth three", "[CodeFingerprint] public static int Answer() => One.Do();", "class One { public static int Do() => Two.Do(); } class Two { public static int Do() => Three.Do(); } class Three { public static int Do() { int x = 3; return x; } }", "int x = 3; return x", "int y = 3; return y"),
        Same("a method that is not called", "[CodeFingerprint] public static int Answer() => 1; static int Never() => 1;", "", "Never() => 1", "Never() => 2"),
        Same("a new method that is not called", Plain, "class Unrelated { }", "class Unrelated { }", "class Unrelated { public int New() => 1; }"),
        Other("recursion", "[CodeFingerprint] public static int Answer(int n) => n == 0 ? 0 : Answer(n - 1);", "", "n - 1", "n - 2"),
        Other("a cycle of two", "[CodeFingerprint] public static int Answer(int n) => n == 0 ? 0 : Back(n); static int Back(int n) => Answer(n - 1);", "", "n - 1", "n - 2"),
        Other("an overload that fits better", "[CodeFingerprint] public static int Answer() => F(1); static int F(long a) => 1;", "", "static int F(long", "static int F(int a) => 1; static int F(long"),
        Other("a lambda", "[CodeFingerprint] public static int Answer(int[] all) => all.Count(one => one > 1);", "", "one > 1", "one > 2"),
        Other("a method handed over by its name", "[CodeFingerprint] public static int Answer(int[] all) => all.Count(Big); static bool Big(int one) => one > 1;", "", "one > 1", "one > 2"),
        Other("a local function", "[CodeFingerprint] public static int Answer() { return F(); int F() => 1; }", "", "F() => 1", "F() => 2"),
        Other("a constructor", "[CodeFingerprint] public static int Answer() => new C(1).V;", "class C { public C(int v) { V = v; } public int V; }", "V = v;", "V = -v;"),
        Other("a field's initializer", "[CodeFingerprint] public static int Answer() => new C().V;", "class C { public int V = 1; }", "V = 1", "V = 2"),
        Other("a property's initializer", "[CodeFingerprint] public static int Answer() => new C().V;", "class C { public int V { get; } = 1; }", "= 1", "= 2"),
        Other("an initializer of a base", "[CodeFingerprint] public static int Answer() => new C().V;", "class C : B { } class B { public int V = 1; }", "V = 1", "V = 2"),
        Other("a constructor of a base that is called unsaid", "[CodeFingerprint] public static int Answer() => new C().V;", "class C : B { } class B { public B() { V = 1; } public int V; }", "V = 1", "V = 2"),
        Other("a primary constructor's argument to the base", "[CodeFingerprint] public static int Answer() => new C(1).V;", "class C(int a) : B(a) { } class B(int v) { public int V => v; }", "B(a)", "B(-a)"),
        Other("a getter", "[CodeFingerprint] public static int Answer() => new C().V;", "class C { public int V => 1; }", "V => 1", "V => 2"),
        Other("a setter", "[CodeFingerprint] public static object Answer() => new C { V = 1 };", "class C { int v; public int V { get => v; set => v = value; } }", "v = value", "v = -value"),
        Other("an indexer", "[CodeFingerprint] public static int Answer() => new C()[1];", "class C { public int this[int i] => i; }", "=> i", "=> -i"),
        Other("a constant", "[CodeFingerprint] public static int Answer() => C.Limit;", "class C { public const int Limit = 1; }", "Limit = 1", "Limit = 2"),
        Same("the name of a constant", "[CodeFingerprint] public static int Answer() => C.Limit;", "class C { public const int Limit = 1; }", "Limit", "Most"),
        Other("a static field's initializer", "[CodeFingerprint] public static int Answer() => C.S;", "class C { public static int S = int.Parse(\"1\"); }", "\"1\"", "\"2\""),
        Same("another static field's initializer", "[CodeFingerprint] public static int Answer() => C.S;", "class C { public static int S = 1; public static string T = new('a', 2); }", "'a'", "'b'"),
        Other("another static field's initializer that calls code of the assembly", "[CodeFingerprint] public static int Answer() => C.S;", "class C { public static int S = 1; public static int T = Set(5); static int Set(int v) => S = v; }", "Set(5)", "Set(6)"),
        Other("the order of static initializers of which one needs the other", "[CodeFingerprint] public static int Answer() => C.S;", "class C { public static int T = 1; public static int S = T + 1; }", "public static int T = 1; public static int S = T + 1;", "public static int S = T + 1; public static int T = 1;"),
        Other("a static constructor", "[CodeFingerprint] public static int Answer() => C.S;", "class C { public static int S; static C() { S = 1; } }", "S = 1", "S = 2"),
        Other("a default parameter value", "[CodeFingerprint] public static int Answer() => C.F();", "class C { public static int F(int a = 1) => a; }", "a = 1", "a = 2"),
        Other("an enum member's value", "[CodeFingerprint] public static int Answer() => (int)E.B;", "enum E { A, B }", "A, B", "A, X, B"),
        Other("an enum member's name that is printed", "[CodeFingerprint] public static string Answer(E e) => e.ToString();", "public enum E { A, B }", "A, B", "A, C"),
        Other("an extension method", "[CodeFingerprint] public static int Answer() => 1.Twice();", "static class X { public static int Twice(this int n) => n + n; }", "n + n", "n * 3"),
        Other("a generic method", "[CodeFingerprint] public static int Answer() => X.First<int>([1]);", "static class X { public static T First<T>(T[] all) => all[0]; }", "all[0]", "all[^1]"),
        Other("the type argument of a call", "[CodeFingerprint] public static string Answer() => X.Name<int>();", "static class X { public static string Name<T>() => typeof(T).Name; }", "Name<int>", "Name<long>"),
        Other("an inferred type argument", "[CodeFingerprint] public static string Answer() { int a = 1; return X.Name(a); }", "static class X { public static string Name<T>(T t) => typeof(T).Name; }", "int a", "long a"),
        Other("the constructor that a type argument stands for", "[CodeFingerprint] public static int Answer() => X.Make<C>().V;", "static class X { public static T Make<T>() where T : new() => new T(); } class C { public int V; public C() { V = 1; } }", "V = 1", "V = 2"),

        // What it calls without naming it.
        Other("an operator of a type", "[CodeFingerprint] public static int Answer() => (new P(1) + new P(2)).V;", "record struct P(int V) { public static P operator +(P a, P b) => new(a.V + b.V); }", "a.V + b.V", "a.V - b.V"),
        Other("a compound assignment's operator", "[CodeFingerprint] public static int Answer() { var p = new P(1); p += new P(2); return p.V; }", "record struct P(int V) { public static P operator +(P a, P b) => new(a.V + b.V); }", "a.V + b.V", "a.V - b.V"),
        Other("an increment's operator", "[CodeFingerprint] public static int Answer() { var p = new P(1); p++; return p.V; }", "record struct P(int V) { public static P operator ++(P a) => new(a.V + 1); }", "+ 1", "+ 2"),
        Other("a conversion", "[CodeFingerprint] public static int Answer() { P p = 1; return p.V; }", "record struct P(int V) { public static implicit operator P(int v) => new(v); }", "new(v)", "new(-v)"),
        Other("operator true behind &&", "[CodeFingerprint] public static bool Answer() { P p = new(1); return (p && p).V == 1; }", "record struct P(int V) { public static bool operator true(P p) => p.V == 1; public static bool operator false(P p) => p.V == 0; public static P operator &(P a, P b) => a; }", "p.V == 0", "p.V == 9"),
        Other("a collection initializer's Add", "[CodeFingerprint] public static int Answer() => new C { 1, 2 }.Sum;", "class C : System.Collections.IEnumerable { public int Sum; public void Add(int n) => Sum += n; public System.Collections.IEnumerator GetEnumerator() => null!; }", "Sum += n", "Sum -= n"),
        Other("a collection expression's Add", "[CodeFingerprint] public static int Answer() { C c = [1, 2]; return c.Sum; }", "class C : IEnumerable<int> { public int Sum; public void Add(int n) => Sum += n; public IEnumerator<int> GetEnumerator() => null!; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!; }", "Sum += n", "Sum -= n"),
        Other("foreach's GetEnumerator", "[CodeFingerprint] public static int Answer() { foreach (int i in new C()) return i; return 0; }", "class C { public IEnumerator<int> GetEnumerator() { yield return 1; } }", "yield return 1", "yield return 2"),
        Other("a user's MoveNext", "[CodeFingerprint] public static int Answer() { foreach (int i in new C()) return i; return 0; }", "class C { public E GetEnumerator() => new(); } struct E { public int Current => 1; public bool MoveNext() => true; }", "MoveNext() => true", "MoveNext() => false"),
        Other("using's Dispose", "[CodeFingerprint] public static int Answer() { using var c = new C(); return 1; }", "class C : IDisposable { public void Dispose() => Console.Write(1); }", "Write(1)", "Write(2)"),
        Other("a ref struct's Dispose", "[CodeFingerprint] public static int Answer() { using (C c = new()) return 1; }", "ref struct C { public void Dispose() => Console.Write(1); }", "Write(1)", "Write(2)"),
        Other("await's GetAwaiter", "[CodeFingerprint] public static async Task<int> Answer() => await new C();", "class C { public System.Runtime.CompilerServices.TaskAwaiter<int> GetAwaiter() => Task.FromResult(1).GetAwaiter(); }", "FromResult(1)", "FromResult(2)"),
        Other("a query's Select", "[CodeFingerprint] public static int Answer() => from x in new C() select x;", "class C { public int Select(Func<int, int> f) => f(1); }", "f(1)", "f(2)"),
        Other("an interpolated string's handler", "[CodeFingerprint] public static string Answer() { H h = $\"a{1}\"; return h.Text; }", "[System.Runtime.CompilerServices.InterpolatedStringHandler] ref struct H { public string Text; public H(int literal, int holes) { Text = \"\"; } public void AppendLiteral(string s) => Text += s; public void AppendFormatted<T>(T t) => Text += t; }", "=> Text += t;", "=> Text += \"?\" + t;"),
        Other("a deconstruction", "[CodeFingerprint] public static int Answer() { var (a, b) = new C(); return a - b; }", "class C { public void Deconstruct(out int a, out int b) { a = 1; b = 2; } }", "a = 1", "a = 3"),
        Other("a pattern's Deconstruct", "[CodeFingerprint] public static int Answer(object o) => o is C(1, _) ? 1 : 0;", "class C { public void Deconstruct(out int a, out int b) { a = 1; b = 2; } }", "a = 1", "a = 3"),
        Other("a pattern's constant", "[CodeFingerprint] public static int Answer(int n) => n switch { Limits.Low => 1, _ => 0 };", "class Limits { public const int Low = 1; }", "Low = 1", "Low = 2"),
        Other("a pattern's property", "[CodeFingerprint] public static bool Answer(C c) => c is { V: 1 };", "public class C { public int V => 1; }", "V => 1", "V => 2"),
        Other("a list pattern's indexer", "[CodeFingerprint] public static bool Answer(C c) => c is [1, ..];", "public class C { public int Length => 1; public int this[int i] => 1; }", "this[int i] => 1", "this[int i] => 2"),
        Other("the text that an interpolation asks for", "[CodeFingerprint] public static string Answer() => $\"{new C()}\";", "class C { public override string ToString() => \"a\"; }", "\"a\"", "\"b\""),
        Other("the comparison that a sort asks for", "[CodeFingerprint] public static List<C> Answer(List<C> all) { all.Sort(); return all; }", "public class C : IComparable<C> { public int CompareTo(C? other) => 1; }", "=> 1", "=> -1"),
        Other("the hash that a dictionary asks for", "[CodeFingerprint] public static int Answer(Dictionary<C, int> all) => all[new C()];", "public class C { public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }", "=> 1", "=> 2"),

        // What may be called.
        Other("an override in another file", "[CodeFingerprint] public static int Answer(Shape s) => s.Area();", "public abstract class Shape { public abstract int Area(); } public class Square : Shape { public override int Area() => 1; }", "=> 1", "=> 2"),
        Other("a new override", "[CodeFingerprint] public static int Answer(Shape s) => s.Area();", "public class Shape { public virtual int Area() => 0; }", "=> 0; }", "=> 0; } class Late : Shape { public override int Area() => 1; }"),
        Other("an override of an override", "[CodeFingerprint] public static int Answer(A a) => a.F();", "public class A { public virtual int F() => 0; } class B : A { public override int F() => 1; } class C : B { public override int F() => 2; }", "=> 2", "=> 3"),
        Same("an override that base. passes by", "public override string ToString() => \"mine\"; [CodeFingerprint] public int Answer() => Sub.Do();", "class A { public virtual int F() => 0; } class Sub : A { public static int Do() => 1; public override int F() => base.F(); }", "=> base.F()", "=> base.F() + 1"),
        Other("an implementation of an interface", "[CodeFingerprint] public static int Answer(IShape s) => s.Area();", "public interface IShape { int Area(); } class Square : IShape { public int Area() => 1; }", "=> 1", "=> 2"),
        Other("an explicit implementation", "[CodeFingerprint] public static int Answer(IShape s) => s.Area();", "public interface IShape { int Area(); } class Square : IShape { int IShape.Area() => 1; }", "=> 1", "=> 2"),
        Other("an implementation that a base gives", "[CodeFingerprint] public static int Answer(IShape s) => s.Area();", "public interface IShape { int Area(); } class Base { public int Area() => 1; } class Square : Base, IShape { }", "=> 1", "=> 2"),
        Other("a default implementation", "[CodeFingerprint] public static int Answer(IShape s) => s.Area();", "public interface IShape { int Area() => 1; }", "=> 1", "=> 2"),
        Other("a static abstract implementation", "[CodeFingerprint] public static int Answer() => X.Ask<C>();", "interface I { static abstract int F(); } class C : I { public static int F() => 1; } static class X { public static int Ask<T>() where T : I => T.F(); }", "F() => 1", "F() => 2"),
        Other("an implementation of another assembly's interface", "[CodeFingerprint] public static int Answer(IComparer<int> c) => c.Compare(1, 2);", "class Up : IComparer<int> { public int Compare(int a, int b) => a - b; }", "a - b", "b - a"),
        Same("an implementation of the same interface for another type", "[CodeFingerprint] public static int Answer(IComparer<int> c) => c.Compare(1, 2);", "class Up : IComparer<string> { public int Compare(string? a, string? b) => 1; }", "=> 1", "=> 2"),
        Other("an override of another assembly's method", "[CodeFingerprint] public static int Answer(Stream s) => s.ReadByte();", "class Ones : MemoryStream { public override int ReadByte() => 1; }", "=> 1", "=> 2"),
        Same("an override of a type that is nowhere used", "[CodeFingerprint] public static string? Answer(object o) => o.ToString();", "class C { public override string ToString() => \"a\"; }", "\"a\"", "\"b\""),
        Other("a virtual getter in another file", "[CodeFingerprint] public static int Answer(A a) => a.V;", "public class A { public virtual int V => 0; } class B : A { public override int V => 1; }", "=> 1", "=> 2"),

        // Types.
        Other("the type of a field", "[CodeFingerprint] public static object Answer() => C.V;", "static class C { public static long V; }", "long V", "int V"),
        Other("an attribute of a type", "[CodeFingerprint] public static object Answer() => new C();", "class C { }", "class C", "[Obsolete] class C"),
        Other("an attribute's constructor", "[CodeFingerprint] public static object Answer() => new C();", "[Mark] class C { } class MarkAttribute : Attribute { public int V; public MarkAttribute() { V = 1; } }", "V = 1", "V = 2"),
        Other("the base of a type", "[CodeFingerprint] public static object Answer() => new C();", "class C { } class B { }", "class C", "class C : B"),
        Other("the member of a record, which is printed", "[CodeFingerprint] public static string Answer() => new R(1).ToString();", "record R(int A);", "int A", "int B"),
        Other("the order of a record's members, in which they are printed", "[CodeFingerprint] public static string Answer() => new R().ToString();", "record R { public int A { get; init; } public int B { get; init; } }", "public int A { get; init; } public int B { get; init; }", "public int B { get; init; } public int A { get; init; }"),
        Other("a record's PrintMembers", "[CodeFingerprint] public static string Answer() => new R().ToString();", "record R { protected virtual bool PrintMembers(System.Text.StringBuilder b) => false; }", "=> false", "=> true"),
        Other("the equality of what a record holds", "[CodeFingerprint] public static bool Answer(R a, R b) => a == b;", "public record R(C C); public class C { public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }", "=> true", "=> false"),
        Other("class for record", "[CodeFingerprint] public static bool Answer() => new C().Equals(new C());", "sealed class C { }", "sealed class C", "sealed record C"),
        Same("the place of a member", "[CodeFingerprint] public static int Answer() => One(); static int One() => 1; static int Two() => 2;", "", "static int One() => 1; static int Two() => 2;", "static int Two() => 2; static int One() => 1;"),
        Other("a text over several lines", "[CodeFingerprint] public static string Answer() => @\"a\nb\";", "", "a\nb", "a\n\nb"),
        Same("the indentation of a raw text", "[CodeFingerprint] public static string Answer(int x) => $\"\"\"\n    a{x}\n    b\n    \"\"\";", "", "\n    a{x}\n    b\n    \"\"\"", "\n  a{x}\n  b\n  \"\"\""),
        Other("a u8 text", "[CodeFingerprint] public static int Answer() => \"ab\"u8.Length;", "", "ab", "abc"),
        Other("a partial method's body", "[CodeFingerprint] public static int Answer() => One(); private static partial int One();", "public partial class Solver { private static partial int One() => 1; }", "=> 1", "=> 2"),
        Other("an event's accessor", "[CodeFingerprint] public static void Answer() => new C().E += () => { };", "class C { public event Action E { add => Console.Write(1); remove { } } }", "Write(1)", "Write(2)"),
        Other("what a template says", "[CodeFingerprint] public static string Answer() => new P(\"a\").Render();", "[PromptTemplate(\"Say {x}.\")] public readonly partial record struct P;", "Say", "Tell"),
        Other("an extension method of what generated code gives", "[CodeFingerprint] public static string Answer() => new P(\"a\").Render().Twice();", "[PromptTemplate(\"Say {x}.\")] public readonly partial record struct P; static class X { public static string Twice(this string s) => s + s; }", "s + s", "s + \" \" + s"),
        Other("a method that is called on what another generator makes", "[CodeFingerprint] public static int Answer(dynamic made) => made.Twice();", "class C { public int Twice() => 1; }", "=> 1", "=> 2"),

        // What was forgotten at first, or easily would be.
        Other("a tuple's comparison", "[CodeFingerprint] public static bool Answer(P a) => (a, 1) == (a, 1);", "public struct P { public static bool operator ==(P a, P b) => true; public static bool operator !=(P a, P b) => false; public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }", "operator ==(P a, P b) => true", "operator ==(P a, P b) => false"),
        Other("a record's own copy constructor", "[CodeFingerprint] public static R Answer(R r) => r with { A = 1 };", "public sealed record R { public int A { get; init; } public R() { } private R(R other) { A = other.A; } }", "A = other.A;", "A = -other.A;"),
        Other("the length behind ^1", "[CodeFingerprint] public static int Answer(C c) => c[^1];", "public class C { public int Length => 1; public int this[int i] => i; }", "Length => 1", "Length => 2"),
        Other("the slice behind 1..", "[CodeFingerprint] public static int Answer(C c) => c[1..];", "public class C { public int Length => 1; public int Slice(int start, int length) => start; }", "=> start;", "=> length;"),
        Other("an implementation that a constraint allows", "[CodeFingerprint] public static int Answer<T>(T one) where T : IShape => one.Area();", "public interface IShape { int Area(); } class Square : IShape { public int Area() => 1; }", "=> 1", "=> 2"),
        Other("an operator of a number type in a generic method", "[CodeFingerprint] public static N Answer() => X.Add(new N(1), new N(2));", "static class X { public static T Add<T>(T a, T b) where T : System.Numerics.IAdditionOperators<T, T, T> => a + b; } public record struct N(int V) : System.Numerics.IAdditionOperators<N, N, N> { public static N operator +(N a, N b) => new(a.V + b.V); }", "a.V + b.V", "a.V - b.V"),
        Same("the rename of a local whose text a method is given", "[CodeFingerprint] public static int Answer() { string one = \"a\"; ArgumentNullException.ThrowIfNull(one); return one.Length; }", "", "string one = \"a\"; ArgumentNullException.ThrowIfNull(one); return one", "string two = \"a\"; ArgumentNullException.ThrowIfNull(two); return two"),
        Same("the line of a call that wants to know it", "[CodeFingerprint] public static int Answer() => Line();\nstatic int Line([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => line;", "", "public static int Answer()", "public\nstatic int Answer()"),
        Other("the text that a concatenation asks for", "[CodeFingerprint] public static string Answer(C c) => \"a\" + c;", "public class C { public override string ToString() => \"b\"; }", "\"b\"", "\"c\""),
        Other("the conversion of foreach's element", "[CodeFingerprint] public static int Answer(int[] all) { foreach (P p in all) return p.V; return 0; }", "record struct P(int V) { public static implicit operator P(int v) => new(v); }", "new(v)", "new(-v)"),
        Other("await foreach's enumerator", "[CodeFingerprint] public static async Task<int> Answer() { await foreach (int i in new C()) return i; return 0; }", "class C { public async IAsyncEnumerator<int> GetAsyncEnumerator() { await Task.Yield(); yield return 1; } }", "yield return 1", "yield return 2"),
        Other("await using's DisposeAsync", "[CodeFingerprint] public static async Task Answer() { await using var c = new C(); }", "class C : IAsyncDisposable { public ValueTask DisposeAsync() { Console.Write(1); return default; } }", "Write(1)", "Write(2)"),
        Other("a lambda in a static field", "[CodeFingerprint] public static int Answer() => C.F(1);", "static class C { public static readonly Func<int, int> F = n => n + 1; }", "n + 1", "n + 2"),
        Other("the argument to a base's constructor", "[CodeFingerprint] public static int Answer() => new C().V;", "class C : B { public C() : base(1) { } } class B { public B(int v) => V = v; public int V; }", "base(1)", "base(2)"),
        Other("a nested object initializer", "[CodeFingerprint] public static C Answer() => new() { D = { V = 1 } };", "public class C { public D D { get; } = new(); } public class D { private int _v; public int V { get => _v; set => _v = value; } }", "_v = value", "_v = -value"),
        Other("an interface's static method", "[CodeFingerprint] public static int Answer() => I.F();", "interface I { static int F() => 1; }", "=> 1", "=> 2"),
        Other("a nullable's operator", "[CodeFingerprint] public static P? Answer(P? a) => a + a;", "public record struct P(int V) { public static P operator +(P a, P b) => new(a.V + b.V); }", "a.V + b.V", "a.V - b.V"),
        Other("the default of an inherited interface's getter", "[CodeFingerprint] public static int Answer(J j) => j.V;", "public interface I { int V => 1; } public interface J : I { }", "=> 1", "=> 2"),
        Other("an iterator", "[CodeFingerprint] public static int Answer() => All().First(); static IEnumerable<int> All() { yield return 1; }", "", "yield return 1", "yield return 2"),
        Other("a type that is only asked for", "[CodeFingerprint] public static string Answer() => typeof(C).Name;", "class C { }", "class C", "[Obsolete] class C"),
        Other("an unsaid constructor's field in a struct", "[CodeFingerprint] public static int Answer() => new S().V;", "struct S { public int V = 1; public S() { } }", "V = 1", "V = 2"),
        Other("a local constant", "[CodeFingerprint] public static int Answer(int n) { const int Limit = 3; return n + Limit; }", "", "Limit = 3", "Limit = 4"),
        Other("an overridden method that object's virtual call asks of a base", "[CodeFingerprint] public static string? Answer(A a) => a.ToString();", "public class A { } public class B : A { public override string ToString() => \"b\"; }", "\"b\"", "\"c\""),
        Other("a member of a generic type", "public partial class G<T> { [CodeFingerprint] public static int Answer(T one) => Depth() + 1; static int Depth() => 2; }", "", "=> 2", "=> 3"),
        Same("the rename of a generic type's parameter", "public partial class G<T> { [CodeFingerprint] public static T Answer(T one) => one; }", "", "G<T> { [CodeFingerprint] public static T Answer(T one)", "G<U> { [CodeFingerprint] public static U Answer(U one)"),
        Other("a generic type as a whole", "[CodeFingerprint] public partial struct G<T, U> where T : notnull { public U? One; public string? Text(T key) => key.ToString() + 1; }", "", "+ 1", "+ 2"),
        Other("a type inside a generic type", "public partial class G<T> { [CodeFingerprint] public partial class H { public int A() => 1; } }", "", "=> 1", "=> 2"),
        Other("a class inside a generic interface", "public partial interface I<T, U> { [CodeFingerprint] public partial class H { public int A() => 1; } }", "", "=> 1", "=> 2"),
        Other("a generic method's type argument that is called back", "[CodeFingerprint] public static string? Answer<T>(T one) => one?.ToString();", "public class A { public override string ToString() => \"a\"; }", "\"a\"", "\"b\""),
        Other("what a type parameter's constraint leads to", "public partial class G<T> where T : IStep { [CodeFingerprint] public static int Answer(T one) => one.Go(); }", "public interface IStep { int Go(); } public class A : IStep { public int Go() => 1; }", "Go() => 1", "Go() => 2"),
        Other("the constructor that new() of a type parameter calls", "public partial class G<T> where T : IStep, new() { [CodeFingerprint] public static int Answer() => new T().Step; }", "public interface IStep { int Step { get; } } public class A : IStep { public A() { Step = 1; } public int Step { get; } }", "Step = 1", "Step = 2"),
        Same("what a type parameter's constraint leaves out", "public partial class G<T> where T : IStep { [CodeFingerprint] public static string? Answer(T one) => one.ToString(); }", "public interface IStep; public class B { public override string ToString() => \"b\"; }", "\"b\"", "\"c\""),
        Same("a constructor that a type parameter can't call", "public partial class G<T> where T : class { [CodeFingerprint] public static string? Answer(T one) => one.ToString(); }", "public class B { int a; public B() { a = 1; } public int A => a; }", "a = 1", "a = 2"),
        Other("what a delegate's parameter is by default", "public delegate int F(int a = 1); [CodeFingerprint] public static int Answer(F f) => f();", "", "int a = 1", "int a = 2"),
        Same("the namespace before a type", "[CodeFingerprint] public static int Answer() => Math.Abs(1);", "", "Math.Abs", "System.Math.Abs"),
    ];

    public static string Solver(string members) => $$"""
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks; using TrialKeep;
        public partial class Solver
        {
            {{members}}
        }
        """;

    public static string Other(string others) => "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks; using TrialKeep;\n" + others;

    private static Edit Same(string name, string members, string others, string from, string to) => new(name, false, members, others, from, to);

    private static Edit Other(string name, string members, string others, string from, string to) => new(name, true, members, others, from, to);
}
