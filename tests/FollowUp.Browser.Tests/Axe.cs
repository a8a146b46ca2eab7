using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace FollowUp.Browser.Tests;

/// <summary>
/// Asks axe about a page as it stands. The script runs in the page itself, which holds no frames: a second page to sum up frames in costs more
/// than the rules do.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What violates a rule, each with its elements: all rules, or those that are named.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async rules => {
                if (window.frames.length > 0) throw new Error('The page holds a frame, which axe would have to be asked about too.');
                const only = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
                const result = await axe.run(document, { resultTypes: ['violations'], ...only });
                if (result.passes.length === 0) throw new Error('No rule had anything to look at.');
                return result.violations.map(one =>
                    `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map(node => `${node.html} ${node.any[0]?.message ?? ''}`).join(' | ')})`);
            }
            """,
            rules);
    }
}
