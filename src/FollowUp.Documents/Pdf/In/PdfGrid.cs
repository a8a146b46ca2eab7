namespace FollowUp.Documents.Pdf.In;

/// <summary>A cell of a ruled table, with its characters.</summary>
/// <param name="Column">Its first column.</param>
/// <param name="Span">How many columns it takes.</param>
/// <param name="ContinuesAbove">True where the cell above goes on through it; it holds nothing then.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Glyphs">What stands in it.</param>
internal sealed record PdfCell(int Column, int Span, bool ContinuesAbove, double Left, double Right, List<PdfGlyph> Glyphs);

/// <summary>A ruled table on a page.</summary>
internal sealed class PdfGrid
{
    /// <summary>Lines that miss each other by less meet, in points.</summary>
    private const double Near = 3;

    /// <summary>No table has more columns, nor a page more rows.</summary>
    private const int MostColumns = 63, MostRows = 400;

    /// <summary>A line divides two cells where it runs along this part of their side.</summary>
    private const double Enough = 0.6;

    private PdfGrid(double[] columns, double[] rows) => (Columns, Rows, Cells) = (columns, rows, []);

    /// <summary>Where the columns' borders stand, from the left.</summary>
    public double[] Columns { get; }

    /// <summary>Where the rows' borders stand, from above.</summary>
    public double[] Rows { get; }

    public List<IReadOnlyList<PdfCell>> Cells { get; }

    public double Top => Rows[0];

    public double Bottom => Rows[^1];

    /// <summary>The tables of a page, from above. What stands in them is taken out of its characters.</summary>
    public static List<PdfGrid> Find(PdfSheet sheet, List<PdfGlyph> glyphs)
    {
        var rules = Merge(sheet.Rules);
        if (rules.Count is < 3 or > 3_000) return [];
        var grids = new List<PdfGrid>();
        foreach (var group in Groups(rules))
        {
            if (Grid(group) is not { } grid) continue;
            if (grid.Fill(group, glyphs)) grids.Add(grid);
        }

        return [.. grids.OrderByDescending(grid => grid.Top)];
    }

    /// <summary>Lines on one line become one.</summary>
    private static List<PdfRule> Merge(List<PdfRule> rules)
    {
        var merged = new List<PdfRule>();
        foreach (var side in rules.GroupBy(rule => rule.IsLevel))
        {
            var isLevel = side.Key;
            var sorted = side.OrderBy(rule => Math.Round((isLevel ? rule.Bottom + rule.Top : rule.Left + rule.Right) / 2 / 1.5)).ThenBy(rule => isLevel ? rule.Left : rule.Bottom);
            PdfRule? open = null;
            foreach (var rule in sorted)
            {
                if (open is { } before && Across(before) is var one && Math.Abs(one - Across(rule)) < 2 && (isLevel ? rule.Left <= before.Right + Near : rule.Bottom <= before.Top + Near))
                {
                    open = isLevel ? before with { Right = Math.Max(before.Right, rule.Right) } : before with { Top = Math.Max(before.Top, rule.Top) };
                    continue;
                }

                if (open is { } done) merged.Add(done);
                open = rule;
            }

            if (open is { } last) merged.Add(last);

            double Across(PdfRule rule) => isLevel ? (rule.Bottom + rule.Top) / 2 : (rule.Left + rule.Right) / 2;
        }

        return merged;
    }

    /// <summary>Lines that meet, and level lines of one width below each other.</summary>
    private static List<List<PdfRule>> Groups(List<PdfRule> rules)
    {
        var group = Enumerable.Range(0, rules.Count).ToArray();
        var level = Enumerable.Range(0, rules.Count).Where(i => rules[i].IsLevel).OrderByDescending(i => rules[i].Top).ToList();
        var upright = Enumerable.Range(0, rules.Count).Where(i => !rules[i].IsLevel).ToList();
        foreach (var i in level)
        {
            foreach (var j in upright)
            {
                var (flat, tall) = (rules[i], rules[j]);
                if (tall.Left >= flat.Left - Near && tall.Right <= flat.Right + Near && flat.Top >= tall.Bottom - Near && flat.Bottom <= tall.Top + Near) Join(i, j);
            }
        }

        // A table with level lines only: of one width, with no other line between. Those of a table with upright ones have met it.
        var isMet = upright.Select(Root).ToHashSet();
        for (var k = 1; k < level.Count; k++)
        {
            var (above, below) = (rules[level[k - 1]], rules[level[k]]);
            if (Math.Abs(above.Left - below.Left) < Near && Math.Abs(above.Right - below.Right) < Near && above.Length > 150 && !isMet.Contains(Root(level[k - 1])) && !isMet.Contains(Root(level[k]))) Join(level[k - 1], level[k]);
        }

        return [.. Enumerable.Range(0, rules.Count).GroupBy(Root).Select(members => members.Select(i => rules[i]).ToList())];

        int Root(int i)
        {
            while (group[i] != i) i = group[i] = group[group[i]];
            return i;
        }

        void Join(int one, int other) => group[Root(one)] = Root(other);
    }

    private static PdfGrid? Grid(List<PdfRule> rules)
    {
        var flat = rules.Where(rule => rule.IsLevel).ToList();
        var tall = rules.Where(rule => !rule.IsLevel).ToList();
        // The rest of a row at the top of a page has no line above it: its upright ones tell where it begins.
        if (flat.Count == 0 || (flat.Count == 1 && tall.Count < 3)) return null;
        // Tables open at the sides end where their level lines do.
        var columns = Places([.. tall.Select(rule => (rule.Left + rule.Right) / 2), flat.Min(rule => rule.Left), flat.Max(rule => rule.Right)]);
        var rows = Places([.. flat.Select(rule => (rule.Bottom + rule.Top) / 2), .. tall.Select(rule => rule.Top), .. tall.Select(rule => rule.Bottom)]);
        if (rows.Length < 2 || columns.Length > MostColumns || rows.Length > MostRows || columns.Length < 2) return null;
        Array.Reverse(rows);
        return new PdfGrid(columns, rows);
    }

    private static double[] Places(IEnumerable<double> places)
    {
        var kept = new List<double>();
        foreach (var place in places.Order())
        {
            if (kept.Count == 0 || place - kept[^1] > Near) kept.Add(place);
        }

        return [.. kept];
    }

    /// <summary>Makes the cells and puts the characters into them. False where it is no table: a frame, a line below a heading.</summary>
    private bool Fill(List<PdfRule> rules, List<PdfGlyph> glyphs)
    {
        var (left, right) = (Columns[0], Columns[^1]);
        var inside = glyphs.Where(glyph => glyph.Middle > left - 1 && glyph.Middle < right + 1 && glyph.Height < Top + 1 && glyph.Height > Bottom - 1).ToList();
        if (!inside.Exists(glyph => !glyph.IsSpace)) return false;
        if (Columns.Length == 2)
        {
            // No upright lines inside: what divides the columns is where nothing stands.
            if (Rows.Length < 3 || Gutters(inside) is not { Count: > 0 } gutters) return false;
            return new PdfGrid([left, .. gutters, right], Rows) is var open && open.FillOpen(inside, glyphs) && Take(open);
        }

        var width = Columns.Length - 1;
        var root = Enumerable.Range(0, (Rows.Length - 1) * width).ToArray();
        for (var row = 0; row < Rows.Length - 1; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var at = (row * width) + column;
                if (column > 0 && !IsDivided(rules, isLevel: false, Columns[column], Rows[row + 1], Rows[row])) Join(at, at - 1);
                if (row > 0 && !IsDivided(rules, isLevel: true, Rows[row], Columns[column], Columns[column + 1])) Join(at, at - width);
            }
        }

        if (Enumerable.Range(0, root.Length).Select(Root).Distinct().Count() < 2) return false;
        Build(inside, (row, column) => Root((row * width) + column));
        Remove(inside, glyphs);
        return true;

        int Root(int i)
        {
            while (root[i] != i) i = root[i] = root[root[i]];
            return i;
        }

        void Join(int one, int other)
        {
            var (a, b) = (Root(one), Root(other));
            root[Math.Max(a, b)] = Math.Min(a, b);
        }

        bool Take(PdfGrid open)
        {
            Cells.AddRange(open.Cells);
            OpenColumns = open.Columns;
            return true;
        }
    }

    /// <summary>The columns of a table that has no upright lines; null where it has.</summary>
    public double[]? OpenColumns { get; private set; }

    private bool FillOpen(List<PdfGlyph> inside, List<PdfGlyph> glyphs)
    {
        Build(inside, (row, column) => (row * (Columns.Length - 1)) + column);
        // Two rows with several cells each make a table; a rule above and below a text does not.
        if (Cells.Count(row => row.Count(cell => cell.Glyphs.Exists(glyph => !glyph.IsSpace)) > 1) < 2) return false;
        Remove(inside, glyphs);
        return true;
    }

    private void Build(List<PdfGlyph> inside, Func<int, int, int> rootOf)
    {
        var width = Columns.Length - 1;
        var filled = new Dictionary<int, List<PdfGlyph>>();
        foreach (var glyph in inside)
        {
            var column = Math.Clamp(Array.FindLastIndex(Columns, place => place <= glyph.Middle), 0, width - 1);
            var row = Math.Clamp(Array.FindLastIndex(Rows, place => place >= glyph.Height), 0, Rows.Length - 2);
            var root = rootOf(row, column);
            if (!filled.TryGetValue(root, out var own)) filled[root] = own = [];
            own.Add(glyph);
        }

        var begun = new HashSet<int>();
        for (var row = 0; row < Rows.Length - 1; row++)
        {
            var cells = new List<PdfCell>();
            var opened = new List<int>();
            for (var column = 0; column < width;)
            {
                var root = rootOf(row, column);
                var end = column + 1;
                while (end < width && rootOf(row, end) == root) end++;
                var goesOn = begun.Contains(root);
                cells.Add(new PdfCell(column, end - column, goesOn, Columns[column], Columns[end], goesOn ? [] : filled.GetValueOrDefault(root) ?? []));
                opened.Add(root);
                column = end;
            }

            begun.UnionWith(opened);
            Cells.Add(cells);
        }
    }

    private static void Remove(List<PdfGlyph> inside, List<PdfGlyph> glyphs)
    {
        var taken = new Dictionary<PdfGlyph, int>();
        foreach (var glyph in inside) taken[glyph] = taken.GetValueOrDefault(glyph) + 1;
        glyphs.RemoveAll(glyph =>
        {
            if (!taken.TryGetValue(glyph, out var left) || left == 0) return false;
            taken[glyph] = left - 1;
            return true;
        });
    }

    private static bool IsDivided(List<PdfRule> rules, bool isLevel, double at, double from, double to)
    {
        var covered = 0.0;
        foreach (var rule in rules)
        {
            if (rule.IsLevel != isLevel) continue;
            var across = isLevel ? (rule.Bottom + rule.Top) / 2 : (rule.Left + rule.Right) / 2;
            if (Math.Abs(across - at) > Near) continue;
            covered += Math.Max(0, Math.Min(to, isLevel ? rule.Right : rule.Top) - Math.Max(from, isLevel ? rule.Left : rule.Bottom));
        }

        return covered >= Enough * (to - from);
    }

    /// <summary>The places at which no word of the table stands, wider than a space in a text.</summary>
    private static List<double> Gutters(List<PdfGlyph> glyphs)
    {
        var gutters = new List<double>();
        var seen = glyphs.Where(glyph => !glyph.IsSpace).OrderBy(glyph => glyph.Left).ToList();
        var size = seen.Average(glyph => glyph.Size);
        var end = seen[0].Right;
        foreach (var glyph in seen)
        {
            if (glyph.Left - end > size * 0.7) gutters.Add((end + glyph.Left) / 2);
            end = Math.Max(end, glyph.Right);
        }

        return gutters.Count < MostColumns ? gutters : [];
    }
}
