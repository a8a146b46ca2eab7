using System.Text;

namespace FollowUp.Core.Imports;

/// <summary>Bold and links as the readers of formatted files write them, <c>**bold**</c> and <c>[words](address)</c>.</summary>
public static class InlineMarks
{
    /// <summary>A line without them: for titles and names, which hold none.</summary>
    public static string Off(string line)
    {
        if (!line.Contains("**", StringComparison.Ordinal) && !line.Contains("](", StringComparison.Ordinal)) return line;
        var plain = new StringBuilder(line.Length);
        // Where the links' words begin that are not yet closed.
        var open = -1;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '*' && i + 1 < line.Length && line[i + 1] == '*')
            {
                i++;
                continue;
            }

            if (line[i] == '[') open = plain.Length;
            if (line[i] == ']' && open >= 0 && i + 1 < line.Length && line[i + 1] == '(' && line.IndexOf(')', i) is > 0 and var end)
            {
                plain.Remove(open, 1);
                open = -1;
                i = end;
                continue;
            }

            plain.Append(line[i]);
        }

        return plain.ToString();
    }
}
