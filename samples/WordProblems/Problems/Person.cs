namespace WordProblems.Problems;

/// <summary>Who a story is about, with the pronouns that follow the name.</summary>
internal sealed record Person(string Name, string He, string His, string Him)
{
    public static IReadOnlyList<Person> All { get; } =
    [
        .. new[] { "Mara", "Aisha", "Ingrid", "Lucia", "Hana", "Beatrix", "Nadia", "Ruth", "Chiara", "Yuki", "Olga", "Priya", "Wanda" }
            .Select(name => new Person(name, "she", "her", "her")),
        .. new[] { "Tom", "Kofi", "Emil", "Jorge", "Rafael", "Anton", "Dmitri", "Hugo", "Samir", "Pavel", "Luca", "Oskar", "Viktor" }
            .Select(name => new Person(name, "he", "his", "him")),
    ];

    public override string ToString() => Name;
}
