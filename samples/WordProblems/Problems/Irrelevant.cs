using static WordProblems.Problems.Wording;

namespace WordProblems.Problems;

/// <summary>Sentences whose number changes nothing, whatever the story is about. Numbers given to them are at least two.</summary>
internal static class Irrelevant
{
    public static IReadOnlyList<Func<Person, int, string>> Remarks { get; } =
    [
        (person, number) => $"{person} lives at number {Number(number)} in Mill Lane.",
        (person, number) => $"It is {Number(number)} degrees outside.",
        (person, number) => $"{person} has {Number(number)} pictures on the wall of {person.His} room.",
        (person, number) => $"The clock in {person}'s kitchen is {Number(number)} minutes fast.",
        (person, number) => $"{person} was called to the telephone {Number(number)} times that day.",
        (person, number) => $"{person} has {Number(number)} cousins.",
    ];
}
