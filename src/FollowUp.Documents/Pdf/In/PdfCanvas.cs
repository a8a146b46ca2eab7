using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace FollowUp.Documents.Pdf.In;

/// <summary>Makes sheets of a file's pages.</summary>
internal sealed class PdfSheetFactory(IPdfTokenScanner pdfScanner, IResourceStore resourceStore, ILookupFilterProvider filterProvider, IPageContentParser pageContentParser, ParsingOptions parsingOptions)
    : BasePageFactory<PdfSheet>(pdfScanner, resourceStore, filterProvider, pageContentParser, parsingOptions)
{
    protected override PdfSheet ProcessPage(
        int pageNumber, DictionaryToken dictionary, NamedDestinations namedDestinations, MediaBox mediaBox, CropBox cropBox, UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation, TransformationMatrix initialMatrix, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        var canvas = new PdfCanvas(pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, ParsingOptions);
        var sheet = canvas.Process(pageNumber, operations);
        PdfAnnotations.Read(dictionary, PdfScanner, sheet);
        return sheet;
    }
}

/// <summary>Draws a page, and keeps of it but characters, straight lines and small marks.</summary>
internal sealed class PdfCanvas : BaseStreamProcessor<PdfSheet>
{
    /// <summary>A page with more is a drawing, not a table.</summary>
    private const int MostRules = 20_000;

    /// <summary>A drawn line is no thicker, in points.</summary>
    private const double Thickest = 3;

    /// <summary>How far inside each other marks of content can stand.</summary>
    private const int Deepest = 100;

    /// <summary>A longer replacement is a description of a picture.</summary>
    private const int LongestReplacement = 12;

    private readonly PdfSheet _sheet;
    private readonly PdfBudget _budget;
    private readonly List<(PdfPoint From, PdfPoint To)> _steps = [];
    private readonly List<PdfRectangle> _shapes = [];
    private readonly Stack<bool> _marks = new();
    private readonly StringBuilder _turned = new();
    private PdfPoint _start;
    private PdfRectangle? _shape;
    private int _margins;
    private int _tooDeep;
    private string? _replacement;

    public PdfCanvas(
        int pageNumber, IResourceStore resourceStore, IPdfTokenScanner pdfScanner, IPageContentParser parser, ILookupFilterProvider filterProvider, CropBox cropBox,
        UserSpaceUnit userSpaceUnit, PageRotationDegrees rotation, TransformationMatrix initialMatrix, ParsingOptions options)
        : base(pageNumber, resourceStore, pdfScanner, parser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, options)
    {
        _budget = ((PdfFilters)options.FilterProvider!).Budget;
        _sheet = new PdfSheet { Number = pageNumber, Width = cropBox.Bounds.Width, Height = cropBox.Bounds.Height };
    }

    public override PdfSheet Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        ProcessOperations(operations);
        if (_turned.Length > 0) _sheet.Turned.Add(_turned.ToString());
        return _sheet;
    }

    public override void RenderGlyph(
        IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset, in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix, CharacterBoundingBox characterBoundingBox)
    {
        var text = _replacement ?? unicode ?? "";
        if (_replacement is not null) _replacement = "";
        if (text.Length == 0) return;
        _budget.CountCharacters(text.Length);
        var width = characterBoundingBox.Width;
        var all = renderingMatrix.Multiply(textMatrix).Multiply(transformationMatrix);
        var (from, to, up) = (all.Transform(new PdfPoint(0, 0)), all.Transform(new PdfPoint(width, 0)), all.Transform(new PdfPoint(0, 1)));
        var size = Math.Sqrt(((up.X - from.X) * (up.X - from.X)) + ((up.Y - from.Y) * (up.Y - from.Y)));
        if (!double.IsFinite(from.X) || !double.IsFinite(from.Y) || !double.IsFinite(to.X) || !double.IsFinite(size) || size > 10_000) (from, to, size) = (default, default, 1);
        if (Math.Abs(to.Y - from.Y) > Math.Max(0.5, Math.Abs(to.X - from.X) * 0.1) || up.Y < from.Y)
        {
            _turned.Append(text);
            return;
        }

        if (_turned.Length > 0)
        {
            _sheet.Turned.Add(_turned.ToString());
            _turned.Clear();
        }

        var name = font.Details?.Name ?? font.Name?.Data ?? "";
        var glyph = new PdfGlyph(text, Math.Min(from.X, to.X), Math.Max(from.X, to.X), from.Y, size, IsBold(font, name, currentState), IsSign(name));
        (_margins > 0 ? _sheet.Margins : _sheet.Glyphs).Add(glyph);
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
        if (propertyDictionaryName is not null) properties = ResourceStore.GetMarkedContentPropertiesDictionary(propertyDictionaryName) ?? properties;
        if (_marks.Count >= Deepest)
        {
            _tooDeep++;
            return;
        }

        var isMargin = name.Data == "Artifact" && properties is not null && (Is(properties, "Type", "Pagination") || Is(properties, "Subtype", "Header") || Is(properties, "Subtype", "Footer"));
        _marks.Push(isMargin);
        _margins += isMargin ? 1 : 0;
        _replacement = properties is not null && properties.Data.TryGetValue("ActualText", out var found) ? found switch
        {
            StringToken { Data.Length: <= LongestReplacement } text => text.Data,
            HexToken { Data.Length: <= LongestReplacement } hex => hex.Data,
            _ => null,
        } : null;
    }

    public override void EndMarkedContent()
    {
        _replacement = null;
        if (_tooDeep > 0) _tooDeep--;
        else if (_marks.TryPop(out var isMargin) && isMargin) _margins--;
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) => _sheet.HasImage = true;

    protected override void RenderInlineImage(InlineImage inlineImage) => _sheet.HasImage = true;

    public override void BeginSubpath() => EndShape();

    public override PdfPoint? CloseSubpath()
    {
        Step(CurrentPosition, _start);
        CurrentPosition = _start;
        return _start;
    }

    public override void MoveTo(double x, double y)
    {
        EndShape();
        _start = CurrentPosition = CurrentTransformationMatrix.Transform(new PdfPoint(x, y));
    }

    public override void LineTo(double x, double y)
    {
        var to = CurrentTransformationMatrix.Transform(new PdfPoint(x, y));
        Step(CurrentPosition, to);
        CurrentPosition = to;
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3) => Curve(x3, y3);

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3) => Curve(x3, y3);

    public override void Rectangle(double x, double y, double width, double height)
    {
        MoveTo(x, y);
        LineTo(x + width, y);
        LineTo(x + width, y + height);
        LineTo(x, y + height);
        CloseSubpath();
        EndShape();
    }

    public override void StrokePath(bool close)
    {
        if (close) CloseSubpath();
        AddStrokes();
        EndPath();
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
        AddFills();
        EndPath();
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
        if (close) CloseSubpath();
        AddStrokes();
        AddFills();
        EndPath();
    }

    public override void EndPath()
    {
        _steps.Clear();
        _shapes.Clear();
        _shape = null;
    }

    public override void ClosePath() => EndPath();

    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
        // What is clipped away is read all the same: nothing is lost.
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
    }

    private static bool Is(DictionaryToken properties, string key, string value) => properties.Data.TryGetValue(key, out var token) && token is NameToken name && name.Data == value;

    private static bool IsBold(IFont font, string name, CurrentGraphicsState state) =>
        font.Details is { IsBold: true } or { Weight: >= 600 } || state.FontState.TextRenderingMode == TextRenderingMode.FillThenStroke
        || name.Contains("Bold", StringComparison.OrdinalIgnoreCase) || name.Contains("Black", StringComparison.OrdinalIgnoreCase) || name.Contains("Heavy", StringComparison.OrdinalIgnoreCase);

    private static bool IsSign(string name) =>
        name.Contains("Symbol", StringComparison.OrdinalIgnoreCase) || name.Contains("dings", StringComparison.OrdinalIgnoreCase) || name.Contains("Courier", StringComparison.OrdinalIgnoreCase);

    private void Curve(double x, double y)
    {
        var to = CurrentTransformationMatrix.Transform(new PdfPoint(x, y));
        Widen(CurrentPosition);
        Widen(to);
        CurrentPosition = to;
    }

    private void Step(PdfPoint from, PdfPoint to)
    {
        _budget.Check();
        Widen(from);
        Widen(to);
        if (_steps.Count < MostRules) _steps.Add((from, to));
    }

    private void Widen(PdfPoint point) => _shape = _shape is { } box
        ? new PdfRectangle(Math.Min(box.Left, point.X), Math.Min(box.Bottom, point.Y), Math.Max(box.Right, point.X), Math.Max(box.Top, point.Y))
        : new PdfRectangle(point.X, point.Y, point.X, point.Y);

    private void EndShape()
    {
        if (_shape is { } box && _shapes.Count < MostRules) _shapes.Add(box);
        _shape = null;
    }

    private void AddStrokes()
    {
        foreach (var (from, to) in _steps)
        {
            if (Math.Abs(from.X - to.X) > 0.5 && Math.Abs(from.Y - to.Y) > 0.5) continue;
            AddRule(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y));
        }
    }

    private void AddFills()
    {
        EndShape();
        foreach (var box in _shapes)
        {
            if (box.Width <= Thickest || box.Height <= Thickest) AddRule(box.Left, box.Bottom, box.Right, box.Top);
            if (box.Width is >= 1.5 and <= 8 && box.Height is >= 1.5 and <= 8 && Math.Abs(box.Width - box.Height) < 1 && _sheet.Dots.Count < MostRules)
                _sheet.Dots.Add(new PdfDot((box.Left + box.Right) / 2, (box.Bottom + box.Top) / 2));
        }
    }

    private void AddRule(double left, double bottom, double right, double top)
    {
        var rule = new PdfRule(left, bottom, right, top);
        if (double.IsFinite(rule.Length) && rule.Length is >= 4 and < 20_000 && _sheet.Rules.Count <= MostRules) _sheet.Rules.Add(rule);
    }
}
