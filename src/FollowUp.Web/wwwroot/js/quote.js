// Quotes a unit's text in the summary on the same page, where the cursor stands. Without it the quotation is saved by a post.

function insert(area, quote) {
  // Before the field has been visited its caret stands first, but a quotation goes last.
  const isVisited = area.selectionStart > 0;
  const start = isVisited ? area.selectionStart : area.value.length;
  const end = isVisited ? area.selectionEnd : start;
  const before = area.value.slice(0, start).trimEnd();
  const after = area.value.slice(end).trimStart();
  const text = (before ? '\n\n' : '') + quote + (after ? '\n\n' : '');
  area.focus();
  area.setSelectionRange(before.length, area.value.length - after.length);
  // The only way in that the browser's own undo takes back.
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, before.length, area.value.length - after.length, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const caret = before.length + text.length - (after ? 2 : 0);
  area.setSelectionRange(caret, caret);
}

/** Puts a button's quotation into its field. */
export function quote(button) {
  insert(document.getElementById(button.dataset.quoteInto), button.dataset.quote);
}
