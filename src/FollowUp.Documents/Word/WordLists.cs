using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The definitions of bullets and numbers. Each numbered list has an instance of its own, so that it begins with its own number.</summary>
internal sealed class WordLists
{
    /// <summary>Word shows no numbers in lists after about 2,040 instances; beyond this limit the numbers are written as text.</summary>
    private const int MaxInstances = 2_000;

    private const int DeepestLevel = 8;

    /// <summary>How far each level is indented, in twips.</summary>
    private const int Indent = 397;

    private readonly W.Numbering _numbering;
    private readonly int _numbers;
    private int _next;

    private WordLists(W.Numbering numbering)
    {
        _numbering = numbering;
        var definition = numbering.Elements<W.AbstractNum>().Select(one => one.AbstractNumberId?.Value ?? 0).DefaultIfEmpty(0).Max() + 1;
        _next = numbering.Elements<W.NumberingInstance>().Select(one => one.NumberID?.Value ?? 0).DefaultIfEmpty(0).Max() + 1;
        _numbers = definition + 1;
        AddDefinition(Definition(definition, "2C7E1A40", level => (W.NumberFormatValues.Bullet, level % 2 == 0 ? "•" : "–")));
        AddDefinition(Definition(_numbers, "2C7E1A41", level => (W.NumberFormatValues.Decimal, $"%{level + 1}.")));
        Bullets = Add(new W.NumberingInstance(new W.AbstractNumId { Val = definition }));
    }

    /// <summary>The instance that all bullets share.</summary>
    public int Bullets { get; }

    /// <summary>Adds the definitions to a document.</summary>
    public static WordLists Complete(MainDocumentPart main)
    {
        var part = main.NumberingDefinitionsPart ?? main.AddNewPart<NumberingDefinitionsPart>("rIdNumbering");
        return new WordLists(part.Numbering ??= new W.Numbering());
    }

    /// <summary>Begins a numbered list.</summary>
    /// <returns>Its instance; null where there can be no more, and the numbers have to be written as text.</returns>
    public int? Begin(int level, int start) => _next > MaxInstances
        ? null
        : Add(new W.NumberingInstance(
            new W.AbstractNumId { Val = _numbers },
            new W.LevelOverride(new W.StartOverrideNumberingValue { Val = start }) { LevelIndex = LevelOf(level) }));

    /// <summary>The place of an item in the lists, as a paragraph's property.</summary>
    public static W.NumberingProperties Place(int instance, int level) =>
        new(new W.NumberingLevelReference { Val = LevelOf(level) }, new W.NumberingId { Val = instance });

    /// <summary>The indentation of what stands in an item without a mark of its own.</summary>
    public static W.Indentation Continued(int level) => new() { Left = Twips(Indent * (LevelOf(level) + 1)) };

    /// <summary>The indentation of an item whose number is written as text.</summary>
    public static W.Indentation Hanging(int level) => new() { Left = Twips(Indent * (LevelOf(level) + 1)), Hanging = Twips(Indent) };

    /// <summary>Writes the part, once all lists are known.</summary>
    public void Save(Stream to) => _numbering.Save(to);

    private static int LevelOf(int level) => Math.Min(level, DeepestLevel);

    private static string Twips(int twips) => twips.ToString(CultureInfo.InvariantCulture);

    private int Add(W.NumberingInstance instance)
    {
        instance.NumberID = _next++;
        if (_numbering.Elements<W.NumberingIdMacAtCleanup>().FirstOrDefault() is { } last) last.InsertBeforeSelf(instance);
        else _numbering.Append(instance);
        return instance.NumberID!.Value;
    }

    /// <summary>Definitions stand before instances.</summary>
    private void AddDefinition(W.AbstractNum definition)
    {
        if (_numbering.Elements<W.NumberingInstance>().FirstOrDefault() is { } first) first.InsertBeforeSelf(definition);
        else if (_numbering.Elements<W.NumberingIdMacAtCleanup>().FirstOrDefault() is { } last) last.InsertBeforeSelf(definition);
        else _numbering.Append(definition);
    }

    private static W.AbstractNum Definition(int id, string mark, Func<int, (W.NumberFormatValues Format, string Text)> look)
    {
        var definition = new W.AbstractNum(new W.Nsid { Val = mark }, new W.MultiLevelType { Val = W.MultiLevelValues.HybridMultilevel }) { AbstractNumberId = id };
        for (var level = 0; level <= DeepestLevel; level++)
        {
            var (format, text) = look(level);
            definition.Append(new W.Level(
                new W.StartNumberingValue { Val = 1 },
                new W.NumberingFormat { Val = format },
                new W.LevelText { Val = text },
                new W.LevelJustification { Val = W.LevelJustificationValues.Left },
                new W.PreviousParagraphProperties(Hanging(level)))
            { LevelIndex = level });
        }

        return definition;
    }
}
