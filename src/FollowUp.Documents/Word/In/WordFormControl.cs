namespace FollowUp.Documents.Word.In;

/// <summary>A control of a form, of the old kind.</summary>
internal static class WordFormControl
{
    /// <summary>What a form's control of the old kind shows: a box with or without its cross, or what is chosen in a list. Null where the field is none.</summary>
    public static string? Read(WordXml xml)
    {
        string? shown = null;
        foreach (var name in xml.Children())
        {
            if (name != "ffData") continue;
            foreach (var control in xml.Children())
            {
                if (control == "checkBox")
                {
                    var isChecked = false;
                    foreach (var part in xml.Children())
                    {
                        if (part is "checked" or "default") isChecked = xml.IsOn();
                    }

                    shown = isChecked ? "☒" : "☐";
                }
                else if (control == "ddList")
                {
                    var entries = new List<string>();
                    var chosen = 0;
                    foreach (var part in xml.Children())
                    {
                        if (part is "result" or "default") chosen = xml.Number() ?? 0;
                        else if (part == "listEntry" && entries.Count < 100) entries.Add(xml.Attribute("val") ?? "");
                    }

                    shown = chosen >= 0 && chosen < entries.Count ? entries[chosen] : null;
                }
            }
        }

        return shown;
    }
}
