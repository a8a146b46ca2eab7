using FollowUp.Core.Imports.Lists;

namespace FollowUp.Documents.Lists;

/// <summary>Gathers the rows of a list, and ends the reading where they grow beyond what a list may be.</summary>
internal sealed class TableBuilder
{
    private readonly List<ListContentRow> _rows = [];
    private List<string> _cells = [];
    private int _characters;

    public ListContent Table => new(_rows);

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Puts a value into the row that is being read. Empty ones after the last do not count.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="value">What stands in the cell.</param>
    public void Set(int column, string value)
    {
        if (value.Length == 0) return;
        if (column >= ListContent.MaxColumns) throw new ListReadException(ListReadFailure.TooManyColumns);
        if ((_characters += value.Length) > ListContent.MaxCharacters) throw new ListReadException(ListReadFailure.TooMuchText);
        while (_cells.Count <= column) _cells.Add("");
        _cells[column] = value;
    }

    /// <summary>Ends the row; one with nothing but white space is left out.</summary>
    /// <param name="number">Its number in the file.</param>
    public void EndRow(int number)
    {
        if (_cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            if (_rows.Count == ListContent.MaxRows) throw new ListReadException(ListReadFailure.TooManyRows);
            _rows.Add(new ListContentRow(number, _cells));
        }

        _cells = [];
    }
}
